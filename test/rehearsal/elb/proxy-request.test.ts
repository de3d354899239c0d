import { spawn } from "node:child_process";
import { once } from "node:events";
import { request, type IncomingMessage, type RequestListener } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";

import type { ProxyTimeouts } from "../../../rehearsal/elb/proxy-request.ts";
import { HEALTH_CHECK, type RunningLoadBalancer, startLoadBalancer } from "./start-load-balancer.ts";
import { type RunningTarget, startTarget } from "./start-target.ts";

const AGENT = { agent: false } as const;

/** A load balancer that sends everything to one target and, its checks being far apart, sends it nothing else. */
async function proxyTo(
  target: Omit<RunningTarget, "server"> | undefined,
  timeouts?: ProxyTimeouts,
): Promise<RunningLoadBalancer> {
  const running = await startLoadBalancer(timeouts);
  const group = running.loadBalancer.createTargetGroup({
    name: "shop",
    port: 80,
    healthCheck: HEALTH_CHECK,
    registrationSeconds: 1_000_000,
  });
  if (target !== undefined) {
    group.register(target);
  }
  running.loadBalancer.listeners.production.setForward([{ targetGroup: group, weight: 1 }], "single");
  return running;
}

/** What a client and the load balancer's records say of one request. */
async function askOnce({ url, answers }: RunningLoadBalancer): Promise<unknown> {
  const answer = await fetch(url);
  const { status, headers } = answer;
  const records = answers.map((record) => [record.status, record.targetStatus]);
  return {
    status,
    server: headers.get("server"),
    type: headers.get("content-type"),
    page: await answer.text(),
    records,
  };
}

/** What `askOnce` finds when the load balancer itself refuses. */
function describeRefusal(status: number, reason: string): unknown {
  const title = `${status} ${reason}`;
  const page = `<html>|<head><title>${title}</title></head>|<body>|<center><h1>${title}</h1></center>|</body>|</html>|`;
  const records = [[status, undefined]];
  return { status, server: "awselb/2.0", type: "text/html", page: page.replaceAll("|", "\r\n"), records };
}

test("method, path, headers and bodies pass unchanged in both directions", async () => {
  const seen: IncomingMessage[] = [];
  const target = await startTarget("127.0.3.7", (incoming, outgoing) => {
    seen.push(incoming);
    outgoing.writeHead(418, "Short And Stout", ["Set-Cookie", "a=1", "Set-Cookie", "b=2", "Server", "shop"]);
    incoming.pipe(outgoing);
  });
  const { url, loadBalancer } = await proxyTo(target);
  const answer = await fetch(`${url}/cups?size=2`, {
    method: "DELETE",
    body: "two cups",
    headers: { "x-forwarded-for": "203.0.113.9", "x-custom": "yes" },
  });
  expect([answer.status, answer.statusText, await answer.text()]).toEqual([418, "Short And Stout", "two cups"]);
  expect([answer.headers.getSetCookie(), answer.headers.get("server")]).toEqual([["a=1", "b=2"], "shop"]);
  expect([seen[0]?.method, seen[0]?.url]).toEqual(["DELETE", "/cups?size=2"]);
  expect(seen[0]?.headers).toMatchObject({
    host: new URL(url).host,
    "x-custom": "yes",
    "x-forwarded-for": "203.0.113.9, 127.0.0.1",
    "x-forwarded-proto": "http",
    "x-forwarded-port": String(loadBalancer.listeners.production.port),
    "x-amzn-trace-id": expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/u),
  });
});

test("a trace id that the client sent is kept", async () => {
  const target = await startTarget("127.0.3.7", (incoming, outgoing) =>
    outgoing.end(String(incoming.headers["x-amzn-trace-id"])),
  );
  const { url } = await proxyTo(target);
  const answer = await fetch(url, { headers: { "x-amzn-trace-id": "Root=1-67891233-abcdef012345678912345678" } });
  expect(await answer.text()).toBe("Root=1-67891233-abcdef012345678912345678");
});

test.for(["GET", "POST"])(
  "the bodies of a %s are streams: each part arrives before the next is sent",
  async (method) => {
    const target = await startTarget("127.0.3.7", (incoming, outgoing) => {
      outgoing.writeHead(200);
      incoming.pipe(outgoing);
    });
    const { loadBalancer } = await proxyTo(target);
    const { host, port } = loadBalancer.listeners.production;
    const asking = request({ ...AGENT, host, port, method, headers: { "transfer-encoding": "chunked" } });
    asking.write("first");
    const [answer] = (await once(asking, "response")) as [IncomingMessage];
    const [part] = (await once(answer, "data")) as [Buffer];
    expect(part.toString()).toBe("first");
    asking.end("second");
    expect(await text(answer)).toBe("second");
  },
);

test("the head of an answer does not wait for its body", async () => {
  const { promise: headArrived, resolve } = Promise.withResolvers<void>();
  const target = await startTarget("127.0.3.7", (_incoming, outgoing) => {
    outgoing.flushHeaders();
    void headArrived.then(() => outgoing.end("body"));
  });
  const answer = await fetch((await proxyTo(target)).url);
  resolve();
  expect(await answer.text()).toBe("body");
});

test("a group without targets answers 503", async () => {
  const running = await proxyTo(undefined);
  expect(await askOnce(running)).toEqual(describeRefusal(503, "Service Temporarily Unavailable"));
  expect(running.answers[0]?.targetGroup?.name).toBe("shop");
});

test("a listener that forwards nowhere answers 503", async () => {
  expect(await askOnce(await startLoadBalancer())).toEqual(describeRefusal(503, "Service Temporarily Unavailable"));
});

test("a target that refuses the connection answers 502", async () => {
  const target = await startTarget("127.0.3.7", () => {});
  target.server.close();
  expect(await askOnce(await proxyTo(target))).toEqual(describeRefusal(502, "Bad Gateway"));
});

const broken: { rule: string; handle: RequestListener }[] = [
  { rule: "resets before its headers", handle: (incoming) => incoming.socket.resetAndDestroy() },
  { rule: "closes before its headers", handle: (incoming) => incoming.socket.end() },
  { rule: "does not speak HTTP", handle: (incoming) => incoming.socket.end("220 mail ready\r\n") },
  { rule: "gives a status HTTP has not", handle: (incoming) => incoming.socket.end("HTTP/1.1 099 No\r\n\r\n") },
  {
    rule: "switches protocols unasked",
    handle: (incoming) => incoming.socket.end("HTTP/1.1 101 Up\r\nUpgrade: x\r\n\r\n"),
  },
];
test.for(broken)("a target that $rule answers 502", async ({ handle }) => {
  expect(await askOnce(await proxyTo(await startTarget("127.0.3.7", handle)))).toEqual(
    describeRefusal(502, "Bad Gateway"),
  );
});

test("a target that is silent for the idle time-out answers 504, and its connection is closed", async () => {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const target = await startTarget("127.0.3.7", (incoming) => incoming.socket.once("close", resolve));
  expect(await askOnce(await proxyTo(target, { connectMs: 1000, idleMs: 30 }))).toEqual(
    describeRefusal(504, "Gateway Time-out"),
  );
  await closed;
});

test("a target that accepts no connection within the connect time-out answers 504", async () => {
  const stuck = await startStuckTarget();
  expect(await askOnce(await proxyTo(stuck, { connectMs: 30, idleMs: 1000 }))).toEqual(
    describeRefusal(504, "Gateway Time-out"),
  );
});

test("an answer that breaks off in its body breaks off for the client too", async () => {
  const target = await startTarget("127.0.3.7", (incoming, outgoing) => {
    outgoing.writeHead(200, { "content-length": 100 });
    outgoing.write("half", () => incoming.socket.resetAndDestroy());
  });
  const { url, answers } = await proxyTo(target);
  const answer = await fetch(url);
  await expect(answer.text()).rejects.toThrow("terminated");
  expect(answers.map(({ status }) => status)).toEqual([200]);
});

test("a target that closes every connection after its answer never gives a 502", async () => {
  const target = await startTarget("127.0.3.7", (incoming, outgoing) => {
    outgoing.end("ok", () => incoming.socket.destroy());
  });
  const { url } = await proxyTo(target);
  for (let asked = 0; asked < 30; asked += 1) {
    const answer = await fetch(url);
    expect([answer.status, await answer.text()]).toEqual([200, "ok"]);
  }
});

test("a client that leaves ends the request to the target, which is recorded as 460", async () => {
  const controller = new AbortController();
  const { promise: left, resolve } = Promise.withResolvers<void>();
  const target = await startTarget("127.0.3.7", (incoming) => {
    incoming.socket.once("close", resolve);
    controller.abort();
  });
  const { url, answers } = await proxyTo(target);
  await expect(fetch(url, { signal: controller.signal })).rejects.toThrow("aborted");
  await left;
  await vi.waitFor(() => expect(answers.map(({ status }) => status)).toEqual([460]), { interval: 1 });
});

test("a target that refuses a large upload before it has read it is heard", async () => {
  const target = await startTarget("127.0.3.7", (_incoming, outgoing) => {
    outgoing.writeHead(413).end("too large");
  });
  const { url } = await proxyTo(target);
  const answer = await fetch(url, { method: "POST", body: Buffer.alloc(200_000) });
  expect([answer.status, await answer.text()]).toEqual([413, "too large"]);
});

/** A process that listens, never accepts, and whose queue of connections is full: the kernel drops the next SYN. */
async function startStuckTarget(): Promise<Omit<RunningTarget, "server">> {
  const script = `const server = require("node:net").createServer().listen({ host: "127.0.3.7", port: 0, backlog: 1 }, () => {
    require("node:fs").writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  const fillers: Socket[] = [];
  onTestFinished(() => {
    for (const filler of fillers) {
      filler.destroy();
    }
    child.kill("SIGKILL");
  });
  const [chunk] = (await once(child.stdout, "data")) as [Buffer];
  const port = Number(chunk.toString());
  let full = false;
  while (!full) {
    const filler = connect({ host: "127.0.3.7", port }).on("error", () => {});
    fillers.push(filler);
    full = await Promise.race([once(filler, "connect").then(() => false), sleep(40, true)]);
  }
  return { id: "127.0.3.7", port, availabilityZone: "eu-west-1a" };
}
