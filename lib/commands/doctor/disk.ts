/** Is there room for state, config and logs? */

import { shellWord } from "../../base/shell_word.ts";
import { stateRoot } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { exists } from "../../sys/files.ts";
import { say } from "../../base/say.ts";
import { checkNamed, type Finding } from "./finding.ts";
import type { Target } from "./target.ts";

const CHECK = checkNamed("disk");

/** One line of df(1). */
interface Disk {
  /** Where it is mounted. */
  readonly mount: string;
  readonly freeKiB: number;
  /** null where the file system does not count them. */
  readonly freeInodes: number | null;
  /** Nothing can be written: mounted so, or made so after an error. */
  readonly readOnly: boolean;
}

/** OpenClaw writes more than this in a bad hour (openclaw#152886). */
const LITTLE_KIB = 1024 * 1024;
/** Below this its databases begin to fail. */
const NOTHING_KIB = 100 * 1024;

/** Asks df(1). */
export async function examineDisk(
  context: Context,
  { endpoint }: Target,
): Promise<Finding[]> {
  const folders = [endpoint.stateDir, stateRoot(context), context.roots.tmp]
    .filter(exists);
  const df = async (option: string) =>
    (await context.run("df", [option, "--", ...folders], {
      env: { LC_ALL: "C" },
    })).stdout;
  const [blocks, inodes] = await Promise.all([df("-Pk"), df("-Pi")]);
  const readOnly = parseReadOnly(
    Deno.readTextFileSync(`${context.roots.proc}/self/mounts`),
  );
  return judgeDisks(
    parseDisks(blocks, inodes).map((disk) => ({
      ...disk,
      readOnly: readOnly.has(disk.mount),
    })),
  );
}

/** Mount points where nothing can be written: proc_pid_mounts(5), the last one on top. */
export function parseReadOnly(mounts: string): Set<string> {
  const found = new Set<string>();
  for (const line of mounts.split("\n")) {
    const [, written, , options] = line.split(" ");
    const mount = written?.replaceAll(
      /\\([0-7]{3})/g,
      (_, octal: string) => String.fromCharCode(parseInt(octal, 8)),
    );
    if (mount === undefined || options === undefined) continue;
    if (options.split(",").includes("ro")) found.add(mount);
    else found.delete(mount);
  }
  return found;
}

/** Total, used, free, how much of it is used, and the mount point. */
const DF_ROW = /\s(\S+)\s+\S+\s+(\d+|-)\s+(?:\d+%|-)\s+(\/.*)$/gm;

/** Reads `df -Pk` and `df -Pi`: each file system once. */
export function parseDisks(
  blocks: string,
  inodes: string,
): Omit<Disk, "readOnly">[] {
  const rows = (text: string) =>
    new Map(
      [...text.matchAll(DF_ROW)].map(([, total, free, mount = ""]) =>
        [mount, { total, free: free === "-" ? null : Number(free) }] as const
      ),
    );
  const ofInodes = rows(inodes);
  return [...rows(blocks)].flatMap(([mount, { free }]) => {
    if (free === null) return [];
    const files = ofInodes.get(mount);
    // btrfs and others have no fixed number: 0 of 0.
    const freeInodes = files?.total === "0" ? null : files?.free ?? null;
    return [{ mount, freeKiB: free, freeInodes }];
  });
}

/** What that means. */
export function judgeDisks(disks: readonly Disk[]): Finding[] {
  if (disks.length === 0) {
    return [CHECK.note(say`df did not tell the free space`)];
  }
  const findings = disks.flatMap(({ mount, freeKiB, freeInodes, readOnly }) => {
    const word = shellWord(mount);
    if (readOnly) {
      return [CHECK.problem(
        say`${mount} is mounted read-only: the guard restarts nothing, and OpenClaw fails`,
        `findmnt --target ${word}`,
      )];
    }
    if (freeInodes !== null && freeInodes < 1000) {
      return [CHECK.problem(
        say`${mount} has room for only ${freeInodes} more files`,
        `du -x --inodes --max-depth=2 ${word} 2>/dev/null | sort -n | tail`,
      )];
    }
    if (freeKiB >= LITTLE_KIB) return [];
    return [CHECK[freeKiB < NOTHING_KIB ? "problem" : "warning"](
      say`only ${
        Math.round(freeKiB / 1024)
      } MiB are free on ${mount}: on a full disk the guard restarts nothing, and OpenClaw fails`,
      `du -xh --max-depth=2 ${word} 2>/dev/null | sort -h | tail`,
    )];
  });
  return findings.length > 0 ? findings : [CHECK.ok(
    disks.map(({ mount, freeKiB }) =>
      say`${Math.round(freeKiB / 1024 / 1024)} GiB free on ${mount}`
    ).reduce((list, one) => say`${list}, ${one}`),
  )];
}
