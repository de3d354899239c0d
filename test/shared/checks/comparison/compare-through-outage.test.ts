import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { compareThroughOutage } from "../../../../shared/checks/comparison/compare-through-outage.ts";
import type { LookAtGreen } from "../../../../shared/checks/comparison/green-watch.ts";
import { comparisonWork, quickly } from "./compared.ts";

const never = new AbortController().signal;

test("what an outage has taken stays taken when it is gone on with after its time", async () => {
  let asked = 0;
  const recovering: RequestListener = (_request, response) => {
    asked += 1;
    response.writeHead(asked > 300 ? 200 : 503).end();
  };
  const { work, green } = await comparisonWork([recovering, recovering, recovering], [recovering], {
    ...quickly,
    rate: 400,
    atMost: "1s",
  });
  const startedAt = Date.now();
  const isLate = (): boolean => Date.now() > startedAt + 1_500;
  const knew: string[] = [];
  const lookAtGreen: LookAtGreen = async (known) => {
    knew.push(known.map(({ id }) => id).join());
    return { tasks: green.filter(({ id }) => id === "g1" || (isLate() && id === "g3")), wanted: 2 };
  };
  const bake = { startedAt, endsAt: startedAt + 20_000 };
  const { end, judgement, progress } = await compareThroughOutage(
    { ...work, green: green.slice(0, 2), lookAtGreen },
    bake,
    never,
  );
  expect([end, judgement.decision]).toEqual(["decided", "passed"]);
  expect(progress.spentMs).toBeGreaterThan(1_500);
  expect(knew.slice(1)).not.toContain("g1,g2");
  expect(knew.filter((ids) => ids === "g1").length).toBeGreaterThan(5);
});
