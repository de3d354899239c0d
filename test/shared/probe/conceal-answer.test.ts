import { inspect } from "node:util";
import * as v from "valibot";
import { expect, test } from "vitest";
import { custom } from "../../../shared/probe/custom/custom-probe.ts";
import type { Expectation } from "../../../shared/probe/expectation.ts";
import { body } from "../../../shared/probe/http/body.ts";
import type { HttpAnswer } from "../../../shared/probe/http/http-answer.ts";
import { get } from "../../../shared/probe/http/http-probe.ts";
import { PeerFault } from "../../../shared/probe/peer-fault.ts";
import { ProberFault } from "../../../shared/probe/prober-fault.ts";
import { runProbe } from "../../../shared/probe/run-probe.ts";
import { Secret } from "../../../shared/probe/secret.ts";
import { startHttp } from "../../support/probe/start-server.ts";

const never = new AbortController().signal;
const token = new Secret("hunter2token");
const deep = { depth: 12, maxStringLength: null };

/** Answers with all that it was sent, after a redirect that repeats it. */
function echo() {
  return startHttp(({ url = "" }, response) => {
    if (url.startsWith("/b")) response.writeHead(200, { "x-echo": url }).end(JSON.stringify({ url }));
    else response.writeHead(302, { location: `/b?${url.split("?")[1]}` }).end();
  });
}

test.for([200, 201])(
  "what an answer echoes of a secret shows nowhere where the outcome is logged (%i)",
  async (status) => {
    const { target } = await echo();
    const asked = get("/", { query: { token }, redirects: { follow: 3, to: "sticky" } }).expect(status);
    for (const probe of [asked, asked.expect(body(v.object({ url: v.string() })))]) {
      const outcome = await runProbe(probe, target, never);
      const answer = outcome.kind === "error" ? undefined : outcome.answer;
      expect(answer?.text).toContain("hunter2token");
      for (const shown of [outcome, answer, { samples: [{ outcome }] }]) {
        expect(JSON.stringify(shown)).not.toContain("hunter2");
        expect(inspect(shown, deep)).not.toContain("hunter2");
      }
      expect(JSON.parse(JSON.stringify(outcome))).toMatchObject({ kind: outcome.kind, request: outcome.request });
      expect(JSON.parse(JSON.stringify(answer))).toMatchObject({ status: 200, version: "1.1" });
    }
  },
);

const hostile = `not ${token.reveal()} \u001b[2J\u202e ${"A".repeat(2_000)}`;

test.for<[string, () => unknown]>([
  ["a peer's fault", () => new PeerFault(hostile, hostile)],
  ["a fault of one's own", () => new ProberFault("way", hostile, hostile)],
])("what is said of %s is scrubbed, escaped and cut", async ([, make]) => {
  const { target } = await echo();
  const probe = custom(
    "x",
    () => {
      throw make();
    },
    { secrets: [token] },
  );
  const outcome = await runProbe(probe, target, never);
  if (outcome.kind === "passed") throw new Error("it passed");
  for (const text of [outcome.observed, outcome.likelyCause ?? ""]) {
    expect(text).toMatch(/^not \*\*\* \\u001b\[2J\\u202e AAA/);
    expect(text.length).toBeLessThan(900);
  }
});

test("so is what an expectation of a user's own says", async () => {
  const { target } = await echo();
  const own: Expectation<HttpAnswer> = {
    text: "x",
    secrets: [token],
    toJSON: () => "x",
    judge: () => ({ met: false, expected: hostile, observed: hostile, difference: [hostile], likelyCause: hostile }),
  };
  const outcome = await runProbe(get("/").expect(own), target, never);
  const shown = JSON.stringify(outcome);
  expect(outcome).toMatchObject({ kind: "failed", likelyCause: expect.stringMatching(/^not \*\*\* /) });
  expect(shown).not.toMatch(/hunter2|\u202e/u);
  expect(shown.length).toBeLessThan(9_000);
});
