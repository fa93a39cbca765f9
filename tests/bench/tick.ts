/** Measures a healthy tick in the lab against an empty program and the article's script. */

import { compileLike } from "../../build/compile.ts";
import { type Lab, runProgram } from "../e2e/lab.ts";
import { GUARD, HOME, STATE_DIR, USER_ID } from "../e2e/names.ts";

/** Medians of one program. */
export interface Sample {
  readonly name: string;
  readonly runs: number;
  readonly codes: readonly number[];
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakKiB: number;
}

/** What was measured. */
export interface TickResult {
  readonly samples: readonly Sample[];
  /** New processes of one tick, besides itself; null without strace. */
  readonly children: number | null;
  readonly stateBytes: number;
  /** Files of the guard's folder that one tick changed. */
  readonly changed: readonly string[];
}

const SCRIPT =
  `${import.meta.dirname}/../../../shared/seed/openclaw-health-check.sh`;

/**
 * Runs the comparison. All programs are copied into the lab's memory first: how
 * a file lies in the page cache alone makes 4 % of CPU and 3 MB of memory.
 */
export async function measureTick(lab: Lab, runs: number): Promise<TickResult> {
  const folder = Deno.makeTempDirSync();
  try {
    Deno.writeTextFileSync(`${folder}/main.ts`, "Deno.exit(0);\n");
    await compileLike(`${folder}/main.ts`, `${folder}/empty`);
    place(lab, `${folder}/empty`, "empty");
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
  place(lab, lab.hostPath(GUARD), "guard");
  place(lab, `${import.meta.dirname}/tick.py`, "tick.py");
  const programs = [`empty=${HOME}/empty`, `guard=${HOME}/guard check`];
  if (exists(SCRIPT)) {
    place(lab, SCRIPT, "script");
    programs.push(`script=${HOME}/script`);
  }
  const check = () => lab.cronEnvironment([`${HOME}/guard`, "check"]);
  // The first finds the gateway, later ones wait until its config has settled.
  await lab.waitFor(
    "quiet ticks",
    async () => {
      await check();
      return lab.readFile(`${STATE_DIR}/state.json`).includes('"quiet":{');
    },
    30_000,
    1000,
  );
  const text = await lab.mustUser([
    ...["python3", `${HOME}/tick.py`, String(runs), ...programs],
  ]);
  const samples: Sample[] = text.trim().split("\n").map((line) =>
    JSON.parse(line)
  );
  for (const { name, codes } of samples) {
    if (codes.join() !== "0") throw new Error(`${name} ended with ${codes}`);
  }
  const before = filesOf(lab);
  await check();
  const after = filesOf(lab);
  return {
    samples,
    children: await countChildren(lab),
    stateBytes: lab.readFile(`${STATE_DIR}/state.json`).length,
    changed: [...after].filter(([path, seen]) => before.get(path) !== seen)
      .map(([path]) => path),
  };
}

function place(lab: Lab, source: string, name: string): void {
  const target = lab.hostPath(`${HOME}/${name}`);
  Deno.copyFileSync(source, target);
  Deno.chmodSync(target, 0o755);
  Deno.chownSync(target, USER_ID, USER_ID);
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Every file of the guard's folder and how it looked. */
function filesOf(lab: Lab): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of lab.list(STATE_DIR)) {
    const { mtime, ino, isFile } = Deno.statSync(
      lab.hostPath(`${STATE_DIR}/${name}`),
    );
    if (isFile) found.set(name, `${ino} ${mtime?.getTime()}`);
  }
  return found;
}

async function countChildren(lab: Lab): Promise<number | null> {
  const { code } = await runProgram("sh", ["-c", "command -v strace"]);
  if (code !== 0) return null;
  const trace = "/tmp/openclaw-guard-trace";
  await lab.cronEnvironment([
    ...["strace", "-f", "-qq", "-e", "trace=clone,clone3,fork,vfork"],
    ...["-o", trace, `${HOME}/guard`, "check"],
  ]);
  // Threads share the process; only calls without that flag make a new one.
  return lab.readFile(trace).split("\n")
    .filter((line) => /(clone3?|v?fork)\(/.test(line))
    .filter((line) => !line.includes("CLONE_THREAD")).length;
}
