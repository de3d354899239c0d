import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files of whole deployments take longest: begun last, they would be what one worker alone ends with. */
const LONG = /\/test\/(?:bench\/harm|rehearsal\/end-to-end|bench\/deployments)\//;

/** Begins with the files that take long. */
export class DeploymentsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => Number(LONG.test(other.moduleId)) - Number(LONG.test(one.moduleId)));
  }
}
