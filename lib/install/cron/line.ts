/**
 * One line of the guard in a crontab(5), written and read. Text has one
 * character per byte (latin1), as in table.ts.
 */

import { GuardError } from "../../base/errors.ts";
import { bytesFromLatin1, latin1FromBytes } from "../../base/latin1.ts";
import { say } from "../../base/say.ts";
import type { CheckCommand } from "../check_variables.ts";

/**
 * The two lines that start a check every 30 seconds, without newlines. The
 * variables stand on the command: as assignments of the table they would hold
 * for the lines after the block too.
 *
 * @throws {GuardError} when the path or a value cannot be written in a crontab.
 */
export function guardLines({ program, variables }: CheckCommand): string[] {
  if (!program.startsWith("/")) throw unwritable(program);
  const words = [
    ...Object.entries(variables).map(([name, value]) =>
      `${name}=${cronWord(value)}`
    ),
    cronWord(program),
  ];
  const command = `${words.join(" ")} check >/dev/null 2>&1`;
  return [`* * * * * ${command}`, `* * * * * sleep 30; ${command}`];
}

/**
 * A text as one word for the shell that cron starts. A `%` would end the
 * command (crontab(5)), a backslash in front of it is taken away by cron before
 * the shell sees it.
 */
function cronWord(text: string): string {
  // deno-lint-ignore no-control-regex -- these are the characters to refuse
  if (/[\x00\n]|\\%/.test(text)) throw unwritable(text);
  const quoted = `'${text.replaceAll("'", "'\\''").replaceAll("%", "\\%")}'`;
  return latin1FromBytes(new TextEncoder().encode(quoted));
}

function unwritable(path: string): GuardError {
  return new GuardError(
    say`cannot write the path ${JSON.stringify(path)} in a crontab`,
    say`Take a folder with a plainer name`,
  );
}

const WORD = /'(?:[^'\n]|'\\'')*'/.source;
const LINE = new RegExp(
  `^\\* \\* \\* \\* \\* (?:sleep \\d+; )?((?:[A-Z_]+=${WORD} )*)(${WORD}) check\\b`,
  "gm",
);
const ASSIGNMENT = new RegExp(`([A-Z_]+)=(${WORD}) `, "g");

/** The lines of a text that {@linkcode guardLines} could have written. */
export function readGuardLines(text: string): CheckCommand[] {
  return [...text.matchAll(LINE)].map(([, assignments = "", program = ""]) => ({
    program: unquoted(program),
    variables: Object.fromEntries(
      [...assignments.matchAll(ASSIGNMENT)].map(([, name = "", word = ""]) => [
        name,
        unquoted(word),
      ]),
    ),
  }));
}

function unquoted(word: string): string {
  const text = word.slice(1, -1).replaceAll("'\\''", "'")
    .replaceAll("\\%", "%");
  return new TextDecoder().decode(bytesFromLatin1(text));
}
