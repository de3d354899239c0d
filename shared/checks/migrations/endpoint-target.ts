import { isIP } from "node:net";
import type { Target } from "../../probe/target.ts";
import { EndpointError } from "./endpoint-error.ts";

/**
 * Where a URL leads, and the path to ask for.
 * @param ca authorities that its certificate may be of, as PEM, in place of the default ones
 * @throws {EndpointError} for what is no URL over HTTP, or one with credentials, which would be shown with it
 */
export function endpointTarget(
  url: string,
  ca: string | undefined,
): { readonly target: Target; readonly path: string } {
  const parsed = URL.parse(url);
  const isHttp = parsed?.protocol === "https:" || parsed?.protocol === "http:";
  if (!parsed || !isHttp) {
    throw new EndpointError(
      "unreachable",
      "The URL of the migrations' endpoint: expected one with https:// or http://",
    );
  }
  if (parsed.username !== "" || parsed.password !== "") {
    throw new EndpointError(
      "unreachable",
      "The URL of the migrations' endpoint: expected none with a user or a password in it. Send them as a header, as a secret",
    );
  }
  const address = parsed.hostname.replace(/^\[(.*)\]$/u, "$1");
  const usesTls = parsed.protocol === "https:";
  const target: Target = {
    address,
    port: parsed.port === "" ? (usesTls ? 443 : 80) : Number(parsed.port),
    label: "migrations' endpoint",
    host: parsed.host,
    ...(usesTls && {
      tls: { ...(isIP(address) === 0 && { serverName: address }), ...(ca !== undefined && { ca }) },
    }),
  };
  return { target, path: `${parsed.pathname}${parsed.search}` };
}
