import type { TargetGroup } from "./target-group.ts";

/** A forward action's TargetGroupStickinessConfig that is enabled. */
export interface Stickiness {
  /** Wall seconds: a client's cookie is not the deployment's to scale. */
  readonly durationSeconds: number;
}

/** "The range is 1-604800 seconds (7 days)" (TargetGroupStickinessConfig). */
export const LONGEST_STICKINESS_SECONDS = 604_800;

const COOKIE = "AWSALBTG";

/**
 * The group to which a client's cookie ties it; undefined where it has none, or none of these. A weight of 0 does not free a
 * client: "stickiness takes precedence over adjusting weight" (AWS re:Post, "ALB to automatically redirect traffic").
 * @param cookies the request's `cookie` header
 */
export function readStuckGroup(
  cookies: string | undefined,
  groups: readonly TargetGroup[],
  now = Date.now(),
): TargetGroup | undefined {
  const pairs = (cookies ?? "").split(";").map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  if (value === undefined) return undefined;
  const [arn, expiresAt] = Buffer.from(value, "base64url").toString().split(" ");
  return Number(expiresAt) > now ? groups.find((group) => group.arn === arn) : undefined;
}

/** What an answer's `set-cookie` headers say, one for each kind of request that a browser makes. AWS's are encrypted. */
export function stickyCookies(group: TargetGroup, { durationSeconds }: Stickiness, now = Date.now()): string[] {
  const expiresAt = now + durationSeconds * 1000;
  const value = Buffer.from(`${group.arn} ${expiresAt}`).toString("base64url");
  const rest = `Expires=${new Date(expiresAt).toUTCString()}; Path=/`;
  return [`${COOKIE}=${value}; ${rest}`, `${COOKIE}CORS=${value}; ${rest}; SameSite=None; Secure`];
}
