/** How a kept config differs from the one that is there; secrets are masked. */

import {
  configDifferences,
  type Difference,
  differenceLines,
  lineDifferences,
  summarize,
} from "../../config/diff.ts";
import { effectiveConfig } from "../../config/effective.ts";
import { messageOf } from "../../base/errors.ts";
import { parseJson5 } from "../../base/json5.ts";
import type { GenerationFiles } from "../../config/bundle.ts";
import { type Generation, readGeneration } from "../../config/index.ts";
import { everything, isCurrent } from "./choose.ts";
import type { Restoring } from "./restore.ts";
import { realFolder } from "../../config/files.ts";
import { say } from "../../base/say.ts";

/** How one generation differs from what is there. */
export interface Comparison {
  /** One line for the list. */
  readonly summary: string;
  /** Null when one of the two cannot be read as a config. */
  readonly differences: readonly Difference[] | null;
}

/** Compares every choice with what is there; by id. */
export async function compareAll(
  restoring: Restoring,
): Promise<Map<string, Comparison>> {
  const { choices, configPath } = restoring;
  const now = valueOf(choices.current.files, configPath);
  const comparisons = new Map<string, Comparison>();
  for (const generation of everything(choices)) {
    comparisons.set(
      generation.id,
      await compare(restoring, generation, now),
    );
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

/** The lines of `--diff`: from what is there to the generation. */
export async function diffLines(
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
