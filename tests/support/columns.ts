/** The columns of docs/SUPPORT.md: versions of OpenClaw, and systems. */

import { LAB_HOME, type LabSystem, runProgram } from "../e2e/lab.ts";
import { SCRIPTS } from "../e2e/names.ts";

/** One column. */
export interface Column extends LabSystem {
  readonly root: string;
  readonly openclaw: string;
}

/** The systems, by the names debootstrap knows. */
export const DEBIANS: Readonly<Record<string, string>> = {
  bullseye: "Debian 11",
  bookworm: "Debian 12",
  trixie: "Debian 13",
};

/** The system on which all versions are tried. */
const USUAL = "bookworm";
const DOWNLOAD_MS = 900_000;

/** The last version of each month that npm has, from 2026.3 on, the oldest first. */
export async function lastOfEachMonth(): Promise<string[]> {
  const command = ["view", "openclaw", "versions", "--json"];
  const { code, stdout, stderr } = await runProgram("npm", command);
  if (code !== 0) throw new Error(`npm ${command.join(" ")}: ${stderr}`);
  const last = new Map<number, number>();
  for (const version of JSON.parse(stdout) as string[]) {
    // What has a suffix is a test or a repair of the release before it.
    const [, year, month, patch] = /^(\d+)\.(\d+)\.(\d+)$/.exec(version) ?? [];
    const key = Number(year) * 100 + Number(month);
    if (key >= 2026_03) {
      last.set(key, Math.max(last.get(key) ?? 0, Number(patch)));
    }
  }
  return [...last].sort(([a], [b]) => a - b).map(([key, patch]) =>
    `${Math.floor(key / 100)}.${key % 100}.${patch}`
  );
}

/** All versions on the usual system, the newest on the others. */
export function columnsOf(
  versions: readonly string[],
  debians: readonly string[],
): Column[] {
  const newest = versions.at(-1) ?? "";
  return [
    ...versions.map((openclaw) => ({ root: USUAL, openclaw })),
    ...debians.filter((root) => root !== USUAL)
      .map((root) => ({ root, openclaw: newest })),
  ];
}

/** Downloads what the columns need and the lab does not have. */
export async function prepare(columns: readonly Column[]): Promise<void> {
  const run = async (program: string, ...args: string[]) => {
    console.error([program, ...args].join(" "));
    const path = `${SCRIPTS}/${program}`;
    const { code, stderr } = await runProgram(path, args, {
      timeoutMs: DOWNLOAD_MS,
    });
    if (code !== 0) throw new Error(stderr);
  };
  for (const openclaw of new Set(columns.map(({ openclaw }) => openclaw))) {
    await run("lab-openclaw.sh", openclaw, `${LAB_HOME}/openclaw/${openclaw}`);
  }
  for (const root of new Set(columns.map(({ root }) => root))) {
    const folder = `${LAB_HOME}/roots/${root}`;
    try {
      Deno.statSync(folder);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      await run("lab-root.sh", root, folder);
    }
  }
}
