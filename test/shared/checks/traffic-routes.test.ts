import { expect, test } from "vitest";
import { judgeTraffic } from "../../../shared/checks/traffic-routes.ts";
import type { Route } from "../../../shared/deployment/listener.ts";
import { forwardsOf } from "../../../shared/deployment/listener.ts";
import { listenerTo, targetGroup } from "../../support/probe/installed-deployment.ts";

const BLUE = "arn:blue-group";
const GREEN = "arn:green-group";

function judge(routes: readonly Route[], greenIsKnown = true) {
  return judgeTraffic({
    listener: listenerTo({}, { routes }),
    role: "production listener",
    to: { name: "blue", targetGroup: targetGroup("blue-group") },
    other: { name: "green", targetGroup: greenIsKnown ? targetGroup("green-group") : undefined },
    advice: "Put it back.",
  });
}

const route = (name: string, ...shares: readonly (readonly [arn: string, weight: number])[]): Route => {
  return { name, forwards: shares.map(([targetGroupArn, weight]) => ({ targetGroupArn, weight })) };
};

interface Case {
  readonly routes: readonly Route[];
  readonly verdict: "passed" | "failed";
  readonly says: string;
}

const cases: Readonly<Record<string, Case>> = {
  "one target group": {
    routes: [{ name: "default action", forwards: forwardsOf([{ Type: "forward", TargetGroupArn: BLUE }]) }],
    verdict: "passed",
    says: "forwards to blue alone: default action blue (blue-group) 100 %.",
  },
  "weights of 100 and 0": {
    routes: [
      {
        name: "default action",
        forwards: forwardsOf([
          {
            Type: "forward",
            ForwardConfig: {
              TargetGroups: [
                { TargetGroupArn: BLUE, Weight: 100 },
                { TargetGroupArn: GREEN, Weight: 0 },
              ],
            },
          },
        ]),
      },
    ],
    verdict: "passed",
    says: "default action blue (blue-group) 100 %, green (green-group) 0 %.",
  },
  "weights of 90 and 10": {
    routes: [route("default action", [BLUE, 90], [GREEN, 10])],
    verdict: "failed",
    says: "expected all of it to go to blue's target group blue-group, observed default action blue (blue-group) 90 %, green (green-group) 10 %. Put it back.",
  },
  "a canary that rounds to nothing": {
    routes: [route("default action", [BLUE, 998], [GREEN, 1])],
    verdict: "failed",
    says: "observed default action",
  },
  "the wrong one": {
    routes: [route("default action", [GREEN, 1])],
    verdict: "failed",
    says: "observed default action green (green-group) 100 %",
  },
  "no weight for either": {
    routes: [route("default action", [BLUE, 0], [GREEN, 0])],
    verdict: "failed",
    says: "observed default action blue (blue-group) 0 %, green (green-group) 0 %",
  },
  "no weight for either in a rule beside a good default": {
    routes: [route("default action", [BLUE, 1]), route("rule 5", [BLUE, 0], [GREEN, 0])],
    verdict: "failed",
    says: "observed rule 5 ",
  },
  "a rule of another service": {
    routes: [route("default action"), route("rule 1", ["arn:other", 1]), route("rule 2", [BLUE, 1])],
    verdict: "passed",
    says: "forwards to blue alone: rule 2 blue (blue-group) 100 %.",
  },
  "a rule of another service that keeps blue at 0": {
    routes: [route("default action", [BLUE, 1]), route("rule 1", ["arn:other", 1], [BLUE, 0])],
    verdict: "passed",
    says: "forwards to blue alone: default action blue (blue-group) 100 %.",
  },
  "one rule for each": {
    routes: [route("rule 1", [BLUE, 1]), route("rule 2", [GREEN, 1])],
    verdict: "failed",
    says: "observed rule 2 green (green-group) 100 %",
  },
  "blue mixed with another service": {
    routes: [route("default action", [BLUE, 1], ["arn:other", 1])],
    verdict: "failed",
    says: "observed default action blue (blue-group) 50 %, arn:other 50 %",
  },
  neither: {
    routes: [route("default action"), route("rule 1", ["arn:other", 1])],
    verdict: "failed",
    says: "sends nothing to either target group: expected all of it to go to blue's target group blue-group; observed default action forwards nowhere; rule 1 arn:other 100 %. Put it back.",
  },
  "nothing at all": { routes: [], verdict: "failed", says: "sends nothing to either target group" },
};

test.for(Object.entries(cases))("a listener that forwards to %s", ([, { routes, verdict, says }]) => {
  const result = judge(routes);
  expect(result.verdict).toBe(verdict);
  expect(result.reason).toMatch(
    verdict === "passed"
      ? /^The production listener \(HTTP 80\)/
      : /^The production listener \(HTTP 80, arn:listener\)/,
  );
  expect(result.reason).toContain(says);
});

test("before green's target group is known, whatever shares with blue is refused all the same", () => {
  expect(judge([route("default action", [BLUE, 9], [GREEN, 1])], false)).toMatchObject({ verdict: "failed" });
  expect(judge([route("default action", [BLUE, 1])], false)).toMatchObject({ verdict: "passed" });
});

test("a target group that both colours need is refused, whatever the weights say", () => {
  const shared = targetGroup("blue-group");
  const result = judgeTraffic({
    listener: listenerTo({ "blue-group": 1 }),
    role: "production listener",
    to: { name: "blue", targetGroup: shared },
    other: { name: "green", targetGroup: shared },
    advice: "Put it back.",
  });
  expect(result).toEqual({
    verdict: "failed",
    reason: expect.stringContaining(
      "expected blue and green to have a target group each, observed that both have blue-group",
    ),
  });
});
