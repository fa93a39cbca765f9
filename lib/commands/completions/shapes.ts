/** What a shell may complete after each command, taken from its help. */

import { LANGUAGES } from "../../base/language.ts";
import { say } from "../../base/say.ts";
import { retell, t } from "../../text/speech.ts";
import type { Commands } from "../../cli/options.ts";
import { loadHelps } from "../help/overview.ts";
import {
  type HelpOption,
  helpOptions,
  helpWords,
  parseHelp,
} from "../help/page.ts";

/** A command as completions see it. */
export interface CommandShape {
  readonly name: string;
  /** In the person's language. */
  readonly summary: string;
  /** The words it takes, each with those that may follow. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly options: readonly HelpOption[];
}

/** What an option's value is completed from: fixed words, profiles, or nothing. */
export function valuesOf(
  { names }: HelpOption,
): readonly string[] | "profiles" | null {
  return names.includes("--profile")
    ? "profiles"
    : names.includes("--lang")
    ? LANGUAGES
    : null;
}

/** The comment at the top of a script, in the person's language. */
export function scriptHead(shell: string): string {
  return [
    t`What Tab completes after openclaw-guard, for ${shell}.`,
    t`Made by "openclaw-guard completions ${shell}"; after an update make it again.`,
  ].map((line) => `# ${line}`).join("\n");
}

/** Asks for the names of the profiles, in all three shells. */
export const ASK_PROFILES = "openclaw-guard completions --profiles 2>/dev/null";

/** All commands with what every one of them takes. */
export async function commandShapes(
  commands: Commands,
): Promise<CommandShape[]> {
  const helps = await loadHelps();
  const common: readonly HelpOption[] = [
    {
      names: ["-h", "--help"],
      value: null,
      text: retell(say`its options, with examples`),
    },
    {
      names: ["--lang"],
      value: "LANG",
      text: retell(say`the language to use`),
    },
  ];
  return Object.entries(commands).map(([name, { summary }]) => {
    const page = parseHelp(helps.get(name) ?? "");
    return {
      name,
      summary: retell(summary),
      words: name === "help"
        ? new Map(Object.keys(commands).map((other) => [other, []]))
        : helpWords(page),
      options: [...helpOptions(page), ...common],
    };
  });
}
