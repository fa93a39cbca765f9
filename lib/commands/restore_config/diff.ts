/** How a kept config differs from the one that is there; secrets are masked. */

import {
  configDifferences,
  differenceLines,
  lineDifferences,
  summarize,
} from "../../config/diff.ts";
import { effectiveConfig } from "../../config/effective.ts";
import { isYes } from "../../cli/confirm.ts";
import { messageOf } from "../../base/errors.ts";
import { parseJson5 } from "../../base/json5.ts";
import type { GenerationFiles } from "../../config/bundle.ts";
import { type Generation, readGeneration } from "../../config/index.ts";
import { t, translate } from "../../text/speech.ts";
import { everything, isCurrent } from "./choose.ts";
import { type Comparison, copyText } from "./list.ts";
import type { Restoring } from "./restoring.ts";
import { realFolder } from "../../config/files.ts";
import { say } from "../../base/say.ts";

/** Compares every choice with what is there; by id. */
export async function compareAll(
  restoring: Restoring,
): Promise<Map<string, Comparison>> {
  const { choices, configPath } = restoring;
  const now = valueOf(choices.current.files, configPath);
  const comparisons = new Map<string, Comparison>();
  for (const generation of everything(choices)) {
    comparisons.set(generation.id, await compare(restoring, generation, now));
  }
  return comparisons;
}

async function compare(
  restoring: Restoring,
  generation: Generation,
  now: unknown,
): Promise<Comparison> {
  const none = (summary: string) => ({ summary, differences: null });
  if (isCurrent(restoring.choices, generation)) {
    return { summary: say`as it is now`, differences: [] };
  }
  try {
    const files = await filesOf(restoring, generation);
    const then = valueOf(files, restoring.configPath);
    if (then === undefined) return none(say`broken`);
    if (now === undefined) return none("");
    const differences = configDifferences(now, then);
    return { summary: summarize(differences), differences };
  } catch (error) {
    return none(messageOf(error));
  }
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

/** From what is there to the generation. */
async function diffLines(
  restoring: Restoring,
  generation: Generation,
): Promise<string[]> {
  const then = await filesOf(restoring, generation);
  const { files } = restoring.choices.current;
  const [old, young] = [files, then]
    .map((one) => valueOf(one, restoring.configPath));
  if (old !== undefined && young !== undefined) {
    return differenceLines(old, young);
  }
  return [
    ...lineDifferences(textOf(files?.main), textOf(then.main)),
    ...then.includes.flatMap(({ name, bytes }) => {
      const now = files?.includes.find((file) => file.name === name);
      const lines = lineDifferences(textOf(now?.bytes), textOf(bytes));
      return lines.length === 0 ? [] : [say`in ${name}:`, ...lines];
    }),
  ];
}

async function filesOf(
  { dir, choices: { generations, copies, current } }: Restoring,
  generation: Generation,
): Promise<GenerationFiles> {
  // Not kept by the guard: its bytes are still in the copy.
  const copy = generations.includes(generation)
    ? undefined
    : copies.find((one) => one.generation.id === generation.id);
  return copy === undefined
    ? await readGeneration(dir, generation)
    // OpenClaw copies the main file only: the included ones stay as they are.
    : { main: copy.bytes, includes: current.files?.includes ?? [] };
}

/** The config as a gateway would see it, undefined when it would see none. */
function valueOf(files: GenerationFiles | null, configPath: string): unknown {
  if (files === null) return undefined;
  try {
    const included = new Map(
      files.includes.map((
        { name, bytes },
      ) => [name, parseJson5(textOf(bytes))]),
    );
    const main = parseJson5(textOf(files.main));
    return effectiveConfig(main, included, realFolder(configPath));
  } catch {
    return undefined; // broken: compared as text instead
  }
}

function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
