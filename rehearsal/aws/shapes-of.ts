import type { ShapeOf } from "./input-shape.ts";
import type { CommandInput, OperationName, ServiceName } from "./operations.ts";

/** The shapes of the inputs of one service's operations. */
export type ShapesOf<Service extends ServiceName> = {
  readonly [Name in OperationName<Service>]: ShapeOf<CommandInput<Service, Name>>;
};
