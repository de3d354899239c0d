import type { Expectation } from "../expectation.ts";
import type { DnsAnswer, DnsStatus, DnsType } from "./dns-answer.ts";

/** An expectation that says itself what shall become of the question: that there is a record is then not expected, too. */
export interface Settling {
  readonly settles: true;
}

const MEANING: Readonly<Record<DnsStatus, string>> = {
  NOERROR: "NOERROR",
  FORMERR: "FORMERR (the name server does not understand the question)",
  SERVFAIL: "SERVFAIL (the name server could not find out)",
  NXDOMAIN: "NXDOMAIN (no such name)",
  NOTIMP: "NOTIMP (the name server does not know this type)",
  REFUSED: "REFUSED (the name server does not answer for this name, or not to this address)",
};

/** The name server says this: `NXDOMAIN` where a name shall not exist. */
export function dnsStatus(status: DnsStatus): Expectation<DnsAnswer> & Settling {
  return {
    settles: true,
    text: status,
    toJSON: () => ({ dnsStatus: status }),
    judge: (answer) => ({ met: answer.status === status, expected: status, observed: describeStatus(answer) }),
  };
}

/** What every question is expected to be answered with. */
export function resolved(type: DnsType): Expectation<DnsAnswer> {
  const text = `${type} records`;
  return {
    text,
    toJSON: () => ({ records: { atLeast: 1 } }),
    judge: (answer) => ({ met: answer.records.length > 0, expected: text, observed: describeStatus(answer) }),
  };
}

/** `NXDOMAIN (no such name)`, `no A records` */
export function describeStatus({ status, type, records }: DnsAnswer): string {
  if (status !== "NOERROR") return MEANING[status];
  return records.length === 0
    ? `no ${type} records`
    : `${records.length} ${type} record${records.length === 1 ? "" : "s"}`;
}
