import type { Expectation } from "../expectation.ts";
import { describeProblem } from "./describe-problem.ts";
import { ofHandshake } from "./of-handshake.ts";
import type { HasTls } from "./tls-facts.ts";

/**
 * The certificate verifies: its chain, its dates and its name. Over a target that demands this itself (it does, unless its
 * `verify` is false) there is no answer otherwise.
 */
export function trusted(): Expectation<HasTls> {
  return ofHandshake("a certificate that verifies", { trusted: true }, (facts) =>
    facts.problem === undefined
      ? { met: true, observed: "a certificate that verifies" }
      : { met: false, decisive: true, observed: describeProblem(facts).observed },
  );
}
