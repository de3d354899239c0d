import { SignatureV4 } from "@smithy/signature-v4";
import type { AwsClients } from "./aws-clients.ts";
import { callAws } from "./call-aws.ts";
import { readableError } from "./readable-error.ts";

/** The database and the user that a token of IAM authentication is for. */
export interface RdsTokenSettings {
  /** The endpoint as RDS names it: the token is for that name, and no alias of it will do. */
  readonly hostname: string;
  readonly port: number;
  readonly username: string;
  /** The database's region. Default: the function's. */
  readonly region?: string;
}

/** RDS takes no token for longer (Amazon RDS User Guide, "IAM database authentication"). */
const LIFETIME_S = 900;

/**
 * A password for RDS IAM authentication, with which a connection can be opened in the next 15 minutes; one that stands then
 * stays. Signed here, with the credentials and the region that the function's other calls have: nobody is asked whether the
 * user may log in. It is what `@aws-sdk/rds-signer` makes, without a second way to find credentials in every bundle.
 *
 * It is a secret as any password is: whoever has it is that user.
 * @throws {AwsCallError} where there are no credentials or no region to sign with
 */
export async function createRdsToken(
  { ecs }: Pick<AwsClients, "ecs">,
  settings: RdsTokenSettings,
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  return callAws("rds-db:connect", () => sign(ecs.config, settings), signal);
}

async function sign(
  { credentials, region: ownRegion, sha256 }: AwsClients["ecs"]["config"],
  { hostname, port, username, region: databaseRegion }: RdsTokenSettings,
): Promise<string> {
  // Outside of what hides its words: "Region is missing" quotes nothing, and says what to do.
  const region = databaseRegion ?? (await ownRegion());
  try {
    const signer = new SignatureV4({ service: "rds-db", region, credentials, sha256 });
    const { query = {} } = await signer.presign(
      {
        method: "GET",
        protocol: "https:",
        hostname,
        port,
        path: "/",
        query: { Action: "connect", DBUser: username },
        headers: { host: `${hostname}:${port}` },
      },
      { expiresIn: LIFETIME_S },
    );
    const written = Object.entries(query).map(([name, value]) => `${escape(name)}=${escape(String(value))}`);
    return `${hostname}:${port}/?${written.toSorted().join("&")}`;
  } catch (error) {
    // Credentials come in an answer, which an error of a parser quotes.
    throw readableError(error);
  }
}

/** RFC 3986, as the signature counts it: `encodeURIComponent` leaves five characters that are reserved. */
function escape(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/gu,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
