import type { Prober } from "../prober.ts";
import { Secret } from "../secret.ts";
import { hostAndPort } from "../target.ts";
import { followRedirects } from "./follow-redirects.ts";
import { exchangeHttp1 } from "./http1-exchange.ts";
import type { HttpAnswer } from "./http-answer.ts";
import type { HttpProbe } from "./http-probe.ts";
import type { Exchange } from "./raw-answer.ts";
import { ReceivedAnswer } from "./received-answer.ts";

/** Asks over HTTP/1.1, or over HTTP/2 where the probe says so, with TLS where the target speaks it. */
export const httpProber: Prober<HttpProbe, HttpAnswer> = {
  request: ({ sent }, target) => {
    const path = sent.path instanceof Secret ? `/${String(sent.path)}` : sent.path;
    return `${sent.method} ${target.tls ? "https" : "http"}://${hostAndPort(target)}${path}`;
  },

  ask: async (probe, run, signal) => {
    const { sent } = probe;
    const exchange: Exchange =
      sent.version === "2" ? (await import("./http2-exchange.ts")).exchangeHttp2 : exchangeHttp1;
    if (sent.redirects) return followRedirects(probe, sent.redirects, exchange, run, signal);
    return new ReceivedAnswer(await exchange(probe, sent.path, run, signal), [], run.clock);
  },
};
