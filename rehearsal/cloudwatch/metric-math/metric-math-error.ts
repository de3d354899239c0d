/** An expression that CloudWatch refuses, or that the rehearsal does not understand; the message says which part of it. */
export class MetricMathError extends Error {
  override readonly name = "MetricMathError";
}
