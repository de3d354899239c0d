/** The stage that a rehearsal is. */
const STAGE = "rehearsal";

/** Serverless follows variables through variables; more than this is a circle. */
const DEEPEST = 10;

/**
 * A text of `serverless.yml` with its variables filled in: `${self:…}`, `${sls:stage}`, and `${param:…}` with its default.
 * @param file the whole file as it was parsed
 * @throws {Error} where a variable has no value, or is of another kind
 */
export function resolveVariables(text: string, file: unknown): string {
  let resolved = text;
  for (let depth = 0; resolved.includes("${"); depth += 1) {
    if (depth === DEEPEST) throw new Error(`${text}: expected variables that end, found a circle`);
    resolved = resolved.replaceAll(/\$\{([^{}]*)\}/g, (variable, address: string) => {
      const value = valueOf(address, file);
      if (typeof value === "string" || typeof value === "number") return String(value);
      throw new Error(
        `${variable}: expected text or a number, found ${value === undefined ? "nothing" : typeof value}`,
      );
    });
  }
  return resolved;
}

function valueOf(address: string, file: unknown): unknown {
  const [source = "", name = ""] = address.split(":");
  switch (source) {
    case "self":
      return memberAt(file, name.split("."));
    case "param":
      return memberAt(file, ["params", "default", name]);
    case "sls":
      return name === "stage" ? STAGE : undefined;
    default:
      throw new Error(`\${${address}}: a rehearsal resolves only self, param and sls:stage`);
  }
}

function memberAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((parent, name) => {
    return typeof parent === "object" && parent !== null ? new Map(Object.entries(parent)).get(name) : undefined;
  }, value);
}
