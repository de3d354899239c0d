import { defineHooks } from "./shared/configuration/define-hooks.ts";

/**
 * What your service is asked at each lifecycle event: the one file to edit. All but `migrations` has a default that comes
 * from your target group's own health check; docs/configuration.md lists every member.
 */
export default defineHooks({
  // BeforeInstall fails until you say one of these:
  // migrations: { database: "secretsmanager:shop/migrations-reader" }, // its history is compared with what `hooks manifest` made
  // migrations: { preset: "django" },                                 // or a tool's own status command, in green's image
  // migrations: { none: "this service has no database" },
});
