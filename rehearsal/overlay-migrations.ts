/**
 * The text of a module like `base` but for its migrations. A default export that is no object stays as it is, and so does
 * one that is not there: what a configuration must be is said by the hooks' own parser alone, and an overlay that made an
 * object of it would hide what is refused on AWS.
 * @param base absolute path of a `hooks.config.ts`
 * @param keep the ways of looking that stay as they are, where the base has one: those that a rehearsal can take, too
 */
export function overlayMigrations(base: string, migrations: object, keep: readonly string[] = []): string {
  // Not imported by the name "default": a module that has none could not be bundled at all.
  const kept = keep.map((way) => `${JSON.stringify(way)} in own`).join(" || ") || "false";
  return `import * as module from ${JSON.stringify(base)};
const { default: base } = module;
const isObject = Object.prototype.toString.call(base) === "[object Object]";
const own = isObject ? Object(base.migrations) : {};
export default isObject ? { ...base, migrations: ${kept} ? base.migrations : ${JSON.stringify(migrations)} } : base;
`;
}
