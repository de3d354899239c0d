import * as v from "valibot";
import type { Identity } from "../probe/identity.ts";
import { strictObject } from "./strict-object.ts";
import { headerName, nonEmpty } from "./text-schema.ts";

const headerIdentity = strictObject({ header: headerName, environmentVariable: v.optional(nonEmpty) });
const ownIdentity = v.custom<Identity>(
  (input) => typeof input === "object" && input !== null && "read" in input && typeof input.read === "function",
  "expected an identity: identityHeader(…), identityField(…), identityBy(…)",
);
const noIdentity = v.literal(false);
/** A header, an identity of the probe library, or none. */
export const identity = v.lazy((input): typeof headerIdentity | typeof ownIdentity | typeof noIdentity => {
  if (input === false) return noIdentity;
  return typeof input === "object" && input !== null && "read" in input ? ownIdentity : headerIdentity;
});
