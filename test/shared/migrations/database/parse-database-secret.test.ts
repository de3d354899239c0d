import { describe, expect, test } from "vitest";
import { parseDatabaseSecret } from "../../../../shared/migrations/database/parse-database-secret.ts";
import type { StoredConnection } from "../../../../shared/migrations/database/stored-connection.ts";

const SHOP: StoredConnection = {
  engine: "postgres",
  host: "db.example",
  database: "shop",
  user: "reader",
  password: "p",
  tls: {},
};

test.for<[string, StoredConnection]>([
  ["postgres://reader:p@db.example/shop", {}],
  ["postgresql://reader:p@db.example:6432/shop?sslmode=verify-full", { port: 6432 }],
  ["mysql://reader:p@db.example/shop", { engine: "mysql" }],
  ["mariadb://reader:p@db.example/shop?ssl-mode=verify_identity", { engine: "mysql" }],
  ["postgres://re%40der:p%2F%23%C3%A4@db.example/my%20shop", { user: "re@der", password: "p/#ä", database: "my shop" }],
  ["postgres://reader:p@[::1]:5/shop?sslmode=disable", { host: "::1", port: 5, tls: false }],
  ["mysql://reader:p@localhost/shop?ssl-mode=DISABLED", { engine: "mysql", host: "localhost", tls: false }],
])("the URL %s is understood", ([url, changes]) => {
  expect(parseDatabaseSecret(url, "shop/db")).toEqual({ ...SHOP, ...changes });
});

test.for<[string, string]>([
  [
    "postgres://reader:secret/secret@db.example/shop",
    'expected a URL such as "postgres://user:password@host:5432/database" or "mysql://…", received something else; of the password, what is not a letter or a digit is written as in "%2F"',
  ],
  [
    "postgres://reader:se%cret@db.example/shop",
    'the password has a "%" in it that is not followed by two hexadecimal digits',
  ],
  ["postgres://reader:p@db.example/shop#secret", 'there is a "#" in it: in a password, that is written as "%23"'],
  ["postgres://reader:p@db.example/shop/secret", "the path is more than the name of the database"],
  [
    "postgres://reader:p@db.example/shop?sslmode=require",
    'sslmode "require" does not make sure who answers: expected sslmode=verify-full, which is the default',
  ],
  [
    "postgres://reader:p@db.example/shop?sslmode=disable",
    "sslmode=disable is for 127.0.0.1, ::1 and localhost: expected sslmode=verify-full, which is the default",
  ],
  [
    "mysql://reader:p@db.example/shop?ssl-mode=PREFERRED&ssl-mode=x",
    'ssl-mode is given 2 times; ssl-mode "PREFERRED" does not make sure who answers: expected ssl-mode=VERIFY_IDENTITY, which is the default',
  ],
  [
    "postgres://reader@db.example?options=secret&sslmode=no&sslrootcert=secret",
    'the parameter "options" is not known: expected sslmode or none; the parameter "sslrootcert" is not known: expected sslmode or none; sslmode "no" does not make sure who answers: expected sslmode=verify-full, which is the default',
  ],
])("the URL %s is refused for all that is wrong with it", ([url, problems]) => {
  const refused = expect.objectContaining({
    name: "DatabaseSettingsError",
    message: `DATABASE_URL does not say how the database is reached: ${problems}`,
  });
  expect(() => parseDatabaseSecret(url, "DATABASE_URL")).toThrow(refused);
});

describe("a secret", () => {
  test.for<[string, StoredConnection]>([
    ['{"username": "reader", "password": "p"}', { user: "reader", password: "p" }],
    [
      '{"engine": "aurora-postgresql", "host": "h", "port": 5432, "username": "u", "password": "p", "dbname": "d", "dbClusterIdentifier": "c"}',
      { engine: "postgres", host: "h", port: 5432, user: "u", password: "p", database: "d" },
    ],
    ['{"engine": "mariadb", "port": "3307"}', { engine: "mysql", port: 3307 }],
    [" postgres://u:p@h/d\n", { engine: "postgres", host: "h", user: "u", password: "p", database: "d", tls: {} }],
    ["mysql://h", { engine: "mysql", host: "h", tls: {} }],
  ])("%s is understood", ([secret, said]) => {
    expect(parseDatabaseSecret(secret, "shop/db")).toEqual(said);
  });

  test.for<[string, string]>([
    ["hunter2", 'expected a URL, or JSON such as {"username": "…", "password": "…"}'],
    ["[]", 'expected a URL, or JSON such as {"username": "…", "password": "…"}'],
    [
      '{"engine": "hunter2", "port": "hunter2", "username": 2, "password": ""}',
      "engine: expected one of postgres, aurora-postgresql, mysql, mariadb, aurora-mysql; port: expected a port from 1 to 65535; username: expected text; password: expected text, received none",
    ],
    ["postgres://u:hunter2@h/d?hunter=2", 'the parameter "hunter" is not known: expected sslmode or none'],
  ])("%s is refused, and not shown", ([secret, problems]) => {
    const refused = expect.objectContaining({
      message: `shop/db does not say how the database is reached: ${problems}`,
    });
    expect(() => parseDatabaseSecret(secret, "shop/db")).toThrow(refused);
  });
});
