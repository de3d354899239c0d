import { describeBody, isUndecoded } from "./describe-body.ts";
import type { HttpExpectation } from "./http-expectation.ts";
import type { Size } from "./http-request.ts";
import { bytes } from "./size.ts";

/**
 * The body, after decompression, has so many bytes: `bodySize(1)`, `bodySize("1KiB", "64KiB")`, `bodySize(undefined, 512)`.
 * @param min at least; default: 0
 * @param max at most; default: whatever the probe's limit lets through
 * @throws {RangeError} for what is no size, for a range that falls, and for one that every body is in
 */
export function bodySize(min?: Size, max?: Size): HttpExpectation {
  const [least, most] = [toBytes(min), toBytes(max)];
  if ((least ?? 0) > (most ?? Infinity)) {
    throw new RangeError(`expected sizes that rise, received ${String(min)} and ${String(max)}`);
  }
  if ((least ?? 0) === 0 && most === undefined) {
    throw new RangeError(`expected a size that not every body has, received ${String(min)} and ${String(max)}`);
  }
  const text = describe(min, max);
  return {
    text,
    toJSON: () => ({ bodySize: { min: least ?? 0, max: most ?? null } }),
    judge: (answer) => {
      if (isUndecoded(answer)) return { met: false, judged: false, expected: text, observed: describeBody(answer) };
      const { size } = answer;
      const met = size >= (least ?? 0) && size <= (most ?? Infinity);
      return { met, expected: text, observed: `a body of ${show(size)}` };
    },
  };
}

function toBytes(size: Size | undefined): number | undefined {
  return size === undefined || size === 0 ? size : bytes(size);
}

function describe(min: Size | undefined, max: Size | undefined): string {
  if (max === undefined) return `a body of at least ${show(min ?? 0)}`;
  if (min === undefined) return `a body of at most ${show(max)}`;
  return min === max ? `a body of ${show(min)}` : `a body of ${show(min)} to ${show(max)}`;
}

function show(size: Size): string {
  if (typeof size === "string") return size.replace(/(?=[KM]iB)/u, " ");
  return size === 1 ? "1 byte" : `${size} bytes`;
}
