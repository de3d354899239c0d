import { expect, test } from "vitest";
import { describeMoment, parseMoment } from "../../rehearsal/moment.ts";

test.for([
  ["Start", { mark: "Start", afterSeconds: 0 }, "Start"],
  ["AllowTraffic+90s", { mark: "AllowTraffic", afterSeconds: 90 }, "AllowTraffic+90s"],
  ["TerminationWait+2m", { mark: "TerminationWait", afterSeconds: 120 }, "TerminationWait+120s"],
] as const)("%s is a moment", ([text, moment, described]) => {
  expect(parseMoment(text)).toEqual(moment);
  expect(describeMoment(moment)).toBe(described);
});

test.for(["", "Later", "AllowTraffic+", "AllowTraffic+9", "AllowTraffic-9s", "AllowTraffic+1h", "allowTraffic"])(
  "%j is none",
  (text) => {
    expect(parseMoment(text)).toBeUndefined();
  },
);
