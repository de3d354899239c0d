import type { TestMigration } from "../test-migration.ts";
import { NO_LOCK, type ToolDriver } from "../tool-driver.ts";
import { quotePython, SYSTEM_PYTHON } from "./python.ts";

const BACKENDS = { postgres: "postgresql", mysql: "mysql" };

export const django: ToolDriver = {
  name: "django",
  tool: "django",
  engines: ["postgres", "mysql"],
  needs: {
    probe: { file: SYSTEM_PYTHON, args: ["-c", "import django, psycopg2, pymysql"] },
    packages: ["python3-django", "python3-psycopg2", "python3-pymysql"],
  },
  path: ".",
  id: (migration) => `zoo.${nameModule(migration)}`,
  files: (migrations, { engine, host, port, name, owner }) => ({
    "manage.py": `import os
import pymysql
from django.core.management import execute_from_command_line
pymysql.install_as_MySQLdb()
os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
execute_from_command_line()
`,
    "settings.py": `SECRET_KEY = "x"
INSTALLED_APPS = ["zoo"]
DATABASES = {"default": {
  "ENGINE": "django.db.backends.${BACKENDS[engine]}",
  "HOST": ${quotePython(host)}, "PORT": ${port}, "NAME": ${quotePython(name)},
  "USER": ${quotePython(owner.user)}, "PASSWORD": ${quotePython(owner.password)},
}}
`,
    "zoo/__init__.py": "",
    "zoo/migrations/__init__.py": "",
    ...Object.fromEntries(
      migrations.map((migration, index) => [
        `zoo/migrations/${nameModule(migration)}.py`,
        `from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [${migrations.slice(0, index).slice(-1).map(formatDependency).join("")}]

    operations = [
${migration.statements.map((sql) => `        migrations.RunSQL(${quotePython(sql)}),\n`).join("")}    ]
`,
      ]),
    ),
  }),
  up: () => ({ file: SYSTEM_PYTHON, args: ["manage.py", "migrate"] }),
  isGraph: true,
  lock: { postgres: NO_LOCK, mysql: NO_LOCK },
};

function nameModule({ number, name }: TestMigration): string {
  return `000${number}_${name}`;
}

function formatDependency(migration: TestMigration): string {
  return `("zoo", ${quotePython(nameModule(migration))})`;
}
