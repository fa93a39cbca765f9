/**
 * Another watchdog on the same gateway: two of them kill each other's newborns.
 * Only reported. The names are those of the known tools (their installers as of
 * 2026-11): the article's script, openclaw-watchdog (herointene, clinchcc,
 * simonlpaige, bkochavy), openclaw-guardian (LeoYeAI), openclaw-self-healing
 * (Ramsbaby), AlphaClaw, clawmaster, guard-kit, monit.
 */

import { bytesFromLatin1 } from "../../base/latin1.ts";
import { maskSecrets } from "../../base/mask.ts";
import { shellWord } from "../../base/shell_word.ts";
import { takeScriptLines } from "../../install/cron/table.ts";
import { processIds, readVisibleProcess } from "../../probe/process.ts";
import type { Context } from "../../sys/context.ts";
import { readPlainText } from "../../sys/plain_file.ts";
import { systemctl } from "../../sys/systemctl.ts";
import { say } from "../../base/say.ts";
import { checkNamed, type Finding } from "./finding.ts";
import type { Target } from "./target.ts";

const MAX_TABLE_BYTES = 1024 * 1024;

const CHECK = checkNamed("other-watchdogs");
/** The article's script, wherever it lies. */
const SCRIPT = "openclaw-health-check.sh";
const NAMES = new RegExp(
  "(?:openclaw|moltbot|clawdbot)[-_]?(?:watch-?dog|watcher|guardian|self-?heal\\w*|auto-?heal\\w*|" +
    "heal(?:er|ing)|health-?check|monitor|keep-?alive|doctor)|" +
    "\\.openclaw/(?:\\S*/)?(?:guardian|watchdog)\\.(?:sh|py)|" +
    "gateway-(?:watchdog|healthcheck)|emergency-recovery(?:-monitor)?\\.sh|" +
    "alphaclaw|clawmaster|claw-?guard-?kit",
  "i",
);
/** Starts or stops the gateway, whatever it is called. */
const MEDDLES = new RegExp(
  "\\bsystemctl\\b[^|;&]*\\b(?:re)?(?:start|stop|kill)\\b[^|;&]*\\bopenclaw-gateway|" +
    "\\bopenclaw\\b[^|;&]*\\bgateway\\s+(?:re)?(?:start|stop|run)\\b|" +
    "\\b(?:pkill|killall)\\b[^|;&]*openclaw",
  "i",
);
/** Programs whose first argument is what really runs. */
const INTERPRETER = /^(?:(?:ba|da|z|k|a)?sh|python[\d.]*|node|bun|deno|perl)$/;

/** A table that a cron daemon reads. */
interface CronTable {
  /** null: the user's own. */
  readonly path: string | null;
  readonly text: string;
}

/** A unit that is enabled or running. */
interface UnitName {
  readonly name: string;
  readonly user: boolean;
}

/** What was found. */
export interface WatchdogFacts {
  readonly tables: readonly CronTable[];
  readonly units: readonly UnitName[];
  readonly processes: readonly {
    readonly pid: number;
    readonly mine: boolean;
    readonly argv: readonly string[];
  }[];
}

/** Looks at crontabs, units and processes. */
export async function examineOtherWatchdogs(
  context: Context,
  { crontab, option }: Pick<Target, "crontab" | "option">,
): Promise<Finding[]> {
  const units = await Promise.all([
    unitNames(context, true),
    unitNames(context, false),
  ]);
  return judgeOtherWatchdogs({
    // Why it cannot be read is what "schedule" says.
    tables: [{ path: null, text: textOf(crontab ?? "") }, ...systemTables()],
    units: units.flat(),
    processes: [...processIds(context)].flatMap((id) => {
      const facts = id === Deno.pid ? null : readVisibleProcess(context, id);
      if (facts === null) return [];
      const { pid, uid, argv } = facts;
      return [{ pid, mine: context.uid === 0 || uid === context.uid, argv }];
    }),
  }, option);
}

/** What stands in a crontab of which each character is a byte. */
function textOf(crontab: string): string {
  return new TextDecoder().decode(bytesFromLatin1(crontab));
}

/** What of cron's own tables everybody may read. */
function systemTables(): CronTable[] {
  const paths = ["/etc/crontab"];
  try {
    for (const { name, isFile } of Deno.readDirSync("/etc/cron.d")) {
      if (isFile) paths.push(`/etc/cron.d/${name}`);
    }
  } catch {
    // No cron, or not for everybody's eyes.
  }
  return paths.flatMap((path) => {
    try {
      const text = readPlainText(path, MAX_TABLE_BYTES);
      return text === null ? [] : [{ path, text }];
    } catch {
      return [];
    }
  });
}

async function unitNames(context: Context, user: boolean): Promise<UnitName[]> {
  const ask = async (...args: string[]): Promise<string[]> => {
    const { stdout } = await systemctl(context, user ? "user" : "system", [
      ...["--no-legend", "--plain", "--full", "--type=service,timer"],
      ...args,
    ]).catch(() => ({ stdout: "" }));
    return stdout.split("\n").flatMap((line) =>
      line.trim().split(/\s+/)[0] || []
    );
  };
  const [enabled, running] = await Promise.all([
    ask("list-unit-files", "--state=enabled,enabled-runtime"),
    ask("list-units", "--state=active,activating"),
  ]);
  return [...new Set([...enabled, ...running])].map((name) => ({ name, user }));
}

/** What that means. */
export function judgeOtherWatchdogs(
  facts: WatchdogFacts,
  option: string,
): Finding[] {
  const findings = [
    ...facts.tables.flatMap((table) => inTable(table, option)),
    ...facts.units.flatMap(asUnit),
    ...facts.processes.flatMap(asProcess),
  ];
  return findings.length > 0
    ? findings
    : [CHECK.ok(say`no other known watchdog is at work`)];
}

const ACTIVE_LINE = /^\s*(?!#)\S/;

function inTable({ path, text }: CronTable, option: string): Finding[] {
  const where = path ?? say`your crontab`;
  const edit = path === null ? "crontab -e" : `sudoedit ${shellWord(path)}`;
  const { taken } = takeScriptLines(text);
  const findings = taken.length > 0
    ? [CHECK.warning(
      say`${where} runs the article's ${SCRIPT} too: it kills a gateway that the guard has just started`,
      path === null ? `openclaw-guard install --yes${option}` : edit,
    )]
    : [];
  for (const line of text.split("\n")) {
    if (!ACTIVE_LINE.test(line) || taken.includes(line)) continue;
    // Such lines have tokens and webhooks in them.
    const shown = maskSecrets(line.trim()).slice(0, 100);
    if (NAMES.test(line)) {
      findings.push(CHECK.warning(
        say`${where} runs another watchdog: ${shown}`,
        edit,
      ));
    } else if (MEDDLES.test(line)) {
      findings.push(CHECK.note(
        say`${where} starts or stops the gateway too, which the guard takes for a person's doing: ${shown}`,
        edit,
      ));
    }
  }
  return findings;
}

function asUnit({ name, user }: UnitName): Finding[] {
  if (name === "monit.service") {
    return [CHECK.note(
      say`monit is at work: if it restarts the gateway too, let only one of them do it`,
      "sudo grep -rn openclaw /etc/monit*",
    )];
  }
  return NAMES.test(name)
    ? [CHECK.warning(
      user
        ? say`the user unit ${name} looks after the gateway too`
        : say`the system unit ${name} looks after the gateway too`,
      `${user ? "systemctl --user" : "sudo systemctl"} disable --now ${
        shellWord(name)
      }`,
    )]
    : [];
}

function asProcess(
  { pid, mine, argv }: WatchdogFacts["processes"][number],
): Finding[] {
  const [program = "", ...rest] = argv;
  const name = program.slice(program.lastIndexOf("/") + 1);
  const runs = INTERPRETER.test(name)
    ? rest.find((argument) => !argument.startsWith("-"))?.split(/\s/)[0] ?? ""
    : program;
  return NAMES.test(runs) || runs.endsWith(`/${SCRIPT}`)
    ? [CHECK.warning(
      say`another watchdog is running: pid ${pid}, ${runs}`,
      `${mine ? "" : "sudo "}kill ${pid}`,
    )]
    : [];
}
