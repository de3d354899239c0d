import { breaches } from "./hostile-http2/breaches.ts";
import { endings } from "./hostile-http2/endings.ts";
import { floods } from "./hostile-http2/floods.ts";
import { grpc } from "./hostile-http2/grpc.ts";
import type { HostileHttp2Peer } from "./hostile-http2/hostile-http2-peer.ts";
import { silences } from "./hostile-http2/silences.ts";
import { sizes } from "./hostile-http2/sizes.ts";
import { strangers } from "./hostile-http2/strangers.ts";

/** The zoo: every way in which a peer over HTTP/2 is known to do wrong. */
export const HOSTILE_HTTP2: readonly HostileHttp2Peer[] = [
  ...silences,
  ...floods,
  ...sizes,
  ...endings,
  ...breaches,
  ...strangers,
  ...grpc,
];
