import { expect, test } from "vitest";
import { redactCredentials } from "../../../../shared/migrations/task/redact-credentials.ts";

test.for([
  [
    "a URL",
    "connect to postgres://shop:hunter2@db:5432/shop failed",
    "connect to postgres://shop:***@db:5432/shop failed",
  ],
  ["a URL whose password has an @", "mysql://shop:hun@ter2@db/shop", "mysql://shop:***@db/shop"],
  ["a URL without a user", "redis://:hunter2@cache", "redis://:***@cache"],
  ["a URL in JSON", '{"url":"postgres://a:hunter2@db"}', '{"url":"postgres://a:***@db"}'],
  ["the DSN of Go", "shop:hunter2@tcp(db:3306)/shop", "shop:***@tcp(db:3306)/shop"],
  [
    "JDBC",
    "jdbc:postgresql://db/shop?user=a&password=hunter2&ssl=true",
    "jdbc:postgresql://db/shop?user=a&password=***&ssl=true",
  ],
  ["libpq", "host=db password='hunter2 x' user=a", "host=db password=*** user=a"],
  ["a variable", "PGPASSWORD=hunter2 psql", "PGPASSWORD=*** psql"],
  ["an option", "mysql --password hunter2 -u a", "mysql --password *** -u a"],
  ["JSON", '{"password": "hunter2", "user":"a"}', '{"password": ***, "user":"a"}'],
  ["JSON in JSON", String.raw`{\"Password\":\"hunter2 x\",\"b\":1}`, String.raw`{\"Password\":***,\"b\":1}`],
  ["YAML", "password: hunter2", "password: ***"],
  ["a header", "authorization: Bearer hunter2", "authorization: Bearer ***"],
  [
    "a token of RDS",
    "db:5432/?Action=connect&X-Amz-Credential=AK%2F1&X-Amz-Signature=hunter2",
    "db:5432/?Action=connect&X-Amz-Credential=***&X-Amz-Signature=***",
  ],
] as const)("the password in %s is struck out", ([, text, expected]) => {
  expect(redactCredentials(text)).toBe(expected);
});

test.for([
  'FATAL: password authentication failed for user "shop"',
  "Error: P1001: Can't reach database server at `db:5432`",
  "20261121_add_password_reset_token pending",
  "http://localhost:8080/health",
  "git@example.com:shop/web",
])("what is no credential stays: %s", (text) => {
  expect(redactCredentials(text)).toBe(text);
});

test.for(["://:", "password=", "a:", "@tcp(", 'password="', "authorization:", "--password "])(
  "a long line takes no long time, whatever it repeats: %j",
  (part) => {
    const startedAt = performance.now();
    redactCredentials(part.repeat(Math.ceil(100_000 / part.length)));
    expect(performance.now() - startedAt).toBeLessThan(500);
  },
);
