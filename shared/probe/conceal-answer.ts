import { inspect, type InspectOptions } from "node:util";

/**
 * The same outcome, which leaves its answer out wherever it is logged or written as JSON: an answer may echo what was secret
 * in the request, and all else of an outcome has its secrets struck out.
 */
export function concealAnswer<Judged extends object, Measured extends object>(
  judged: Judged,
  measured: Measured,
): Judged & Measured {
  // By its prototype, which is one for all: members of its own would cost every outcome a shape of its own.
  return Object.assign(Object.create(CONCEALING) as object, judged, measured);
}

const CONCEALING: object = Object.create(Object.prototype, {
  toJSON: { value: withoutAnswer },
  [inspect.custom]: {
    value(this: object, _depth: number, options: InspectOptions): string {
      return inspect(withoutAnswer.call(this), options);
    },
  },
});

function withoutAnswer(this: object & { readonly answer?: unknown }): object {
  const { answer: _, ...shown } = this;
  return shown;
}
