/** `config`: the guard's own settings. */

import { EXIT_FAILURE } from "../../base/errors.ts";
import { isMapping } from "../../base/mapping.ts";
import { DEFAULT_PROFILE } from "../../base/profile.ts";
import { settingsPath } from "../../store/paths.ts";
import { readSettingsDocument, SettingsError } from "../../settings/load.ts";
import { settingsFor } from "../../settings/check.ts";
import { at, sideSettings } from "../../settings/side.ts";
import { SETTINGS_JSON_SCHEMA } from "../../settings/json_schema.ts";
import type { Context } from "../../sys/context.ts";
import { chooseWord, type Command, parseOptions } from "../../cli/options.ts";
import { type EffectiveSetting, effectiveSettings } from "./effective.ts";
import { init } from "./init.ts";
import { t, translate } from "../../text/speech.ts";
import { displayWidth, padToWidth } from "../../base/width.ts";
import { configDescription } from "./description.ts";

export const configCommand: Command = {
  async run(args, context) {
    const options = parseOptions(configDescription, args);
    const profile = options.profile();
    const json = options.flag("json");
    const word = chooseWord(configDescription, options.words[0]);
    switch (word) {
      case "show":
        return await show(context, profile, json);
      case "validate":
        return validate(context, json);
      case "schema":
        JSON.stringify(SETTINGS_JSON_SCHEMA, null, 2).split("\n")
          .forEach(context.terminal.out);
        return 0;
      case "init":
        return init(
          context,
          options.flag("force"),
          options.flag("dry-run"),
        );
    }
  },
};

async function show(
  context: Context,
  profile: string,
  json: boolean,
): Promise<number> {
  const { terminal } = context;
  const file = settingsPath(context);
  const settings = await effectiveSettings(context, profile);
  if (json) {
    terminal.out(JSON.stringify({ schema: 1, profile, file, settings }));
    return 0;
  }
  terminal.out(
    readSettingsDocument(context) === undefined
      ? t`Settings of profile ${profile}; there is no file ${file}.`
      : t`Settings of profile ${profile}; the file is ${file}.`,
  );
  showLines(settings).forEach((line) => terminal.out(line));
  return 0;
}

/** Columns of a value beside its key and its origin. */
const LONGEST_VALUE = 28;

function showLines(settings: readonly EffectiveSetting[]): string[] {
  const rows = settings.map((
    { key, value, origin },
  ): [string, string, string] => [
    // A key of the file stays as the file has it.
    key.includes(" ") ? translate(key) : key,
    typeof value === "string" ? value : JSON.stringify(value),
    translate(origin),
  ]);
  const isLong = (value: string) => displayWidth(value) > LONGEST_VALUE;
  const columns = (texts: readonly string[]) =>
    Math.max(...texts.map(displayWidth));
  const keys = columns(rows.map(([key]) => key));
  const values = columns(
    rows.map(([, value]) => value).filter((value) => !isLong(value)),
  );
  return rows.flatMap(([key, value, origin]) => {
    const begin = `  ${padToWidth(key, keys)}  `;
    // A long path would push all others off the screen.
    return isLong(value)
      ? [begin + origin, `      ${value}`]
      : [`${begin}${padToWidth(value, values)}  ${origin}`];
  });
}

function validate(context: Context, json: boolean): number {
  const { terminal } = context;
  const path = settingsPath(context);
  const { exists, problems, usable } = findProblems(context);
  if (json) {
    const valid = problems.length === 0;
    terminal.out(JSON.stringify({ schema: 1, path, exists, valid, problems }));
  } else if (!exists) {
    terminal.out(t`There is no ${path}: the defaults hold.`);
  } else if (problems.length === 0) terminal.out(t`${path} is valid.`);
  else {
    problems.forEach((problem) => terminal.out(translate(problem)));
    terminal.err(
      usable
        ? t`openclaw-guard: the gateway is guarded all the same; what is wrong in ${path} is left out until it is corrected`
        : t`openclaw-guard: ${path} cannot be used: nothing is done to the gateway until it is corrected`,
    );
  }
  return problems.length === 0 ? 0 : EXIT_FAILURE;
}

/** `usable`: only what no rescue depends on is wrong, if anything is. */
function findProblems(
  context: Context,
): { exists: boolean; problems: readonly string[]; usable: boolean } {
  let document: unknown;
  try {
    document = readSettingsDocument(context);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { exists: true, problems: [error.describe()], usable: false };
  }
  if (document === undefined) {
    return { exists: false, problems: [], usable: true };
  }
  const graver = [DEFAULT_PROFILE, ...profilesIn(document)]
    .flatMap((profile) => {
      const result = settingsFor(document, profile);
      return "problems" in result ? result.problems : [];
    });
  const problems = [...graver, ...sideSettings(document).sideProblems];
  return {
    exists: true,
    problems: [...new Set(problems)],
    usable: graver.length === 0,
  };
}

/** Values may be fine in the file and contradict one another in a profile. */
function profilesIn(document: unknown): string[] {
  const profiles = at(document, ["profiles"]);
  return isMapping(profiles) ? Object.keys(profiles) : [];
}
