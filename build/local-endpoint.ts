import { connect } from "node:net";
import { once } from "node:events";

const CONNECT_MS = 3_000;

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Credentials for a rehearsal on this machine, which verifies no signature: the function's name as its access key, so that
 * its role is known there, and no secret of the user's. Nothing for any other endpoint.
 * @param functionKey its name in serverless.yml
 */
export function localCredentials(
  endpoint: string | undefined,
  functionKey: string | undefined,
): Record<string, string> {
  if (!endpoint || !LOOPBACK.test(new URL(endpoint).hostname)) return {};
  return {
    AWS_ACCESS_KEY_ID: functionKey ?? "rehearsal",
    AWS_SECRET_ACCESS_KEY: "rehearsal",
    AWS_SESSION_TOKEN: "",
    AWS_PROFILE: "",
  };
}

/**
 * Why nothing can be reported to a local endpoint, in words; undefined where something listens there, or no endpoint is
 * named. A function on Lambda tries for as long as it has; somebody at a terminal wants to know at once.
 */
export async function endpointProblem(endpoint: string | undefined): Promise<string | undefined> {
  if (endpoint === undefined || endpoint === "") return undefined;
  if (!URL.canParse(endpoint))
    return `AWS_ENDPOINT_URL: expected a URL such as http://127.0.0.1:4566, received ${endpoint}`;
  const { hostname, port, protocol } = new URL(endpoint);
  const host = hostname.replaceAll(/^\[|\]$/g, "");
  const socket = connect({ host, port: Number(port || (protocol === "https:" ? 443 : 80)) });
  try {
    await once(socket, "connect", { signal: AbortSignal.timeout(CONNECT_MS) });
    return undefined;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "no connection";
    return (
      `AWS_ENDPOINT_URL=${endpoint}: expected a rehearsal that listens there, observed ${code === "ABORT_ERR" ? `no connection in ${CONNECT_MS / 1000} s` : code}. ` +
      "Start one in another terminal: npm run rehearse -- --serve 4566 --hold AfterAllowTestTraffic"
    );
  } finally {
    socket.destroy();
  }
}
