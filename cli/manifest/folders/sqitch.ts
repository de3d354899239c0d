import { createHash } from "node:crypto";
import { nameSqitchChange } from "../../../shared/migrations/history/name-sqitch-change.ts";
import { cutPart } from "../cut-part.ts";
import { listFiles } from "../list-files.ts";
import { MigrationFolderError } from "../migration-folder-error.ts";
import type { FolderMigration, MigrationFolder } from "../migration-folder.ts";
import { parseSqitchPlan } from "../parse-sqitch-plan.ts";

const PLAN = "sqitch.plan";

/** sqitch: `sqitch.plan`, and the script of each change in `deploy`. */
export const sqitchFolder: MigrationFolder = {
  tool: "sqitch",
  expects: "the folder of sqitch.plan and deploy",
  async read(path, _engine, signal) {
    const selection = {
      wanted: (file: string) => file === PLAN || /^deploy\/.*\.sql$/s.test(file),
      enters: (folder: string) => /^deploy(?:\/|$)/.test(folder),
    };
    const files = new Map((await listFiles(path, selection, signal)).map((file) => [file.path, file.text]));
    const text = files.get(PLAN);
    if (text === undefined) {
      throw new MigrationFolderError(path, [{ file: PLAN, problem: "expected a plan, found none" }]);
    }
    const plan = parseSqitchPlan(text, PLAN);
    const problems = [...plan.problems];
    const migrations: FolderMigration[] = [];
    for (const { name, planned, line, reworkTags } of plan.changes) {
      // One that was reworked keeps its first script under the name of a tag.
      const names = reworkTags.length === 0 ? [name] : reworkTags.map((tag) => `${name}${tag}`);
      const file = names.map((each) => `deploy/${each}.sql`).find((each) => files.has(each));
      const script = file === undefined ? undefined : files.get(file);
      if (file === undefined || script === undefined) {
        problems.push({ file: PLAN, line, problem: `expected the script deploy/${names[0]}.sql, found none` });
        continue;
      }
      const checksum = createHash("sha1").update(script).digest("hex");
      const id = nameSqitchChange(plan.project, name, planned);
      migrations.push({ id, checksum, file, source: cutPart(script), sql: [cutPart(script)] });
    }
    if (problems.length > 0) throw new MigrationFolderError(path, problems);
    return migrations;
  },
};
