/** An identifier as `search_path` has it: in quotation marks, or in lower case without. */
const IDENTIFIER = /"((?:[^"]|"")*)"|[^\s,"]+/g;

/** The schemas of PostgreSQL's `search_path`, in which `$user` is the schema of the user's name. */
export function parseSearchPath(path: string, user: string): readonly string[] {
  return [...path.matchAll(IDENTIFIER)].map(([whole, quoted]) => {
    const name = quoted?.replaceAll('""', '"') ?? whole.toLowerCase();
    return name === "$user" ? user : name;
  });
}
