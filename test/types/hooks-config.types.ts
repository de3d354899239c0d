/**
 * What compiles, and what must not: `tsc --noEmit` is the test, since an `@ts-expect-error` without an error is one itself.
 */
import { defineHooks } from "../../shared/configuration/define-hooks.ts";

export const enforced = defineHooks({ checks: { "green-is-warm": { mode: "enforce" } } });
export const observed = defineHooks({ checks: { "green-is-warm": { mode: "observe", reason: "first release" } } });
// @ts-expect-error a check is not taken down without a reason
export const silenced = defineHooks({ checks: { "green-is-warm": { mode: "off" } } });
// @ts-expect-error there is no such check
export const misspelt = defineHooks({ checks: { "green-is-worm": { mode: "enforce" } } });
