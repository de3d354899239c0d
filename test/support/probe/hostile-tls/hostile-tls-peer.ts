import type { Socket } from "node:net";
import { tls, type TlsProbe } from "../../../../shared/probe/tls/tls-probe.ts";
import { startTcp, type RunningServer } from "../start-server.ts";
import { secured } from "../start-tls.ts";

/** A server that does wrong, and what is to be said of it. */
export interface HostileTlsPeer {
  /** `whose certificate has expired` */
  readonly is: string;
  readonly start: () => Promise<RunningServer>;
  readonly probe: TlsProbe;
  readonly kind: "passed" | "failed";
  readonly observed: RegExp;
  readonly likelyCause: RegExp;
  readonly decisive?: boolean;
}

/** Waits as long as a test may. */
export const patient = tls({ timeout: "2s" });
/** For peers that have to be waited for. */
export const impatient = tls({ timeout: "150ms" });

type Row = Omit<HostileTlsPeer, "is" | "start" | "kind" | "probe"> & Partial<Pick<HostileTlsPeer, "probe">>;

/** One that is as `row` says. */
export function serving(is: string, start: () => Promise<RunningServer>, row: Row): HostileTlsPeer {
  return { is, start, kind: "failed", probe: patient, ...row };
}

/** One that has a bad certificate, which needs no statistics. */
export function showing(is: string, start: () => Promise<RunningServer>, row: Row): HostileTlsPeer {
  return serving(is, start, { decisive: true, ...row });
}

/** One that does something else when it is greeted. */
export function greeted(is: string, handle: (socket: Socket) => void, row: Row): HostileTlsPeer {
  const start = async () => secured(await startTcp((socket) => void socket.once("data", () => handle(socket))));
  return serving(is, start, row);
}
