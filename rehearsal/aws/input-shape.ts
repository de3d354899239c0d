/** Text, as long as it is allowed to be. */
export interface TextShape {
  readonly kind: "text";
  readonly min: number;
  readonly max: number;
  readonly pattern: RegExp | undefined;
}

/** One of the words that are supported, which may be fewer than AWS has. */
export interface ChoiceShape<Word extends string> {
  readonly kind: "choice";
  readonly words: readonly Word[];
}

export interface IntegerShape {
  readonly kind: "integer";
  readonly min: number;
  readonly max: number;
}

/** A number that need not be whole. */
export interface NumberShape {
  readonly kind: "number";
}

/** A time: a `Date` once the input is checked. */
export interface TimestampShape {
  readonly kind: "timestamp";
}

export interface BooleanShape {
  readonly kind: "boolean";
}

export interface ListShape<Of> {
  readonly kind: "list";
  readonly of: Of;
  readonly min: number;
  readonly max: number;
}

/** Lists of text under names that the operation itself judges, such as filters. */
export interface MapShape {
  readonly kind: "map";
}

export interface StructureShape<Members> {
  readonly kind: "structure";
  readonly members: Members;
}

/** A member of AWS's that does nothing here, and is therefore refused. */
export interface UnsupportedShape {
  readonly kind: "unsupported";
}

/** What an input, or a part of one, may hold. */
export type InputShape =
  | TextShape
  | ChoiceShape<string>
  | IntegerShape
  | NumberShape
  | TimestampShape
  | BooleanShape
  | ListShape<InputShape>
  | MapShape
  | StructureShape<Readonly<Record<string, InputShape>>>
  | UnsupportedShape;

/** A shape with every member that the SDK's type has: each is supported or is said not to be, and so is each that an update brings. */
export type ShapeOf<T> = [T] extends [string]
  ? TextShape | ChoiceShape<T>
  : [T] extends [number]
    ? IntegerShape | NumberShape
    : [T] extends [boolean]
      ? BooleanShape
      : [T] extends [Date]
        ? TimestampShape
        : T extends readonly (infer Element)[]
          ? ListShape<ShapeOf<NonNullable<Element>> | UnsupportedShape>
          : [T] extends [{ readonly [Name in keyof T]?: readonly string[] | undefined }]
            ? MapShape
            : StructureShape<{ readonly [Member in keyof T]-?: ShapeOf<NonNullable<T[Member]>> | UnsupportedShape }>;

interface Limits {
  readonly min?: number;
  readonly max?: number;
}

export const unsupported: UnsupportedShape = { kind: "unsupported" };
export const boolean: BooleanShape = { kind: "boolean" };
export const number: NumberShape = { kind: "number" };
export const timestamp: TimestampShape = { kind: "timestamp" };
export const map: MapShape = { kind: "map" };

/** @param limits of its length */
export function text({ min = 0, max = Infinity, pattern }: Limits & { readonly pattern?: RegExp } = {}): TextShape {
  return { kind: "text", min, max, pattern };
}

export function choice<const Word extends string>(...words: readonly Word[]): ChoiceShape<Word> {
  return { kind: "choice", words };
}

export function integer(min = -Infinity, max = Infinity): IntegerShape {
  return { kind: "integer", min, max };
}

/** @param limits of its length */
export function list<Of>(of: Of, { min = 0, max = Infinity }: Limits = {}): ListShape<Of> {
  return { kind: "list", of, min, max };
}

export function structure<Members>(members: Members): StructureShape<Members> {
  return { kind: "structure", members };
}
