/** Makes the pictures of `docs/verdicts.md` anew: `npm run pictures`. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PICTURES } from "./pictures.ts";

const folder = path.join(import.meta.dirname, "../../../docs/pictures");
mkdirSync(folder, { recursive: true });
for (const [name, draw] of Object.entries(PICTURES)) {
  writeFileSync(path.join(folder, name), draw());
  console.log(`docs/pictures/${name}`);
}
