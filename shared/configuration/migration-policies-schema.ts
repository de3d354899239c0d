import * as v from "valibot";
import { DEFAULT_POLICIES, type MigrationPolicies } from "../migrations/verdict/policies.ts";
import { strictObject } from "./strict-object.ts";

const failOrWarn = v.picklist(["fail", "warn"]);

/** What is done about what is found; what is left out is as `DEFAULT_POLICIES` has it. */
export const migrationPolicies = v.optional(
  strictObject({
    pending: v.optional(v.picklist(["fail", "allow-if-expand", "allow"]), DEFAULT_POLICIES.pending),
    ahead: v.optional(failOrWarn, DEFAULT_POLICIES.ahead),
    unknown: v.optional(failOrWarn, DEFAULT_POLICIES.unknown),
    checksum: v.optional(failOrWarn, DEFAULT_POLICIES.checksum),
    outOfOrder: v.optional(failOrWarn, DEFAULT_POLICIES.outOfOrder),
    contract: v.optional(failOrWarn, DEFAULT_POLICIES.contract),
    unknownCompatibility: v.optional(failOrWarn, DEFAULT_POLICIES.unknownCompatibility),
    blueWithoutManifest: v.optional(failOrWarn, DEFAULT_POLICIES.blueWithoutManifest),
  } satisfies Record<keyof MigrationPolicies, unknown>),
  {},
);
