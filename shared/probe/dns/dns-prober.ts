import { getServers, lookup, Resolver } from "node:dns/promises";
import { isIP } from "node:net";
import { PeerFault } from "../peer-fault.ts";
import type { PhaseClock } from "../phases.ts";
import { ProberFault } from "../prober-fault.ts";
import type { Prober } from "../prober.ts";
import { hostAndPort, type Target } from "../target.ts";
import type { DnsAnswer, DnsRecords, DnsStatus, DnsType } from "./dns-answer.ts";
import type { DnsProbe } from "./dns-probe.ts";

const NO_ANSWER =
  "UDP does not tell who dropped it: a security group that lets no DNS through (UDP and TCP), a wrong address, or a name server that is down or does not answer for this name";
const REFUSED = "no name server listens on that port, for UDP or for TCP";
const SYSTEM = "the name servers of this machine: the DHCP options and DNS settings of the function's VPC";

/** Longer than any probe waits: the prober's own clock ends it before that. */
const GRACE_MS = 60_000;

type Resolve<Type extends DnsType> = (resolver: Resolver, name: string) => Promise<readonly DnsRecords[Type][]>;

const RESOLVE: { readonly [Type in DnsType]: Resolve<Type> } = {
  A: (resolver, name) => resolver.resolve4(name, { ttl: true }),
  AAAA: (resolver, name) => resolver.resolve6(name, { ttl: true }),
  CNAME: async (resolver, name) => (await resolver.resolveCname(name)).map(toName),
  NS: async (resolver, name) => (await resolver.resolveNs(name)).map(toName),
  PTR: async (resolver, name) => (await resolver.resolvePtr(name)).map(toName),
  TXT: async (resolver, name) => (await resolver.resolveTxt(name)).map((parts) => ({ text: parts.join("") })),
  MX: async (resolver, name) =>
    (await resolver.resolveMx(name)).map(({ exchange, priority }) => ({ name: exchange, priority })),
  SRV: async (resolver, name) =>
    (await resolver.resolveSrv(name)).map(({ name, port, priority, weight }) => ({ name, port, priority, weight })),
};

/** What the name server said, by the code of the error that node makes of it. */
const STATUS: Readonly<Record<string, DnsStatus>> = {
  ENODATA: "NOERROR",
  EFORMERR: "FORMERR",
  ESERVFAIL: "SERVFAIL",
  ENOTFOUND: "NXDOMAIN",
  ENOTIMP: "NOTIMP",
  EREFUSED: "REFUSED",
};

/** Asks one name server once, over UDP, and over TCP where it says that the answer did not fit. */
export const dnsProber: Prober<DnsProbe, DnsAnswer> = {
  request(probe, target) {
    return `${String(probe)} from ${probe.resolver === "system" ? "the system's name servers" : hostAndPort(target)}`;
  },

  async ask(probe, { target, clock }, signal) {
    const resolver = await makeResolver(probe, target, clock, signal);
    const cancel = (): void => resolver.cancel();
    signal.addEventListener("abort", cancel, { once: true });
    try {
      clock.begin("request");
      const asking = RESOLVE[probe.type](resolver, probe.name);
      clock.end("request");
      clock.begin("firstByte", (afterMs) => silence(probe, afterMs));
      const answered = await asking.then(
        (records): Pick<DnsAnswer, "status" | "records"> => ({ status: "NOERROR", records }),
        (error: unknown) => {
          signal.throwIfAborted();
          return { status: statusOf(error, probe), records: [] };
        },
      );
      clock.end("firstByte");
      return { ...answered, type: probe.type, latencyMs: clock.elapsed(), phases: clock.phases };
    } finally {
      signal.removeEventListener("abort", cancel);
    }
  },
};

async function makeResolver(
  { resolver, timeoutMs }: DnsProbe,
  target: Target,
  clock: PhaseClock,
  signal: AbortSignal,
): Promise<Resolver> {
  signal.throwIfAborted();
  if (resolver === "system") {
    // Each of them gets its part of the time, or one that is down would take it all.
    return new Resolver({ tries: 1, timeout: Math.max(1, Math.floor(timeoutMs / Math.max(1, getServers().length))) });
  }
  const made = new Resolver({ tries: 1, timeout: timeoutMs + GRACE_MS });
  made.setServers([hostAndPort({ address: await addressOf(target.address, clock), port: target.port })]);
  signal.throwIfAborted();
  return made;
}

/** The first address that a name has, and no other. */
async function addressOf(address: string, clock: PhaseClock): Promise<string> {
  if (isIP(address) !== 0) return address;
  clock.begin("dns");
  const found = await lookup(address);
  clock.end("dns");
  return found.address;
}

/** @throws what is no answer */
function statusOf(error: unknown, { resolver, timeoutMs }: DnsProbe): DnsStatus {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const status = STATUS[code];
  if (status) return status;
  if (resolver === "system") {
    const observed = code === "ETIMEOUT" ? `no answer in ${timeoutMs} ms` : `no answer (${code})`;
    throw new ProberFault("prober", `${observed} from the system's name servers`, SYSTEM, { cause: error });
  }
  if (code === "EBADRESP") throw new PeerFault("an answer that is no DNS message, or a broken one");
  // The resolver calls by this name, too, what happens to the connection over TCP on which it asks again.
  if (code === "ECONNREFUSED") throw new PeerFault("connection refused, or closed over TCP before an answer", REFUSED);
  throw error;
}

function silence({ resolver }: DnsProbe, afterMs: number): ProberFault {
  if (resolver === "system") {
    return new ProberFault("prober", `no answer in ${afterMs} ms from the system's name servers`, SYSTEM);
  }
  return new ProberFault("way", `no answer to the question in ${afterMs} ms`, NO_ANSWER);
}

function toName(name: string): { readonly name: string } {
  return { name };
}
