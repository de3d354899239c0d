import { DatabaseError } from "./database-error.ts";
import type { DatabaseSettings } from "./database-settings.ts";
import { isLoopback } from "./is-loopback.ts";
import { showText } from "./show-text.ts";

/**
 * Plain text is for a server on this machine.
 * @throws {DatabaseError}
 */
export function checkTls({ host, tls }: Pick<DatabaseSettings, "host" | "tls">): void {
  if (tls !== false || isLoopback(host)) return;
  const why = "anybody on the way could read the password, and answer in its name";
  throw new DatabaseError("tls", `\`tls: false\` is for 127.0.0.1, ::1 and localhost; with ${showText(host)}, ${why}`);
}
