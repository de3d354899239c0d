import { AwsError } from "../aws/aws-error.ts";
import type { OperationInput } from "../aws/operations.ts";
import type { MetricStore } from "../cloudwatch/metric-store.ts";

type Input = OperationInput<"monitoring", "PutMetricData">;
type Datum = NonNullable<Input["MetricData"]>[number];

const LARGEST = 2 ** 360;
const TWO_WEEKS_MS = 14 * 86_400_000;
const TWO_HOURS_MS = 7_200_000;

/**
 * PutMetricData, all of it or nothing. Values are there at once. A metric of standard resolution is stored by CloudWatch's
 * minute, one with the storage resolution 1 by the second.
 * @param minuteMs CloudWatch's minute in wall milliseconds
 * @throws {AwsError} where AWS refuses the input
 */
export function putMetricData(
  { Namespace, MetricData = [] }: Input,
  store: MetricStore,
  minuteMs: number,
  nowMs: number,
): void {
  if (MetricData.length === 0) {
    throw new AwsError("MissingRequiredParameterException", "The parameter MetricData is required.");
  }
  MetricData.forEach((datum, index) => assertDatum(datum, `MetricData.member.${index + 1}`, nowMs));
  for (const datum of MetricData) {
    const { MetricName = "", Dimensions = [], Timestamp, Value, Values, Counts, Unit = "None" } = datum;
    const dimensions = Dimensions.map((dimension) => ({ name: dimension.Name ?? "", value: dimension.Value ?? "" }));
    const metric = { namespace: Namespace, name: MetricName, dimensions };
    const timeMs = Timestamp?.getTime() ?? nowMs;
    const timestampMs = timeMs - (timeMs % (datum.StorageResolution === 1 ? 1000 : minuteMs));
    const values = Values ?? (Value === undefined ? [] : [Value]);
    values.forEach((value, index) => {
      store.put(metric, { timestampMs, visibleAtMs: nowMs, unit: Unit, value, count: Counts?.[index] ?? 1 });
    });
  }
}

function assertDatum(datum: Datum, place: string, nowMs: number): void {
  const { MetricName, Timestamp, Value, Values, Counts, StorageResolution = 60 } = datum;
  if (MetricName === undefined) {
    throw new AwsError("MissingRequiredParameterException", `The parameter ${place}.MetricName is required.`);
  }
  if (Value === undefined && (Values === undefined || Values.length === 0)) {
    throw new AwsError(
      "MissingRequiredParameterException",
      `At least one of the parameters ${place}.Value and ${place}.Values must be specified.`,
    );
  }
  if (Value !== undefined && Values !== undefined) {
    throw new AwsError(
      "InvalidParameterCombinationException",
      `The parameters ${place}.Value and ${place}.Values are mutually exclusive and you have specified both.`,
    );
  }
  if (Counts !== undefined && Counts.length !== Values?.length) {
    throw invalid(`The parameters ${place}.Values and ${place}.Counts must be of the same size.`);
  }
  if ([Value ?? 0, ...(Values ?? [])].some((value) => Math.abs(value) > LARGEST)) {
    throw invalid(`The values of ${place} must be between -2^360 and 2^360.`);
  }
  if (Counts?.some((count) => count <= 0)) throw invalid(`The parameter ${place}.Counts must be above 0.`);
  if (StorageResolution !== 1 && StorageResolution !== 60) {
    throw invalid(`The parameter ${place}.StorageResolution must be 1 or 60.`);
  }
  const ageMs = nowMs - (Timestamp?.getTime() ?? nowMs);
  if (ageMs > TWO_WEEKS_MS || ageMs < -TWO_HOURS_MS) {
    throw invalid(`The parameter ${place}.Timestamp must be within the last two weeks and the next two hours.`);
  }
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}
