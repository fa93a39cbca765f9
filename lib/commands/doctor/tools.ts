/** The programs the guard asks, in the PATH that cron gives (crontab(5)), whatever your shell has. */

import type { Scheduler } from "../../install/scheduler.ts";
import { say } from "../../base/say.ts";
import type { Context } from "../../sys/context.ts";
import { checkNamed, type Finding } from "./finding.ts";
import type { Target } from "./target.ts";

const CHECK = checkNamed("tools");

interface Tool {
  readonly name: string;
  /** Package that has it, by package manager; the same for all when a text. */
  readonly package:
    | string
    | { readonly apt: string; readonly other: string };
  readonly level: "note" | "problem";
  readonly use: string;
}

const TOOLS: readonly Tool[] = [
  {
    name: "systemctl",
    package: "systemd",
    level: "problem",
    use: say`nothing can be seen or restarted`,
  },
  {
    name: "crontab",
    package: { apt: "cron", other: "cronie" },
    // Where cron is what should start it, "schedule" tells a problem.
    level: "note",
    use: say`cron cannot start the guard`,
  },
  {
    name: "lsof",
    package: "lsof",
    level: "note",
    use: say`a foreign process on the port is named less surely`,
  },
  {
    name: "fuser",
    package: "psmisc",
    level: "note",
    use: say`a foreign process on the port is named less surely`,
  },
  {
    name: "pkill",
    package: { apt: "procps", other: "procps-ng" },
    level: "note",
    use: say`children of an orphaned gateway stay behind`,
  },
  {
    name: "journalctl",
    package: "systemd",
    level: "note",
    use: say`evidence has no journal`,
  },
  {
    name: "df",
    package: "coreutils",
    level: "note",
    use: say`evidence has no disk space`,
  },
];

const MANAGERS = [
  { program: "/usr/bin/apt-get", install: "sudo apt install", apt: true },
  { program: "/usr/bin/dnf", install: "sudo dnf install", apt: false },
  { program: "/usr/bin/pacman", install: "sudo pacman -S", apt: false },
  { program: "/usr/bin/zypper", install: "sudo zypper install", apt: false },
];

/** Where packages put programs. */
const FOLDERS = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

/** Whether there is an executable file at a path; replaced by tests. */
export type IsProgram = (path: string) => boolean;

/** Looks for the programs. */
export function examineTools(
  _context: Context,
  { cron, scheduler }: Pick<Target, "cron" | "scheduler">,
): Finding[] {
  return judgeTools(isProgram, cron.variables["PATH"] ?? "", scheduler);
}

/** See {@linkcode examineTools}. */
export function judgeTools(
  isProgram: IsProgram,
  path: string,
  scheduler: Scheduler | null,
): Finding[] {
  const folders = path.split(":");
  const byCron = scheduler === "cron" || scheduler === null;
  const needed = TOOLS.filter(({ name }) => byCron || name !== "crontab");
  const missing = needed.filter(({ name }) =>
    !folders.some((folder) => isProgram(`${folder}/${name}`))
  );
  if (missing.length === 0) {
    const names = needed.map(({ name }) => name).join(", ");
    return [CHECK.ok(say`all there: ${names}`)];
  }
  const manager = MANAGERS.find(({ program }) => isProgram(program));
  return missing.map((tool) => {
    const elsewhere = FOLDERS.find((folder) =>
      isProgram(`${folder}/${tool.name}`)
    );
    if (elsewhere !== undefined) {
      return CHECK[tool.level](
        say`there is no ${tool.name} in ${path}, which is the PATH of your crontab, but in ${elsewhere}: ${tool.use}`,
        "crontab -e",
      );
    }
    return CHECK[tool.level](
      say`there is no ${tool.name} in ${path}: ${tool.use}`,
      manager === undefined
        ? null
        : `${manager.install} ${packageOf(tool, manager.apt)}`,
    );
  });
}

function packageOf(tool: Tool, apt: boolean): string {
  if (typeof tool.package === "string") return tool.package;
  return apt ? tool.package.apt : tool.package.other;
}

function isProgram(path: string): boolean {
  try {
    const { isFile, mode } = Deno.statSync(path);
    return isFile && ((mode ?? 0) & 0o111) !== 0;
  } catch {
    return false; // not there, or not ours to look at: cron could not run it
  }
}
