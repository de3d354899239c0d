/**
 * The process entry of a function: a small runtime client that speaks Lambda's Runtime API as the real one does. It
 * imports only what Node itself brings, so that what a function may use of its time and memory is left to the function.
 */
import { existsSync } from "node:fs";
import { request } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";

interface Answer {
  readonly status: number;
  readonly header: (name: string) => string;
  readonly body: string;
}

type Handler = (event: unknown, context: Readonly<Record<string, unknown>>) => unknown;

/** An error under one of the names that Lambda itself gives to errors. */
class RuntimeFault extends Error {
  constructor(name: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = name;
    if (cause instanceof Error && cause.stack !== undefined) this.stack = cause.stack;
  }
}

const environment = process.env;
let requestId: string | undefined;

process.on("uncaughtException", (error) => {
  void dieOf(error, 129);
});
process.on("unhandledRejection", (reason) => {
  void dieOf(new RuntimeFault("Runtime.UnhandledPromiseRejection", String(reason), reason), 128);
});

await serveInvocations(await initialize());

async function initialize(): Promise<Handler> {
  try {
    return loadHandler(variable("LAMBDA_TASK_ROOT"), variable("_HANDLER"));
  } catch (error) {
    await postError("/init/error", error);
    return process.exit(1);
  }
}

function loadHandler(taskRoot: string, name: string): Handler {
  const [, modulePath, exportName] = /^((?:.*\/)?[^./]+)\.([^./]+)$/.exec(name) ?? [];
  if (modulePath === undefined || exportName === undefined || name.includes("..")) {
    throw new RuntimeFault("Runtime.MalformedHandlerName", `'${name}' is not a valid handler name`);
  }
  const handler = loadModule(path.resolve(taskRoot, modulePath))[exportName];
  if (typeof handler !== "function") {
    throw new RuntimeFault("Runtime.HandlerNotFound", `${name} is undefined or not exported`);
  }
  if (handler.length >= 3) {
    const message = "AWS Lambda has removed support for callback-based function handlers starting with Node.js 24";
    throw new RuntimeFault("Runtime.CallbackHandlerDeprecated", message);
  }
  return handler as Handler;
}

function loadModule(file: string): Record<string, unknown> {
  const found = [".js", ".mjs", ".cjs"].map((extension) => file + extension).find((candidate) => existsSync(candidate));
  if (found === undefined) throw new RuntimeFault("Runtime.ImportModuleError", `Error: Cannot find module '${file}'`);
  try {
    return createRequire(found)(found) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SyntaxError) throw new RuntimeFault("Runtime.UserCodeSyntaxError", String(error), error);
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") {
      throw new RuntimeFault("Runtime.ImportModuleError", String(error), error);
    }
    throw error;
  }
}

async function serveInvocations(handler: Handler): Promise<never> {
  for (;;) {
    const next = await call("GET", "/invocation/next");
    if (next.status !== 200) throw new Error(`The Runtime API answered ${next.status} for the next invocation`);
    requestId = next.header("lambda-runtime-aws-request-id");
    environment["_X_AMZN_TRACE_ID"] = next.header("lambda-runtime-trace-id");
    try {
      const result = await handler(JSON.parse(next.body), buildContext(next));
      await call("POST", `/invocation/${requestId}/response`, serialize(result));
    } catch (error) {
      await postError(`/invocation/${requestId}/error`, error);
    }
    requestId = undefined;
  }
}

function buildContext(next: Answer): Readonly<Record<string, unknown>> {
  const deadline = Number(next.header("lambda-runtime-deadline-ms"));
  return {
    awsRequestId: next.header("lambda-runtime-aws-request-id"),
    invokedFunctionArn: next.header("lambda-runtime-invoked-function-arn"),
    functionName: variable("AWS_LAMBDA_FUNCTION_NAME"),
    functionVersion: variable("AWS_LAMBDA_FUNCTION_VERSION"),
    memoryLimitInMB: variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"),
    logGroupName: variable("AWS_LAMBDA_LOG_GROUP_NAME"),
    logStreamName: variable("AWS_LAMBDA_LOG_STREAM_NAME"),
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function serialize(result: unknown): string {
  try {
    return JSON.stringify(result === undefined ? null : result);
  } catch (error) {
    throw new RuntimeFault("Runtime.JSONStringifyError", "Unable to stringify response body", error);
  }
}

async function dieOf(error: unknown, status: number): Promise<never> {
  try {
    await postError(requestId === undefined ? "/init/error" : `/invocation/${requestId}/error`, error);
  } finally {
    process.exit(status);
  }
}

async function postError(route: string, error: unknown): Promise<void> {
  const posted =
    error instanceof Error
      ? { errorType: error.name, errorMessage: error.message, trace: error.stack?.split("\n") ?? [] }
      : { errorType: typeof error, errorMessage: String(error), trace: [] };
  const content = JSON.stringify(posted);
  process.stderr.write(`${new Date().toISOString()}\t${requestId ?? "undefined"}\tERROR\t${content}\n`);
  await call("POST", route, content);
}

function call(method: string, route: string, body = ""): Promise<Answer> {
  const [host = "", port = ""] = variable("AWS_LAMBDA_RUNTIME_API").split(":");
  return new Promise((resolve, reject) => {
    const outgoing = request(
      // A connection for each request: one kept open could be closed by its other end just as it is used again.
      { agent: false, host, port, method, path: `/2018-06-01/runtime${route}` },
      (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.on("error", reject);
        response.on("end", () => {
          const header = (name: string): string => String(response.headers[name] ?? "");
          resolve({ status: response.statusCode ?? 0, header, body: Buffer.concat(pieces).toString() });
        });
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

function variable(name: string): string {
  const value = environment[name];
  if (value === undefined) throw new RuntimeFault("Runtime.PlatformError", `${name} is not set`);
  return value;
}
