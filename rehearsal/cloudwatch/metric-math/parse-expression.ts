import type { Expression, Operator } from "./expression.ts";
import { MetricMathError } from "./metric-math-error.ts";
import { tokenize, type Token } from "./tokenize.ts";

/** The operators from those that bind least to those that bind most. */
const LEVELS: readonly Readonly<Record<string, Operator>>[] = [
  { "||": "OR", OR: "OR" },
  { "&&": "AND", AND: "AND" },
  { "==": "==", "!=": "!=", "<=": "<=", ">=": ">=", "<": "<", ">": ">" },
  { "+": "+", "-": "-" },
  { "*": "*", "/": "/" },
];

/** @throws {MetricMathError} where the text is no metric math expression */
export function parseExpression(text: string): Expression {
  const parser = new Parser(tokenize(text));
  return parser.parse();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Expression {
    const expression = this.#operation(0);
    if (this.#next.kind !== "end") throw unexpected(this.#next);
    return expression;
  }

  get #next(): Token {
    return this.#tokens[this.#at] ?? { kind: "end", text: "the end" };
  }

  #take(): Token {
    const token = this.#next;
    this.#at += 1;
    return token;
  }

  #takeIf(symbol: string): boolean {
    const isNext = this.#next.kind === "symbol" && this.#next.text === symbol;
    if (isNext) this.#at += 1;
    return isNext;
  }

  #operation(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#negation();
    let left = this.#operation(level + 1);
    for (let operator = this.#operatorOf(operators); operator; operator = this.#operatorOf(operators)) {
      this.#take();
      left = { kind: "operation", operator, left, right: this.#operation(level + 1) };
    }
    return left;
  }

  #operatorOf(operators: Readonly<Record<string, Operator>>): Operator | undefined {
    const { kind, text } = this.#next;
    if (kind !== "symbol" && kind !== "name") return undefined;
    return Object.hasOwn(operators, text) ? operators[text] : undefined;
  }

  #negation(): Expression {
    if (this.#takeIf("-")) return { kind: "negation", of: this.#negation() };
    const base = this.#operand();
    if (!this.#takeIf("^")) return base;
    return { kind: "operation", operator: "^", left: base, right: this.#negation() };
  }

  #operand(): Expression {
    if (this.#takeIf("(")) {
      const inner = this.#operation(0);
      if (!this.#takeIf(")")) throw unexpected(this.#next);
      return inner;
    }
    if (this.#takeIf("[")) return { kind: "list", items: this.#itemsUntil("]") };
    const token = this.#take();
    if (token.kind === "number") return { kind: "number", value: Number(token.text) };
    if (token.kind === "text") return { kind: "text", value: token.text };
    if (token.kind !== "name") throw unexpected(token);
    if (this.#takeIf("(")) return { kind: "call", name: token.text, parameters: this.#itemsUntil(")") };
    return { kind: "name", name: token.text };
  }

  #itemsUntil(end: string): readonly Expression[] {
    const items: Expression[] = [];
    if (this.#takeIf(end)) return items;
    do items.push(this.#operation(0));
    while (this.#takeIf(","));
    if (!this.#takeIf(end)) throw unexpected(this.#next);
    return items;
  }
}

function unexpected({ text }: Token): MetricMathError {
  return new MetricMathError(`Syntax error: unexpected '${text}'`);
}
