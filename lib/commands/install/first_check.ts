/** The check that `install` ends with. */

import { messageOf } from "../../base/errors.ts";
import type { Context } from "../../sys/context.ts";

/** How the first check went. */
export interface FirstCheck {
  /** null when it could not be run. */
  readonly exitCode: number | null;
  readonly lines: readonly string[];
}

/** Runs the first check; what it prints becomes part of the report. */
export async function firstCheckOf(
  check: (args: readonly string[], context: Context) => Promise<number>,
  profile: string,
  context: Context,
): Promise<FirstCheck> {
  const lines: string[] = [];
  const take = (line: string) => void lines.push(line);
  const quiet: Context = {
    ...context,
    terminal: {
      out: take,
      prose: take,
      err: take,
      interactive: false,
      colour: false,
      ask: () => null,
    },
  };
  try {
    const args = ["--profile", profile];
    return { exitCode: await check(args, quiet), lines };
  } catch (error) {
    // Everything is in place; the next one comes in 30 seconds.
    return { exitCode: null, lines: [...lines, messageOf(error)] };
  }
}
