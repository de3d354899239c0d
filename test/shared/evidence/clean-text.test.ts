import { expect, test } from "vitest";
import { cleanText } from "../../../shared/evidence/clean-text.ts";
import { taskDefinition } from "../../support/probe/installed-deployment.ts";

function clean(environment: Readonly<Record<string, string>>, line: string): string {
  const containers = taskDefinition("web:42").containers.map((container) => ({ ...container, environment }));
  return cleanText([], { containers })(line);
}

test.for([
  ["DB_PASSWORD", "hunter2222"],
  ["DB_PASS", "hunter2222"],
  ["dbPass", "hunter2222"],
  ["MYSQL_PASSWD", "hunter2222"],
  ["STRIPE_KEY", "sk_live_abcdefgh"],
  ["JWT_KEY", "k3yk3yk3y"],
  ["ENCRYPTION_KEY", "encencenc"],
  ["AUTH_HEADER", "hunter2222"],
  ["GITHUB_TOKEN", "hunter2222"],
  ["GOOGLE_CREDENTIALS", "hunter2222"],
  ["SENTRY_DSN", "https://hunter2222@o1.ingest.sentry.io/12"],
  ["AUTHORIZATION", "hunter2222"],
])("the value of %s is struck out, wherever it stands", ([name = "", value = ""]) => {
  expect(clean({ [name]: value }, `login with ${value} failed`)).toBe("login with *** failed");
});

test.for([
  ["DATABASE_URL", "postgres://shop:hunter2222@db:5432/shop"],
  ["QUEUE", "amqps://shop:hunter2222@mq"],
  ["REDIS_URL", "redis://:hunter2222@cache"],
  ["GO_DSN", "shop:hunter2222@tcp(db:3306)/shop"],
  ["LIBPQ", "host=db password='hunter2222' user=shop"],
  ["JDBC_URL", "jdbc:postgresql://db/shop?user=a&password=hunter2222&ssl=true"],
])("the password within %s is struck out, and its host is not", ([name = "", value = ""]) => {
  expect(clean({ [name]: value }, "shop with hunter2222 at db:5432")).toBe("shop with *** at db:5432");
});

test("an encoded password is struck out as it is, too", () => {
  expect(clean({ DATABASE_URL: "postgres://shop:hunter%402222@db/shop" }, "with hunter@2222")).toBe("with ***");
});

test.for([
  ["PARTITION_KEY", "customer_id"],
  ["CACHE_KEY", "customer_id"],
  ["AUTH_MODE", "customer"],
  ["AUTH_REQUIRED", "required"],
  ["AUTH_URL", "https://auth.shop.example/login"],
  ["AUTHOR", "Ann Other"],
  ["PASSENGERS", "twelve"],
  ["COMPASSION", "plenty"],
  ["DATABASE_URL", "postgres://db:5432/shop"],
  ["LOG_LEVEL", "warning"],
  ["DB_PASS", "short"],
])("the value of %s=%s stays", ([name = "", value = ""]) => {
  expect(clean({ [name]: value }, `found ${value} here`)).toBe(`found ${value} here`);
});
