import { MetricMathError } from "./metric-math-error.ts";

export interface Token {
  readonly kind: "number" | "text" | "name" | "symbol" | "end";
  readonly text: string;
}

const TOKEN =
  /\s*(?:(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)|"(?<text>[^"]*)"|'(?<quoted>[^']*)'|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<symbol>==|!=|<=|>=|&&|\|\||[-+*/^<>()[\],]))/y;

/** @throws {MetricMathError} at a character that belongs to no token */
export function tokenize(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  const rest = expression.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rest.length) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(rest)?.groups;
    if (groups === undefined) throw new MetricMathError(`Syntax error at '${rest.slice(at).trim().slice(0, 20)}'`);
    tokens.push(tokenOf(groups));
  }
  return [...tokens, { kind: "end", text: "the end" }];
}

function tokenOf(groups: Readonly<Partial<Record<string, string>>>): Token {
  const { number, name, symbol } = groups;
  if (number !== undefined) return { kind: "number", text: number };
  if (name !== undefined) return { kind: "name", text: name };
  if (symbol !== undefined) return { kind: "symbol", text: symbol };
  return { kind: "text", text: groups["text"] ?? groups["quoted"] ?? "" };
}
