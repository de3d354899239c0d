/** Names that say it: `DB_PASSWORD`, `DB_PASS`, `GITHUB_TOKEN`, `AWS_SECRET_ACCESS_KEY`. */
const SECRET_NAME =
  /pass(?:word|wd|phrase)|pass(?![a-z])|pwd|secret|token|credential|(?:api|access|private|signing|encryption|jwt)[-_]?key/iu;
/** Names that mostly do: `STRIPE_KEY`, `AUTH_HEADER`, `SENTRY_DSN`. */
const LIKELY_NAME = /key$|auth(?!or(?!i[sz]))|dsn/iu;
/** What such a name says beside, where it is of no secret: `PARTITION_KEY`, `AUTH_MODE`, `OAUTH_HOST`. */
const ORDINARY_NAME =
  /(?:partition|sort|range|hash|primary|foreign|routing|cache|public|publishable|monkey)[-_]?key$|[-_](?:arn|name|file|path|type|mode|ttl|timeout|enabled|host|port|region)$/iu;
/** What switches something, and is in many other texts. */
const ORDINARY_VALUE =
  /^(?:true|false|(?:en|dis)abled|required|optional|default|none|bearer|basic|header|cookie|session|oauth2?|oidc|saml|ldap|iam|sha-?\d+)$/iu;
/** A shorter one is in too many other texts. */
const SHORTEST_VALUE = 6;

/** `scheme://user:password@host`, by the last `@` of what comes before a space. */
const OF_URL = /:\/\/[^\s:/@]{0,256}:(?<password>\S+)@/u;
/** Go's `user:password@tcp(host)`. */
const OF_GO = /^[^\s:/]{1,256}:(?<password>\S+)@(?:tcp|unix)\(/u;
/** libpq's and ADO's `password=…`, JDBC's parameter. */
const OF_PARAMETER = /(?:password|pwd)\s?=\s?(?<password>'[^']+'|[^\s&;']+)/iu;
const OF_CONNECTION = [OF_URL, OF_GO, OF_PARAMETER];

/**
 * What is secret of a variable of a task definition, as far as its name and its value tell: the whole, or the password in a
 * connection string. One that belongs there is given as a secret of ECS, and not seen here.
 */
export function secretValues([name, value]: readonly [name: string, value: string]): readonly string[] {
  const passwords = passwordsIn(value);
  const isLikely = LIKELY_NAME.test(name) && !ORDINARY_NAME.test(name) && !ORDINARY_VALUE.test(value);
  const whole = SECRET_NAME.test(name) || (isLikely && !isAddress(value)) ? [value] : [];
  return [...new Set([...whole, ...passwords])].filter(({ length }) => length >= SHORTEST_VALUE);
}

function passwordsIn(value: string): readonly string[] {
  return OF_CONNECTION.flatMap((pattern) => {
    const password = pattern.exec(value)?.groups?.["password"]?.replaceAll("'", "") ?? "";
    return [password, decode(password)];
  });
}

/** A URL without a user, which many lines may name. */
function isAddress(value: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\/[^@]*$/iu.test(value);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
