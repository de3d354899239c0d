/** A manifest holds hundreds of migrations, and a person reads the beginning. */
const LONGEST = 300;

const SECRETS = [
  // ALTER ROLE … PASSWORD '…', OPTIONS (password '…'), IDENTIFIED [WITH plugin] BY '…'.
  /(?<=\b(?:password|secret)\b\s*[=(]?\s*|\bidentified\s+(?:(?:with|via)\s+\S+\s+)?(?:by|as|using)\s+(?:password\s*)?\(?\s*)(?:'(?:[^'\\]|\\.|'')*'?|"(?:[^"\\]|\\.)*"?)/gi,
  // The connection of a subscription: 'host=… password=…'.
  /(?<=\bpassword\s*=\s*)[^\s'"]+/gi,
  /(?<=\b[a-z][a-z\d+.-]*:\/\/[^\s:@/'"]*:)[^\s@'"]+(?=@)/gi,
];

/** The statement as a manifest and a log show it: without the passwords that are written in it, and not all of it. */
export function quoteStatement(text: string): string {
  // Enough that a secret which is cut in two is still seen as one.
  const beginning = text.slice(0, 20 * LONGEST);
  const concealed = SECRETS.reduce((each, secret) => each.replace(secret, "'…'"), beginning);
  if (concealed.length <= LONGEST) return concealed;
  // Half of a character outside the first plane is none.
  return `${concealed.slice(0, LONGEST - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
