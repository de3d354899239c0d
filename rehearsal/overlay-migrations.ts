/**
 * The text of a module like `base` but for its migrations. A default export that is no object stays as it is, and so does
 * one that is not there: what a configuration must be is said by the hooks' own parser alone, and an overlay that made an
 * object of it would hide what is refused on AWS.
 * @param base absolute path of a `hooks.config.ts`
 */
export function overlayMigrations(base: string, migrations: object): string {
  // Not imported by the name "default": a module that has none could not be bundled at all.
  return `import * as module from ${JSON.stringify(base)};
const { default: base } = module;
const isObject = Object.prototype.toString.call(base) === "[object Object]";
export default isObject ? { ...base, migrations: ${JSON.stringify(migrations)} } : base;
`;
}
