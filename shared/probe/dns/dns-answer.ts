import type { Phases } from "../phases.ts";

/** What each type of record holds. Names come without the last dot. All of it comes from a peer that is not to be trusted. */
export interface DnsRecords {
  readonly A: AddressRecord;
  readonly AAAA: AddressRecord;
  readonly CNAME: NameRecord;
  readonly NS: NameRecord;
  readonly PTR: NameRecord;
  readonly TXT: TextRecord;
  readonly MX: MailRecord;
  readonly SRV: ServiceRecord;
}

export type DnsType = keyof DnsRecords;

export interface AddressRecord {
  readonly address: string;
  /** Seconds. */
  readonly ttl: number;
}

export interface NameRecord {
  readonly name: string;
}

export interface TextRecord {
  /** All parts of it, one after the other. */
  readonly text: string;
}

export interface MailRecord {
  readonly name: string;
  readonly priority: number;
}

export interface ServiceRecord {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

/** What a name server says of a question: `NOERROR` also where the name has no record of that type. */
export type DnsStatus = "NOERROR" | "FORMERR" | "SERVFAIL" | "NXDOMAIN" | "NOTIMP" | "REFUSED";

export interface DnsAnswer<Type extends DnsType = DnsType> {
  readonly status: DnsStatus;
  readonly type: Type;
  /** None unless the status is `NOERROR`. */
  readonly records: readonly DnsRecords[Type][];
  /** Milliseconds from the start to the whole answer. */
  readonly latencyMs: number;
  /** `dns` only where the name server itself was given by a name. */
  readonly phases: Phases;
}
