/**
 * Finds a running update of OpenClaw. While it runs the unit may be down, its
 * program gone and the port closed; a restart in the middle makes it worse
 * (openclaw#108459).
 */

import type { Instant } from "../base/instant.ts";
import type { MaintenanceFact } from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { processAgeMs, processIds, readVisibleProcess } from "./process.ts";

/** An update counts for so long, ms: one that hangs must not switch the guard off. */
const MAX_UPDATE_MS = 30 * 60 * 1000;

const PACKAGE_MANAGERS = new Set(["npm", "npx", "pnpm", "yarn", "bun"]);
const INSTALL_WORDS = new Set([
  "i",
  "in",
  "install",
  "add",
  "update",
  "up",
  "upgrade",
]);
/** `openclaw`, `openclaw@latest`, `openclaw@2026.9.6`. */
const PACKAGE = /^openclaw(@[^/]*)?$/;

/**
 * Looks for this user's update of OpenClaw.
 *
 * @returns An implicit maintenance that ends with the update, at the latest
 * after half an hour; null when there is none.
 */
export function findRunningUpdate(
  context: Context,
  now: Instant,
): MaintenanceFact | null {
  for (const pid of processIds(context)) {
    const facts = readVisibleProcess(context, pid);
    if (facts === null || facts.uid !== context.uid) continue;
    if (!isUpdate(facts.argv)) continue;
    const ageMs = processAgeMs(facts.startTicks, now, context.clock);
    if (ageMs >= MAX_UPDATE_MS) continue;
    return {
      source: "update",
      untilMs: now.wallMs + MAX_UPDATE_MS - ageMs,
      reason: say`OpenClaw is being updated (pid ${facts.pid})`,
      by: null,
    };
  }
  return null;
}

/**
 * Whether a command line updates OpenClaw: `openclaw update`, or a package
 * manager installing the package openclaw. Measured on 2026.9.6: the CLI's
 * worker hides its arguments behind a title, its launcher keeps them.
 */
export function isUpdate(argv: readonly string[]): boolean {
  // npm replaces its arguments by a title: one word with spaces.
  const words = argv.length === 1 ? (argv[0] ?? "").split(" ") : [...argv];
  const names = words.map((word) => word.slice(word.lastIndexOf("/") + 1));
  const [first = ""] = names;
  const program = first === "node" || first === "nodejs"
    ? words.findIndex((word, index) => index > 0 && !word.startsWith("-"))
    : 0;
  if (program < 0) return false;
  const name = (names[program] ?? "").replace(/(-cli)?\.(js|mjs|cjs)$/, "");
  const rest = words.slice(program + 1);
  if (name === "openclaw") {
    return commandWord(rest) === "update" && !changesNothing(rest);
  }
  return PACKAGE_MANAGERS.has(name) &&
    rest.some((word) => INSTALL_WORDS.has(word)) &&
    rest.some((word) => PACKAGE.test(word));
}

/** The first word that is neither an option nor the value of --profile. */
function commandWord(args: readonly string[]): string | undefined {
  return args.find((word, index) =>
    !word.startsWith("-") && args[index - 1] !== "--profile"
  );
}

/** `openclaw update status`, `--dry-run`, `--help` only look. */
function changesNothing(args: readonly string[]): boolean {
  const after = args.slice(args.indexOf("update") + 1);
  return after.some((word) =>
    ["status", "--dry-run", "--help", "-h"].includes(word)
  );
}
