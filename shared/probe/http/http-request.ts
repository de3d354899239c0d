import type { ProbeOptions } from "../probe-base.ts";
import type { Json } from "../json.ts";
import type { Secret, Text } from "../secret.ts";

export type HttpMethod = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

/** What a user may say of a request beside its method and path; of its bodies one. */
export type HttpOptions = CommonOptions & (JsonBody | FormBody | TextBody);

interface JsonBody {
  /** A body as JSON; may hold secrets at any depth. */
  readonly json?: JsonWithSecrets;
  readonly form?: never;
  readonly text?: never;
}

interface FormBody {
  /** A body as a form. */
  readonly form?: Readonly<Record<string, Text>>;
  readonly json?: never;
  readonly text?: never;
}

interface TextBody {
  /** A body as it is. */
  readonly text?: Text;
  readonly json?: never;
  readonly form?: never;
}

interface CommonOptions extends ProbeOptions {
  readonly headers?: Readonly<Record<string, Text>>;
  /** Added to the path, encoded. */
  readonly query?: Readonly<Record<string, string | number | boolean | Secret>>;
  /** The Host header (`:authority`), and over TLS the name that the certificate must be for. Default: the target's. */
  readonly host?: string;
  /** `Authorization: Bearer …` */
  readonly bearer?: Text;
  /** `Authorization: Basic …` */
  readonly basic?: { readonly user: string; readonly password: Text };
  /** Default: `"1.1"`, which is what a load balancer speaks with its targets. */
  readonly version?: "1.1" | "2";
  /** Default: none are followed, since one may lead to the live site, which answers with blue. */
  readonly redirects?: RedirectOptions;
  /** Encodings that the probe accepts, and then decompresses. Default: none. */
  readonly accept?: readonly Encoding[];
  readonly limits?: HttpLimits;
  /** Keeps the connection for the next probe of the same run. Default: every probe opens its own. */
  readonly keepAlive?: boolean;
}

export type Encoding = "gzip" | "deflate" | "br" | "zstd";

export type JsonWithSecrets =
  | Json
  | Secret
  | readonly JsonWithSecrets[]
  | { readonly [member: string]: JsonWithSecrets };

export interface RedirectOptions {
  /** How many at most: 1..10. */
  readonly follow: number;
  /**
   * - `sticky`: whatever the redirect names, the probe stays with the target's address and port.
   * - `same-host`: sticky, and a redirect to another host or scheme is a failure.
   */
  readonly to: "sticky" | "same-host";
}

/** Sizes as a number of bytes, or with their unit. */
export type Size = number | `${number}KiB` | `${number}MiB`;

export interface HttpLimits {
  /** All header lines together. Default: `"16KiB"`. */
  readonly headers?: Size;
  /** The body on the wire and after decompression. Default: `"1MiB"`; `"64MiB"` where no expectation reads it. */
  readonly body?: Size;
}

/** A request as it is sent: checked, and with every default in its place. */
export interface HttpRequest {
  readonly method: HttpMethod;
  /** Begins with `/`, with its query. */
  readonly path: Text;
  /** In lower case, without `host`. */
  readonly headers: Readonly<Record<string, Text>>;
  readonly host: string | undefined;
  readonly body: Text | undefined;
  readonly version: "1.1" | "2";
  readonly redirects: RedirectOptions | undefined;
  readonly accept: readonly Encoding[];
  readonly limits: { readonly headers: number; readonly body: number | undefined };
  readonly keepAlive: boolean;
  /** All that must not be shown of it. */
  readonly secrets: readonly Secret<unknown>[];
}
