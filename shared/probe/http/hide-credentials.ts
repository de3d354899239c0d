import { Secret, type Text } from "../secret.ts";

const CREDENTIAL = /authori[sz]ation|cookie|token|secret|passw(?:or)?d|credential|(?:api|access)[-_]?key|signature/iu;

/** Whether what is sent under this name is a secret, also where nobody said so. */
export function isCredential(name: string): boolean {
  return CREDENTIAL.test(name);
}

/** Makes secrets of the values whose names say that they are. */
export function hideCredentials(values: Readonly<Record<string, Text>>): Readonly<Record<string, Text>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      return [name, typeof value === "string" && isCredential(name) ? new Secret(value) : value];
    }),
  );
}

/** The same of what stands in a URL: a secret as a whole where one of its parameters is. */
export function hideQuery(path: string): Text {
  const names = [...path.matchAll(/[?&]([^=&#]*)=/gu)].map(([, name = ""]) => name);
  return names.some(isCredential) ? new Secret(path, secretParameters(path)) : path;
}

/** Each is struck out of what is said, also where it stands alone. */
function secretParameters(path: string): readonly Secret[] {
  const query = path.slice(path.indexOf("?") + 1);
  return [...new URLSearchParams(query)].filter(([name]) => isCredential(name)).map(([, value]) => new Secret(value));
}
