/** The completion script for fish. */

import {
  ASK_PROFILES,
  type CommandShape,
  namesOf,
  scriptHead,
  takesValue,
  valuesOf,
} from "./shapes.ts";

/** The whole script; ends without a newline. */
export function fishScript(shapes: readonly CommandShape[]): string {
  // Its functions: the words typed so far, without options and the values of
  // these; true when these words were typed and no more; true when this command
  // was typed.
  return `${scriptHead("fish")}

function __openclaw_guard_words
    set -l skip 0
    for word in (commandline -opc)[2..]
        if test $skip = 1
            set skip 0
        else if contains -- $word ${namesOf(shapes, takesValue).join(" ")}
            set skip 1
        else if not string match -q -- '-*' $word
            echo $word
        end
    end
end

function __openclaw_guard_at
    test "$(__openclaw_guard_words | string join ' ')" = "$argv"
end

function __openclaw_guard_in
    set -l words (__openclaw_guard_words)
    test "$words[1]" = "$argv"
end

complete -c openclaw-guard -f
complete -c openclaw-guard -n __openclaw_guard_at -l help -l version
${shapes.flatMap(linesOf).join("\n")}`;
}

function linesOf({ name, summary, words, options }: CommandShape): string[] {
  const at = (typed: string, choices: readonly string[]) =>
    `complete -c openclaw-guard -n '__openclaw_guard_at ${typed}' -a ${
      quoted(choices.join(" "))
    }`;
  return [
    `complete -c openclaw-guard -n __openclaw_guard_at -a ${name} -d ${
      quoted(summary)
    }`,
    ...words.size === 0 ? [] : [at(name, [...words.keys()])],
    ...[...words].filter(([, next]) => next.length > 0)
      .map(([word, next]) => at(`${name} ${word}`, next)),
    ...options.map((option) => {
      const known = valuesOf(option);
      const value = !takesValue(option)
        ? ""
        : known === null
        ? " -x"
        : ` -x -a ${
          quoted(known === "profiles" ? `(${ASK_PROFILES})` : known.join(" "))
        }`;
      const names = option.names.map((name) =>
        name.startsWith("--") ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`
      ).join("");
      return `complete -c openclaw-guard -n '__openclaw_guard_in ${name}'${names}${value}${
        option.text === "" ? "" : ` -d ${quoted(option.text)}`
      }`;
    }),
  ];
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
