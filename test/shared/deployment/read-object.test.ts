import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { startBucket } from "../../support/start-bucket.ts";
import { readObject } from "../../../shared/deployment/read-object.ts";

const running = new AbortController().signal;
const OBJECT = { bucket: "manifests", key: "shop/web.json" };

async function withBucket(answer: RequestListener) {
  const { s3, sockets } = await startBucket(answer);
  return { clients: { s3 }, sockets };
}

test("an object is read to its end, as the bytes that it is, in the version that is named", async () => {
  const bytes = Buffer.from([0, 255, 254, 10, 200]);
  const asked: (string | undefined)[] = [];
  const { clients } = await withBucket(({ url }, response) => {
    asked.push(url);
    response.write(bytes.subarray(0, 2));
    response.end(bytes.subarray(2));
  });
  expect(await readObject(clients, { ...OBJECT, versionId: "v7" }, 5, running)).toEqual(bytes);
  expect(asked).toEqual([expect.stringMatching(/^\/manifests\/shop\/web\.json\?.*versionId=v7/)]);
});

test("an empty object is no bytes", async () => {
  const { clients } = await withBucket((_, response) => response.writeHead(200, { "content-length": 0 }).end());
  expect(await readObject(clients, OBJECT, 5, running)).toHaveLength(0);
});

test("an object that says it is too large is not read", async () => {
  const { clients, sockets } = await withBucket((_, response) => {
    response.writeHead(200, { "content-length": 6 }).write("x");
  });
  await expect(readObject(clients, OBJECT, 5, running)).rejects.toThrow(
    "s3://manifests/shop/web.json has 6 bytes: expected 5 at most",
  );
  await expect.poll(() => sockets[0]?.destroyed).toBe(true);
});

test("an object that does not say how large it is, and does not end, is let go", async () => {
  let written = 0;
  const { clients, sockets } = await withBucket((_, response) => {
    const more = (): void => {
      written += 65_536;
      if (!response.destroyed) response.write(Buffer.alloc(65_536), more);
    };
    more();
  });
  await expect(readObject(clients, OBJECT, 100_000, running)).rejects.toThrow(
    "has more than 100000 bytes: expected 100000 at most",
  );
  await expect.poll(() => sockets[0]?.destroyed).toBe(true);
  expect(written).toBeLessThan(100_000_000);
});

test("an object that stalls is let go when time is up", async () => {
  const stop = new AbortController();
  const { clients, sockets } = await withBucket((_, response) => {
    response.writeHead(200, { "content-length": 4 }).write("x");
    setTimeout(() => stop.abort(new Error("late")), 20);
  });
  await expect(readObject(clients, OBJECT, 5, stop.signal)).rejects.toThrow("late");
  await expect.poll(() => sockets[0]?.destroyed).toBe(true);
});

test("an object that breaks off is a call that did not succeed", async () => {
  const { clients } = await withBucket((_, response) => {
    response.writeHead(200, { "content-length": 4 }).write("x", () => response.destroy());
  });
  await expect(readObject(clients, OBJECT, 5, running)).rejects.toThrow("s3:GetObject did not succeed");
});

test("one that is not there names its refusal", async () => {
  const { clients } = await withBucket((_, response) => {
    response.writeHead(404).end("<Error><Code>NoSuchKey</Code><Message>no such key</Message></Error>");
  });
  await expect(readObject(clients, OBJECT, 5, running)).rejects.toThrow("s3:GetObject did not succeed: NoSuchKey");
});
