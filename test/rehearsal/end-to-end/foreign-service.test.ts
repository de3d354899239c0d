import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { rehearseForResult } from "./run-rehearsal.ts";

const folder = await mkdtemp(join(tmpdir(), "foreign-"));
afterAll(() => rm(folder, { recursive: true }));

const NGINX = `d=$(mktemp -d "${folder}/nginx-XXXX")
cat > $d/nginx.conf <<CONF
pid $d/pid; error_log stderr;
events {}
http { access_log off; server { listen $HOST:$PORT; location / { return 200 "nginx"; } } }
CONF
`;

const FLASK = `import os, flask
app = flask.Flask(__name__)
@app.get("/health")
def health(): return {"status": "ok"}
app.run(host=os.environ["HOST"], port=int(os.environ["PORT"]))
`;

/** Services that nobody here wrote, where this machine has them. */
const SERVICES = [
  {
    name: "nginx",
    needs: ["nginx", "-v"],
    file: "nginx.sh",
    text: `${NGINX}exec nginx -g 'daemon off;' -c $d/nginx.conf -p $d`,
    run: "sh",
  },
  {
    name: "nginx as a daemon",
    needs: ["nginx", "-v"],
    file: "daemon.sh",
    text: `${NGINX}nginx -c $d/nginx.conf -p $d; exec sleep 600`,
    run: "sh",
  },
  { name: "Flask", needs: ["python3", "-c", "import flask"], file: "app.py", text: FLASK, run: "python3" },
];

function isHere([program = "", ...args]: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

test.for(SERVICES)(
  "$name passes all five hooks, and is gone afterwards",
  { timeout: 90_000 },
  async ({ name, needs, file, text, run }, { skip }) => {
    if (!isHere(needs)) {
      console.warn(`NOT TESTED: a rehearsal of ${name}, because \`${needs.join(" ")}\` does not work on this machine`);
      skip();
    }
    const path = join(folder, file);
    await writeFile(path, text);
    const { exitCode, result } = await rehearseForResult([
      "--green",
      `${run} ${path}`,
      "--tasks",
      "2",
      "--termination-wait",
      "2",
    ]);

    expect(result.hooks.filter(({ verdict }) => verdict !== "passed")).toEqual([]);
    expect(exitCode).toBe(0);
    expect(result.customers.answeredByGreen).toBeGreaterThan(0);
    const left = execFileSync("ps", ["-eo", "stat,args"], { encoding: "utf8" }).split("\n");
    expect(left.filter((line) => line.includes(folder) && !line.startsWith("Z"))).toEqual([]);
  },
);
