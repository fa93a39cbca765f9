/** The programs the guard asks, in the PATH that its checks have (crontab(5)), whatever your shell has. */

import type { Scheduler } from "../../install/scheduler.ts";
import { say } from "../../base/say.ts";
import type { Context } from "../../sys/context.ts";
import { checkNamed, type Finding } from "./finding.ts";
import { programProblem } from "./schedule.ts";
import type { Target } from "./target.ts";

const CHECK = checkNamed("tools");

/** What is lost without it, the package of apt that has it, and that of others if they call it something else. */
type Tool = readonly [use: string, apt: string, other?: string];

const NAMES_LISTENERS = say`a foreign process on the port is named less surely`;

const TOOLS: Readonly<Record<string, Tool>> = {
  systemctl: [say`nothing can be seen or restarted`, "systemd"],
  // Where cron is what should start it, "schedule" tells a problem.
  crontab: [say`cron cannot start the guard`, "cron", "cronie"],
  lsof: [NAMES_LISTENERS, "lsof"],
  fuser: [NAMES_LISTENERS, "psmisc"],
  pkill: [
    say`children of an orphaned gateway stay behind`,
    "procps",
    "procps-ng",
  ],
  journalctl: [say`evidence has no journal`, "systemd"],
  df: [say`evidence has no disk space`, "coreutils"],
};

const MANAGERS = [
  { program: "/usr/bin/apt-get", install: "sudo apt install" },
  { program: "/usr/bin/dnf", install: "sudo dnf install" },
  { program: "/usr/bin/pacman", install: "sudo pacman -S" },
  { program: "/usr/bin/zypper", install: "sudo zypper install" },
];

/** Where packages put programs. */
const FOLDERS = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

/** Looks for the programs. */
export function examineTools(
  _context: Context,
  { cron, scheduler }: Pick<Target, "cron" | "scheduler">,
): Finding[] {
  return judgeTools(
    (path) => programProblem(path) === null,
    cron.variables["PATH"] ?? "",
    scheduler,
  );
}

/** See {@linkcode examineTools}. */
export function judgeTools(
  isProgram: (path: string) => boolean,
  path: string,
  scheduler: Scheduler | null,
): Finding[] {
  const folderWith = (name: string, folders: readonly string[]) =>
    folders.find((folder) => isProgram(`${folder}/${name}`));
  const byCron = scheduler === "cron" || scheduler === null;
  // systemd's own PATH has the folders of root's programs (systemd.exec(5)).
  const searched = [...path.split(":"), ...byCron ? [] : FOLDERS];
  const needed = Object.entries(TOOLS).filter(([name]) =>
    byCron || name !== "crontab"
  );
  const missing = needed.filter(([name]) =>
    folderWith(name, searched) === undefined
  );
  if (missing.length === 0) {
    const names = needed.map(([name]) => name).join(", ");
    return [CHECK.ok(say`all there: ${names}`)];
  }
  const manager = MANAGERS.find(({ program }) => isProgram(program));
  return missing.map(([name, [use, apt, other = apt]]) => {
    const level = name === "systemctl" ? "problem" : "note";
    const elsewhere = folderWith(name, FOLDERS);
    if (elsewhere !== undefined) {
      return CHECK[level](
        say`there is no ${name} in ${path}, which is the PATH of your crontab, but in ${elsewhere}: ${use}`,
        "crontab -e",
      );
    }
    return CHECK[level](
      say`there is no ${name} in ${path}: ${use}`,
      manager === undefined
        ? null
        : `${manager.install} ${manager === MANAGERS[0] ? apt : other}`,
    );
  });
}
