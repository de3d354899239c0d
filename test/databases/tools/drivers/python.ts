/** Debian's own, whose packages these are; another one may come before it in PATH. */
export const SYSTEM_PYTHON = "/usr/bin/python3";

/** Text as a literal of Python. */
export function quotePython(text: string): string {
  return JSON.stringify(text);
}
