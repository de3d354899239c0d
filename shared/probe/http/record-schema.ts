import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import type { Json } from "../json.ts";

/** What is recorded of a schema: who made it, and what it takes, where it can tell that as JSON Schema. */
export function recordSchema(schema: StandardSchemaV1): Json {
  const { vendor } = schema["~standard"];
  if (!tellsJsonSchema(schema)) return { vendor };
  try {
    const taken = schema["~standard"].jsonSchema.input({ target: "draft-2020-12" });
    return { vendor, schema: JSON.parse(JSON.stringify(taken)) as Json };
  } catch {
    // Not every schema can be told as JSON Schema: one that is made of functions cannot.
    return { vendor };
  }
}

function tellsJsonSchema(schema: object): schema is StandardJSONSchemaV1 {
  if (!("~standard" in schema)) return false;
  const standard = schema["~standard"];
  return typeof standard === "object" && standard !== null && "jsonSchema" in standard;
}
