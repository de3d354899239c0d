import type { Expectation } from "../expectation.ts";
import type { HttpAnswer } from "./http-answer.ts";

/** Something that an answer over HTTP must be. */
export type HttpExpectation<Body = unknown> = Expectation<HttpAnswer<Body>>;

/** One that gives the body the type `Body` for all that follows. */
export interface BodyExpectation<Body> extends HttpExpectation {
  readonly readsBody: true;
  /** Never there: it carries the type alone. */
  readonly bodyType?: Body;
}
