import { inspect, type InspectOptions } from "node:util";

/**
 * The same outcome, which leaves its answer out wherever it is logged or written as JSON: an answer may echo what was secret
 * in the request, and all else of an outcome has its secrets struck out.
 */
export function concealAnswer<Outcome extends object>(outcome: Outcome): Outcome {
  return Object.defineProperties(outcome, CONCEALED);
}

const CONCEALED: PropertyDescriptorMap = {
  toJSON: { value: withoutAnswer },
  [inspect.custom]: {
    value(this: object, _depth: number, options: InspectOptions): string {
      return inspect(withoutAnswer.call(this), options);
    },
  },
};

function withoutAnswer(this: object & { readonly answer?: unknown }): object {
  const { answer: _, ...shown } = this;
  return shown;
}
