import { expect, test } from "vitest";
import { sipHash13 } from "../../../cli/manifest/sip-hash-13.ts";

// By Rust's own `DefaultHasher`, which is SipHash-1-3 with the key 0: of `text`, a version of 32 or 64 bits and `sql`.
test.for([
  { text: "initial", version: [1, 0, 0, 0], sql: "CREATE TABLE persons (id int);\n", hash: 1091441964215326441n },
  {
    text: "initial",
    version: [1, 0, 0, 0, 0, 0, 0, 0],
    sql: "CREATE TABLE persons (id int);\n",
    hash: 17850160248500988789n,
  },
  {
    text: "add_cars_and_motos_table",
    version: [2, 0, 0, 0],
    sql: "create table cars (id int);\n",
    hash: 10942103913940362262n,
  },
])("$text of $version.length bytes has the hash that Rust makes", ({ text, version, sql, hash }) => {
  const bytes = Buffer.concat([Buffer.from(text), Buffer.from([255, ...version]), Buffer.from(sql), Buffer.of(255)]);
  expect(sipHash13(bytes)).toBe(hash);
});
