import type { Reporter } from "vitest/node";

/** After all results, where it is not overlooked: what `npm test` does without. */
export class SayLeftOut implements Reporter {
  onTestRunEnd(): void {
    console.warn(
      "\nLEFT OUT, since it needs more than Node: PostgreSQL, MariaDB and the real migration tools. `npm run test:databases` has them.\n" +
        "LEFT OUT, since they take five minutes more: the situations, and a tenth of the panel of harm by every other gate. `npm run test:situations` has them.",
    );
  }
}
