import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { parseRuntimeError } from "./runtime-error.ts";
import type { RuntimeError } from "./runtime-error.ts";

/** One invocation as the runtime receives it. */
export interface RuntimeInvocation {
  readonly requestId: string;
  /** The event, as JSON text. */
  readonly payload: string;
  readonly functionArn: string;
  /** When the invocation will be timed out, in milliseconds since the epoch. */
  readonly deadlineMs: number;
  readonly traceId: string;
}

/** What a runtime answered. */
export type RuntimeAnswer =
  | { readonly kind: "response"; readonly body: string }
  | ({ readonly kind: "error" } & RuntimeError);

/** The two things that follow when a runtime has taken an invocation. Neither settles if the runtime dies first. */
export interface HandedOver {
  readonly answered: Promise<RuntimeAnswer>;
  /** Settles when the runtime, having answered, asks for the next invocation. */
  readonly readyAgain: Promise<void>;
}

/** Lambda's Runtime API, 2018-06-01, for one process: as on AWS, a process has at most one invocation at a time. */
export interface RuntimeApi {
  /** `host:port`, for AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /** Settles at the runtime's first word: undefined when it asks for an invocation, or its initialization error. */
  readonly initialized: Promise<RuntimeError | undefined>;
  /** True while the runtime has asked for an invocation and has not got one. */
  isWaiting(): boolean;
  /** Answers the runtime's pending request for the next invocation. @throws Error when no such request is pending. */
  handOver(invocation: RuntimeInvocation): HandedOver;
  /** Ends every connection, a pending request for the next invocation included. */
  close(): Promise<void>;
}

interface CurrentInvocation {
  readonly requestId: string;
  readonly answered: PromiseWithResolvers<RuntimeAnswer>;
  readonly readyAgain: PromiseWithResolvers<void>;
  isAnswered: boolean;
}

/** Starts the API on a free port of the loopback address. */
export async function createRuntimeApi(): Promise<RuntimeApi> {
  const initialized = Promise.withResolvers<RuntimeError | undefined>();
  let waiting: ServerResponse | undefined;
  let current: CurrentInvocation | undefined;

  const takeNext = (response: ServerResponse): void => {
    if (current?.isAnswered === false) return refuseTransition(response, "the invocation has not been answered");
    waiting = response;
    response.once("close", () => {
      if (waiting === response) waiting = undefined;
    });
    initialized.resolve(undefined);
    current?.readyAgain.resolve();
    current = undefined;
  };

  const takeAnswer = (response: ServerResponse, requestId: string, answer: RuntimeAnswer): void => {
    if (current?.requestId !== requestId) return refuse(response, 400, "InvalidRequestID", "Invalid request ID");
    if (current.isAnswered) return refuseTransition(response, "the invocation has been answered already");
    current.isAnswered = true;
    reply(response, 202, { status: "OK" });
    current.answered.resolve(answer);
  };

  const takeInitError = (response: ServerResponse, error: RuntimeError): void => {
    if (waiting !== undefined || current !== undefined) return refuseTransition(response, "initialization has ended");
    reply(response, 202, { status: "OK" });
    initialized.resolve(error);
  };

  const server = createServer((request, response) => {
    const serve = async (): Promise<void> => {
      const body = await text(request);
      const route = `${request.method} ${request.url}`;
      const [, requestId, kind] = ANSWER_ROUTE.exec(route) ?? [];
      if (route === "GET /2018-06-01/runtime/invocation/next") takeNext(response);
      else if (route === "POST /2018-06-01/runtime/init/error") takeInitError(response, readError(request, body));
      else if (requestId === undefined) refuse(response, 404, "InvalidPath", `The Runtime API has no ${route}`);
      else if (kind === "response") takeAnswer(response, requestId, { kind, body });
      else takeAnswer(response, requestId, { kind: "error", ...readError(request, body) });
    };
    // The only way to fail is a connection that broke: the process at its other end is gone, and its exit tells more.
    serve().catch(() => response.destroy());
  });
  // Real clients keep their connection, and would find it closed after an invocation of more than five seconds.
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("The Runtime API is not bound to a TCP port");

  return {
    address: `127.0.0.1:${bound.port}`,
    initialized: initialized.promise,
    isWaiting: () => waiting !== undefined,
    handOver: (invocation) => {
      if (waiting === undefined) throw new Error("The runtime is not waiting for an invocation");
      const response = waiting;
      waiting = undefined;
      current = {
        requestId: invocation.requestId,
        answered: Promise.withResolvers(),
        readyAgain: Promise.withResolvers(),
        isAnswered: false,
      };
      sendInvocation(response, invocation);
      return { answered: current.answered.promise, readyAgain: current.readyAgain.promise };
    },
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const ANSWER_ROUTE = /^POST \/2018-06-01\/runtime\/invocation\/([^/?]+)\/(response|error)$/;

function sendInvocation(response: ServerResponse, invocation: RuntimeInvocation): void {
  response.writeHead(200, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(invocation.payload),
    "Lambda-Runtime-Aws-Request-Id": invocation.requestId,
    "Lambda-Runtime-Deadline-Ms": String(invocation.deadlineMs),
    "Lambda-Runtime-Invoked-Function-Arn": invocation.functionArn,
    "Lambda-Runtime-Trace-Id": invocation.traceId,
  });
  response.end(invocation.payload);
}

function readError(request: IncomingMessage, body: string): RuntimeError {
  const type = request.headers["lambda-runtime-function-error-type"];
  return parseRuntimeError(body, typeof type === "string" ? type : undefined);
}

function reply(response: ServerResponse, status: number, body: Readonly<Record<string, string>>): void {
  const content = JSON.stringify(body);
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(content) });
  response.end(content);
}

function refuse(response: ServerResponse, status: number, errorType: string, errorMessage: string): void {
  reply(response, status, { errorMessage, errorType });
}

function refuseTransition(response: ServerResponse, reason: string): void {
  refuse(response, 403, "InvalidStateTransition", `State transition is not allowed: ${reason}`);
}
