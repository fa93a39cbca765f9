/** What `restore-config` shows and asks before it changes anything. */

import type { Generation } from "../../config/index.ts";
import { t, translate } from "../../text/speech.ts";
import { formatAge } from "../../cli/format.ts";
import { isCurrent, numbered } from "./choose.ts";
import { diffLines } from "./diff.ts";
import type { Restoring } from "./restore.ts";
import { isYes } from "../../cli/confirm.ts";

/** Which of the copies that were listed; null for none. */
export function askWhich({ context, choices }: Restoring): Generation | null {
  const all = numbered(choices);
  const answer = context.terminal.ask(
    t`Which one (1 to ${all.length}, Enter for none)?`,
  )?.trim() ?? "";
  return /^[0-9]{1,4}$/.test(answer) ? all[Number(answer) - 1] ?? null : null;
}

/** What a copy would change. */
export async function showDiff(
  restoring: Restoring,
  chosen: Generation,
): Promise<void> {
  const { configPath, choices, context, json, print } = restoring;
  const lines = isCurrent(choices, chosen)
    ? []
    : await diffLines(restoring, chosen);
  if (json) return print({ diff: { to: chosen.id, lines } });
  const { out } = context.terminal;
  out(t`--- ${configPath} as it is now`);
  out(`+++ ${copyText(chosen, context.clock.now().wallMs)}`);
  // Lines of a config are theirs; what stands between them is ours.
  lines.forEach((line) => out(/^[-+~ ]/.test(line) ? line : translate(line)));
  if (lines.length === 0) {
    out(t`They do not differ, but for comments and layout.`);
  }
}

/** `--to` without a terminal says clearly enough what is wanted. */
export async function agreed(
  restoring: Restoring,
  chosen: Generation,
  what: string,
  notes: readonly string[],
): Promise<boolean> {
  const { context: { terminal }, configPath, yes, json } = restoring;
  if (yes || json || !terminal.interactive) return true;
  await showDiff(restoring, chosen);
  notes.forEach((note) => terminal.prose(translate(note)));
  return isYes(terminal.ask(t`Replace ${configPath} by ${what}? [y/N]`));
}

/** A copy in words: its ID, what is known of it, its age. */
export function copyText(generation: Generation, nowMs: number): string {
  const kind = generation.proven
    ? t`proven`
    : generation.valid
    ? t`not proven`
    : t`broken`;
  const { id, openclawVersion } = generation;
  const age = formatAge(generation.lastSeenMs, nowMs);
  return openclawVersion === null
    ? t`copy ${id} (${kind}, last seen ${age})`
    : t`copy ${id} (${kind}, last seen ${age}, OpenClaw ${openclawVersion})`;
}
