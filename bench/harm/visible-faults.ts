import { greenLosesTasks } from "../../rehearsal/incidents/green-loses-tasks.ts";
import { blueScalesTo } from "../../rehearsal/incidents/blue-scales-to.ts";
import type { Incident } from "../../rehearsal/incidents/incident.ts";
import { momentAt } from "../../rehearsal/moment.ts";
import type { Version } from "./version.ts";

/** Broken versions that / and /health show before any customer comes. */
export const VISIBLE_FAULTS: readonly Version[] = [
  fault("every answer is an error", "error-rate=1"),
  fault("half of the answers are errors", "error-rate=0.5"),
  fault("20 % of the answers are errors", "error-rate=0.2"),
  fault("10 % of the answers are errors", "error-rate=0.1"),
  fault("5 % of the answers are errors", "error-rate=0.05"),
  fault("/ is broken, /health is not", "error-rate=1@/"),
  fault("/ is broken at 20 %, /health is not", "error-rate=0.2@/"),
  fault("one task of three errs at 50 %", "one-task:error-rate=0.5"),
  fault("one task of three errs at 20 %", "one-task:error-rate=0.2"),
  fault("/health says unhealthy", "unhealthy"),
  fault("one task's /health says unhealthy", "one-task:unhealthy"),
  fault("no task ever answers", "hang-rate=1"),
  fault("10 % of the requests are never answered", "hang-rate=0.1"),
  fault("one task of three never answers", "dead-task"),
  fault("one task of six never answers", "dead-task", "--tasks", "6"),
  fault("its tasks never listen", "refuse"),
  fault("one task of three never listens", "one-task:refuse"),
  fault("its tasks crash after 0.3 s", "crash-after=0.3s"),
  fault("its tasks crash after 0.8 s", "crash"),
  fault("its tasks crash after 4 s", "crash-after=4s"),
  fault("one task of three crashes after 1 s, each time", "one-task:crash-after=1s"),
  fault("connections are reset", "reset-rate=1"),
  fault("20 % of the connections are reset", "reset-rate=0.2"),
  fault("one task of three resets connections", "one-task:reset-rate=1"),
  fault("answers are no HTTP", "malformed-rate=1"),
  fault("10 % of the answers are no HTTP", "malformed-rate=0.1"),
  fault("answers break off half-way", "truncated-rate=1"),
  fault("20 % of the answers break off half-way", "truncated-rate=0.2"),
  fault("answers of 200 are empty", "empty-rate=1@/"),
  fault("20 % of the answers of 200 are empty", "empty-rate=0.2@/"),
  fault("answers take 3 s longer", "latency=3000ms"),
  fault("answers take 6 s longer", "latency=6000ms"),
  fault("one task's answers take 3 s longer", "one-task:latency=3000ms"),
  fault("its image holds blue's code", "wrong-version"),
  fault("one task of three runs blue's code", "one-task:wrong-version"),
  fault("its migration is pending", "pending-migration"),
  fault("its migration failed", "failed-migration"),
  fault("its migration breaks blue", "contract-migration"),
  {
    name: "the payment service's address is missing",
    kind: "visible",
    args: ["--green-env", "DEPENDENCY=/nonexistent/payments"],
  },
  befallen("a task of three is lost, and not replaced", greenLosesTasks(1, momentAt("AfterAllowTestTraffic"))),
  befallen("blue has scaled out to five since", blueScalesTo(5, momentAt("AfterInstall"))),
];

function fault(name: string, written: string, ...more: readonly string[]): Version {
  return { name, kind: "visible", args: ["--green-fault", written, ...more] };
}

function befallen(name: string, incident: Incident): Version {
  return { name, kind: "visible", args: [], incidents: [incident] };
}
