import { expect, test } from "vitest";
import { alarmNames, parseAlarmChange } from "../../../rehearsal/alarms/alarm-script.ts";
import { setAlarmState } from "../../../rehearsal/alarms/set-alarm-state.ts";
import type { Alarm } from "../../../rehearsal/codedeploy/deployment-group.ts";
import { momentAt } from "../../../rehearsal/moment.ts";

test("a change names an alarm, its state and a moment; a name may hold anything", () => {
  const change = parseAlarmChange("shop=5xx@eu=ALARM@AfterAllowTraffic+30s");
  expect(change).toEqual({ alarm: "shop=5xx@eu", state: "ALARM", at: momentAt("AfterAllowTraffic", 30) });
});

test.for(["shop-5xx=ALARM", "shop-5xx=FIRING@Start", "shop-5xx=ALARM@Later", "=ALARM@Start", "shop-5xx@Start"])(
  "%s is no change",
  (text) => {
    expect(parseAlarmChange(text)).toBeUndefined();
  },
);

test("each name of a script is there once", () => {
  const script = ["a=ALARM@Start", "b=OK@Start", "a=OK@Install"].flatMap((text) => parseAlarmChange(text) ?? []);
  expect(alarmNames(script)).toEqual(["a", "b"]);
});

test("an alarm's state is set with its reason, and there must be such an alarm", () => {
  const alarms: Alarm[] = [{ name: "a", state: "OK", reason: "" }];
  setAlarmState(alarms, "a", { state: "ALARM", reason: "above" });
  expect(alarms).toEqual([{ name: "a", state: "ALARM", reason: "above" }]);
  expect(() => setAlarmState(alarms, "b", { state: "OK", reason: "" })).toThrow("There is no alarm b");
});
