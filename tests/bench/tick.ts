/** Measures what a healthy tick costs in the lab. */

import { compileOther } from "../../build/compile.ts";
import { delay, type Lab, runProgram } from "../e2e/lab.ts";
import { HOME, STATE_DIR, USER_ID } from "../e2e/names.ts";

/** What one program costs: the mean of several medians. */
export interface Sample {
  readonly name: string;
  readonly runs: number;
  readonly codes: readonly number[];
  readonly wallMs: number;
  /** With its children. */
  readonly cpuMs: number;
  readonly peakKiB: number;
}

/** What was measured of one gateway's tick. */
export interface TickResult {
  /**
   * "empty": as `deno compile` makes it. "started": the same with the guard's
   * V8 flags. "loaded": the guard's module, not run. "guard", and "script"
   * where it is there.
   */
  readonly samples: readonly Sample[];
  /** New processes of one tick, besides itself; null without strace. */
  readonly children: number | null;
  /** Files of the guard's folder that one tick changed, with their bytes. */
  readonly changed: readonly string[];
}

/** Where programs to be compared lie: outside of the lab's shared folders. */
const PLACE = `${HOME}/programs`;

/** The article's script; not part of the project. */
export const SCRIPT =
  `${import.meta.dirname}/../../../shared/seed/openclaw-health-check.sh`;

const EMPTY = "Deno.exit(0);\n";

/** The same module as the guard's, loaded and not used. */
const LOADED = `import { fastCheck } from ${
  JSON.stringify(new URL("../../lib/guard/fast/check.ts", import.meta.url).href)
};
if (Deno.args.length > 9) await fastCheck(Deno.args);
Deno.exit(0);
`;

/** Compares a healthy tick with an empty program and the article's script. */
export async function measureTick(
  lab: Lab,
  blocks: number,
  runs: number,
): Promise<TickResult> {
  await placeCompiled(lab, "empty", EMPTY, "plain");
  await placeCompiled(lab, "started", EMPTY, "as-guard");
  await placeCompiled(lab, "loaded", LOADED, "as-guard");
  place(lab, lab.hostPath("/lab/bin/openclaw-guard"), "guard");
  const programs = [
    `empty=${PLACE}/empty`,
    `started=${PLACE}/started`,
    `loaded=${PLACE}/loaded`,
    `guard=${PLACE}/guard check`,
  ];
  if (exists(SCRIPT)) {
    place(lab, SCRIPT, "script");
    programs.push(`script=${PLACE}/script`);
  }
  await fastTicks(lab, [STATE_DIR]);
  const samples = await runInTurn(lab, blocks, runs, programs);
  const before = filesOf(lab);
  await quietly(lab);
  return {
    samples,
    changed: [...filesOf(lab)]
      .filter(([name, seen]) => before.get(name) !== seen)
      .map(([name]) => {
        const { size } = Deno.statSync(lab.hostPath(`${STATE_DIR}/${name}`));
        return `${name} (${size} bytes)`;
      }),
    children: await countChildren(lab),
  };
}

/** One check as cron makes it, its output going nowhere. */
async function quietly(lab: Lab, prefix: readonly string[] = []) {
  await lab.cronEnvironment([
    ...prefix,
    ...["sh", "-c", `exec ${PLACE}/guard check >/dev/null 2>&1`],
  ]);
}

/**
 * Makes checks until those of all folders are quiet: the first finds the
 * gateway, later ones wait until its config has settled.
 */
export async function fastTicks(
  lab: Lab,
  folders: readonly string[],
): Promise<void> {
  const isQuiet = (folder: string) => lab.exists(`${folder}/quiet-terms.json`);
  for (let tries = 0; !folders.every(isQuiet); tries++) {
    if (tries === 30) throw new Error("the checks do not become quiet");
    await quietly(lab);
    await delay(1000); // a config counts as settled after 5 s
  }
}

/** See tick.py. */
export async function runInTurn(
  lab: Lab,
  blocks: number,
  runs: number,
  programs: readonly string[],
): Promise<Sample[]> {
  place(lab, `${import.meta.dirname}/tick.py`, "tick.py");
  const text = await lab.mustUser([
    ...["python3", `${PLACE}/tick.py`, String(blocks), String(runs)],
    ...programs,
  ], { timeoutMs: 600_000 });
  const samples: Sample[] = text.trim().split("\n").map((line) =>
    JSON.parse(line)
  );
  for (const { name, codes } of samples) {
    if (codes.join() !== "0") throw new Error(`${name} ended with ${codes}`);
  }
  return samples;
}

/** Compiles a program just as the guard is and puts it into the lab. */
async function placeCompiled(
  lab: Lab,
  name: string,
  text: string,
  how: "as-guard" | "plain",
) {
  const folder = Deno.makeTempDirSync();
  try {
    Deno.writeTextFileSync(`${folder}/main.ts`, text);
    await compileOther(`${folder}/main.ts`, `${folder}/program`, how);
    place(lab, `${folder}/program`, name);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** Puts a program into the lab. */
export function place(lab: Lab, source: string, name: string): string {
  const folder = lab.hostPath(PLACE);
  Deno.mkdirSync(folder, { recursive: true });
  Deno.chownSync(folder, USER_ID, USER_ID);
  const target = `${folder}/${name}`;
  Deno.copyFileSync(source, target);
  Deno.chmodSync(target, 0o755);
  Deno.chownSync(target, USER_ID, USER_ID);
  return `${PLACE}/${name}`;
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
  // `sh -c exec` makes no process of its own.
  await quietly(lab, [
    ...["strace", "-f", "-qq", "-e", "trace=clone,clone3,fork,vfork"],
    ...["-o", trace],
  ]);
  // Threads share the process; only calls without that flag make a new one.
  return lab.readFile(trace).split("\n")
    .filter((line) => /(clone3?|v?fork)\(/.test(line))
    .filter((line) => !line.includes("CLONE_THREAD")).length;
}
