import { closings } from "./hostile-http/closings.ts";
import { contents } from "./hostile-http/contents.ts";
import { encodings } from "./hostile-http/encodings.ts";
import { framing } from "./hostile-http/framing.ts";
import type { HostilePeer } from "./hostile-http/hostile-peer.ts";
import { redirects } from "./hostile-http/redirects.ts";
import { silences } from "./hostile-http/silences.ts";
import { sizes } from "./hostile-http/sizes.ts";

/** The zoo: every way in which a peer over HTTP/1.1 is known to do wrong. */
export const HOSTILE_HTTP: readonly HostilePeer[] = [
  ...silences,
  ...closings,
  ...framing,
  ...sizes,
  ...encodings,
  ...redirects,
  ...contents,
];
