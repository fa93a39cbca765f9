/** Who may read and write what the guard and the gateway rely on? */

import { folderOf } from "../../base/path.ts";
import { shellWord } from "../../base/shell_word.ts";
import { settingsPath, stateRoot } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { readPlainText } from "../../sys/plain_file.ts";
import { say } from "../../base/say.ts";
import { checkNamed, type Finding, octal } from "./finding.ts";
import type { Target } from "./target.ts";
import { makeReadable } from "../../config/locked.ts";
import { readConfigFiles } from "../../config/files.ts";
import { reasonOf } from "../../base/reason.ts";

const CONFIG = checkNamed("config");
const FILE_MODES = checkNamed("file-modes");

/** A large site has some thousand groups in its file. */
const MAX_GROUP_BYTES = 16 * 1024 * 1024;

/** More than the guard keeps for some profiles. */
const MAX_OWN_FILES = 2000;

/** One file or folder that is there. */
export interface FileFact {
  readonly path: string;
  readonly uid: number | null;
  /** Its group has nobody in it but you (user private groups). */
  readonly groupIsYours: boolean;
  /** Permission bits. */
  readonly mode: number;
  readonly isFolder: boolean;
  /** Others must not even read it. */
  readonly secret: boolean;
  /** It may as well be root's. */
  readonly program: boolean;
}

/** Looks at owners and modes. */
export function examineFiles(
  context: Context,
  { endpoint, locked, unit, receipt }: Target,
): Finding[] {
  const { configPath } = endpoint;
  const managed = locked?.unlock === null ? locked : null;
  const settings = settingsPath(context);
  const secrets = [stateRoot(context), endpoint.stateDir, configPath];
  const plain = [folderOf(settings), settings];
  // Whoever can change these decides what cron and systemd start.
  const programs = [
    ...receipt === null ? [] : [folderOf(receipt.program), receipt.program],
    ...unit === null || unit.fragmentPath === "" ? [] : [unit.fragmentPath],
  ];
  const groups = readOrEmpty("/etc/group");
  const factsOf = (
    paths: readonly string[],
    kind: Partial<Pick<FileFact, "secret" | "program">>,
  ) => paths.flatMap((path) => factOf(path, groups, context.uid, kind) ?? []);
  const findings = judgeFiles(
    [
      // Who manages it elsewhere answers for its owner and mode, too.
      ...factsOf(secrets, { secret: true }).filter(({ path, uid }) =>
        managed === null || path !== configPath || uid === context.uid
      ),
      ...factsOf(plain, {}),
      ...factsOf(programs, { program: true }),
    ],
    context.uid,
    findForeignFile(stateRoot(context), context.uid),
  );
  return managed === null ? findings : [
    ...findings.filter(({ level }) => level !== "ok"),
    FILE_MODES.note(say`${managed.why}. ${managed.next}`),
  ];
}

/**
 * The first thing in the guard's folder that is not the user's, as a command
 * under sudo leaves it: a check may not write it, or not even read it.
 */
function findForeignFile(root: string, uid: number): ForeignFile | null {
  const folders = [root];
  let left = MAX_OWN_FILES;
  for (const folder of folders) {
    try {
      for (const { name, isDirectory } of Deno.readDirSync(folder)) {
        if (left-- === 0) return null;
        const path = `${folder}/${name}`;
        const owner = Deno.lstatSync(path).uid;
        if (owner !== null && owner !== uid) return { root, path, owner };
        if (isDirectory) folders.push(path);
      }
    } catch {
      // Not there, gone meanwhile, or not to be read: its owner is told.
    }
  }
  return null;
}

/** A file of the guard's that is another user's. */
interface ForeignFile {
  readonly root: string;
  readonly path: string;
  readonly owner: number;
}

function readOrEmpty(path: string): string {
  try {
    return readPlainText(path, MAX_GROUP_BYTES) ?? "";
  } catch {
    return "";
  }
}

/**
 * Whether a group is the user's alone, as useradd(8) makes one: of the same
 * number, and nobody is a member. Then a mode such as 775 lets nobody in.
 *
 * @param groups Content of group(5).
 */
export function isPrivateGroup(
  groups: string,
  gid: number | null,
  uid: number,
): boolean {
  return gid === uid && groups.split("\n").some((line) => {
    const [, , number, members] = line.split(":");
    return number === String(gid) && members === "";
  });
}

function factOf(
  path: string,
  groups: string,
  uid: number,
  { secret = false, program = false }: Partial<FileFact>,
): FileFact | null {
  try {
    const info = Deno.statSync(path);
    // A masked unit is a link to /dev/null: its mode is nobody's business.
    return !info.isFile && !info.isDirectory ? null : {
      ...{ path, secret, program },
      uid: info.uid,
      groupIsYours: isPrivateGroup(groups, info.gid, uid),
      mode: (info.mode ?? 0) & 0o777,
      isFolder: info.isDirectory,
    };
  } catch {
    return null; // not there: other checks say whether it should be
  }
}

/** What that means. */
export function judgeFiles(
  facts: readonly FileFact[],
  uid: number,
  foreign: ForeignFile | null = null,
): Finding[] {
  const findings = facts.flatMap((fact) => judgeFile(fact, uid) ?? []);
  if (foreign !== null) {
    const fix = `sudo chown -R ${uid} ${shellWord(foreign.root)}`;
    findings.push(notYours(foreign.path, foreign.owner, uid, fix));
  }
  return findings.length > 0 ? findings : [
    FILE_MODES.ok(
      say`only you can write to state, settings, config, unit and program`,
    ),
  ];
}

function judgeFile(fact: FileFact, uid: number): Finding | null {
  const { path, mode } = fact;
  const word = shellWord(path);
  const others = mode & (fact.groupIsYours ? 0o007 : 0o077);
  const owner = fact.program && fact.uid === 0 ? uid : fact.uid;
  if (owner !== null && owner !== uid) {
    // What else is in another user's folder of programs is not known.
    const fix = fact.program && fact.isFolder
      ? `ls -ld ${word}`
      : `sudo chown ${fact.isFolder ? "-RH " : ""}${uid} ${word}`;
    return notYours(path, owner, uid, fix);
  }
  if ((others & 0o022) !== 0) {
    return FILE_MODES.problem(
      say`${path} can be written by other users (mode ${octal(mode)})`,
      `${fact.uid === uid ? "" : "sudo "}chmod go-w ${word}`,
    );
  }
  if (fact.secret && others !== 0) {
    // The folder's mode protects what is in it; OpenClaw itself asks for 600.
    return FILE_MODES[fact.isFolder ? "note" : "warning"](
      say`${path} can be read by other users (mode ${octal(mode)})`,
      `chmod ${fact.isFolder ? 700 : 600} ${word}`,
    );
  }
  return null;
}

function notYours(
  path: string,
  owner: number,
  uid: number,
  fix: string,
): Finding {
  return FILE_MODES.problem(
    say`${path} belongs to uid ${owner}, not to you (${uid})`,
    fix,
  );
}

/**
 * Can the guard read the gateway's config? A check only keeps copies of it.
 * Nothing is said about one that can be read, or is not there.
 */
export function examineConfig(
  context: Context,
  { endpoint: { configPath } }: Pick<Target, "endpoint">,
): Finding[] {
  try {
    readConfigFiles(configPath);
    return [];
  } catch (error) {
    return [CONFIG.problem(
      say`${configPath} cannot be read, so no copy of it can be kept: ${
        reasonOf(error)
      }`,
      makeReadable(error, configPath, context.uid),
    )];
  }
}
