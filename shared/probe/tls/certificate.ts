import type { Expectation } from "../expectation.ts";
import type { Json } from "../json.ts";
import { readDemands, type CertificateDemands } from "./certificate-demands.ts";
import { ofHandshake } from "./of-handshake.ts";
import type { HasTls } from "./tls-facts.ts";

/**
 * The certificate that the peer showed is such: `certificate({ validFor: "30d", name: "shop.example", selfSigned: false })`.
 * One that is not decides without statistics.
 * @param now milliseconds since 1970
 * @throws {RangeError} where nothing is demanded, or what means nothing
 */
export function certificate(demands: CertificateDemands, now: () => number = Date.now): Expectation<HasTls> {
  const all = readDemands(demands);
  if (all.length === 0) throw new RangeError("certificate: expected at least one demand");
  const say = (parts: readonly string[]): string => `a certificate that ${parts.join(" and ")}`;
  return ofHandshake(say(all.map(({ expected }) => expected)), { certificate: recordOf(demands) }, ({ chain }) => {
    const [leaf, ...issuers] = chain;
    if (!leaf) return { met: false, judged: false, decisive: true, observed: "no certificate" };
    const judged = all.map((demand) => ({ ...demand, ...demand.judge([leaf, ...issuers], now()) }));
    const unmet = judged.filter(({ met }) => !met);
    if (unmet.length === 0) return { met: true, observed: say(judged.map(({ observed }) => observed)) };
    return {
      met: false,
      decisive: true,
      expected: say(unmet.map(({ expected }) => expected)),
      observed: say(unmet.map(({ observed }) => observed)),
    };
  });
}

function recordOf({ issuer, chain, keyBits, ...others }: CertificateDemands): Json {
  return {
    ...others,
    ...(issuer !== undefined && { issuer: String(issuer) }),
    ...(chain && {
      chain: {
        ...(chain.length !== undefined && { length: chain.length }),
        ...(chain.includes !== undefined && { includes: String(chain.includes) }),
      },
    }),
    ...(keyBits && { keyBits: { ...keyBits } }),
  };
}
