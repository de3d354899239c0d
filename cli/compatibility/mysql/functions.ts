import { cannotTell, type Harm } from "../harm.ts";
import type { AstNode } from "./ast.ts";

/** Functions that come with the server and change nothing; another may do whatever its owner wrote. */
const HARMLESS: ReadonlySet<string> = new Set(
  `abs binary bin_to_uuid cast ceil ceiling char_length coalesce concat concat_ws connection_id convert convert_tz
  curdate current_date current_time current_timestamp current_user database date date_add date_format date_sub
  datediff dayofmonth find_in_set floor format from_unixtime get_lock greatest group_concat hex if ifnull instr
  is_free_lock isnull json_array json_arrayagg json_extract json_merge_patch json_object json_objectagg json_set
  json_unquote json_valid last_insert_id lcase least left length localtime localtimestamp locate lower lpad ltrim md5 mid
  mod month now nullif password quote rand regexp_replace release_lock repeat replace reverse right round row_number rpad
  rtrim schema sha1 sha2 sign sleep str_to_date strcmp substr substring substring_index sysdate timestamp
  timestampdiff trim truncate ucase unhex unix_timestamp upper user utc_date utc_timestamp uuid uuid_short uuid_to_bin
  values version week year`.split(/\s+/),
);

/** What a query does by the functions that it calls. */
export function judgeCalls(node: unknown): readonly Harm[] {
  const harms: Harm[] = [];
  visit(node, (each) => {
    if (each["type"] !== "function") return;
    const name = functionName(each);
    if (!HARMLESS.has(name.toLowerCase())) harms.push(cannotTell(`what the function ${name} does is not known`));
  });
  return harms;
}

export function functionName(node: AstNode): string {
  const { name } = node;
  if (typeof name === "string") return name;
  const parts = typeof name === "object" && name !== null && "name" in name ? name.name : undefined;
  if (!Array.isArray(parts)) return "?";
  return parts.map((part: { value?: unknown }) => String(part.value)).join(".");
}

function visit(node: unknown, see: (node: AstNode) => void): void {
  if (Array.isArray(node)) {
    for (const each of node) visit(each, see);
  } else if (typeof node === "object" && node !== null) {
    see(node as AstNode);
    for (const each of Object.values(node)) visit(each, see);
  }
}
