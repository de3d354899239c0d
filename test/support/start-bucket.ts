import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { S3Client } from "@aws-sdk/client-s3";
import { onTestFinished } from "vitest";

/** The real S3 client, and a server that answers it until the test is over. */
export async function startBucket(answer: RequestListener) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  const sockets: Socket[] = [];
  server.on("connection", (socket) => sockets.push(socket));
  await once(server, "listening");
  // Of a TCP server this is never the string of a pipe.
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: "anyone", secretAccessKey: "none" };
  const client = new S3Client({
    region: "us-east-1",
    endpoint: `http://127.0.0.1:${port}`,
    credentials,
    maxAttempts: 1,
  });
  onTestFinished(() => {
    client.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { s3: async () => client, sockets };
}
