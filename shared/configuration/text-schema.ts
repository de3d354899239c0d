import * as v from "valibot";
import { HEADER_NAME } from "../probe/http/header-name.ts";

/** A text that says something. */
export const nonEmpty = v.pipe(v.string(), v.nonEmpty('expected some text, received ""'));

export const headerName = v.pipe(
  v.string(),
  v.regex(HEADER_NAME, ({ received }) => `expected the name of a header, received ${received}`),
);

export const headerValue = v.pipe(
  v.string(),
  // What was received is not said: it may be a credential.
  v.regex(/^[\t\u0020-\u007e]*$/, "expected printable ASCII"),
);
