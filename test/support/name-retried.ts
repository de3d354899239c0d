import type { Reporter, TestCase } from "vitest/node";

/**
 * Names, after all results, each test that passed only when it was tried again: whole deployments of real processes share
 * two noisy cores, and one that loses a race must not be overlooked, but says nothing against the rest.
 */
export class NameRetried implements Reporter {
  readonly #retried: string[] = [];

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.#retried.push(`${test.module.relativeModuleId} > ${test.fullName}`);
  }

  onTestRunEnd(): void {
    if (this.#retried.length === 0) return;
    console.warn(
      `\nPASSED ONLY WHEN TRIED AGAIN, and so a defect of the test or of what it tests:\n${this.#retried.join("\n")}`,
    );
  }
}
