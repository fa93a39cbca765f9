/** The completion script for zsh: to be autoloaded from the fpath, or sourced. */

import {
  ASK_PROFILES,
  type CommandShape,
  type OptionShape,
  scriptHead,
  takesValue,
  valuesOf,
} from "./shapes.ts";

/** The whole script; ends without a newline. */
export function zshScript(shapes: readonly CommandShape[]): string {
  const language = shapes[0]?.options.find(({ names }) =>
    names.includes("--lang")
  );
  const first = language === undefined ? [] : [optionSpec(language)];
  return `#compdef openclaw-guard
${scriptHead("zsh")}

_openclaw-guard_profiles() {
  local -a names
  names=(\${(f)"$(${ASK_PROFILES})"})
  compadd -a names
}

_openclaw-guard() {
  local context state state_descr line
  typeset -A opt_args
  local -a commands
  _arguments -C \\
    ${
    [
      ...first,
      "'--help'",
      "'--version'",
      "'1:command:->command'",
      "'*::argument:->argument'",
    ].join(" \\\n    ")
  }
  case $state in
    command)
      commands=(
${
    shapes.map(({ name, summary }) =>
      `        ${quoted(`${name}:${summary.replaceAll(":", "\\:")}`)}`
    ).join("\n")
  }
      )
      _describe command commands ;;
    argument)
      case $line[1] in
${shapes.map(commandCase).join("\n")}
      esac ;;
  esac
}

if [[ $funcstack[1] == _openclaw-guard ]]; then
  _openclaw-guard "$@"
else
  compdef _openclaw-guard openclaw-guard
fi`;
}

function commandCase({ name, words, options }: CommandShape): string {
  const next = [...words].filter(([, next]) => next.length > 0);
  const specs = [
    ...options.map(optionSpec),
    ...words.size === 0 ? [] : [`'1:word:(${[...words.keys()].join(" ")})'`],
    ...next.length === 0
      ? []
      : [`'2:word:(${next.flatMap(([, words]) => words).join(" ")})'`],
    // Or after an ID or a number options would not be completed.
    "'*: : '",
  ];
  return `        ${name})
          _arguments \\
            ${specs.join(" \\\n            ")} ;;`;
}

function optionSpec(option: OptionShape): string {
  const { names, value, text, repeated } = option;
  const spec = `[${text.replaceAll(/[\\[\]:]/g, "\\$&")}]`;
  const known = valuesOf(option);
  const values = value === null || !takesValue(option)
    ? ""
    : `:${value.replaceAll(/[\\:]/g, "\\$&")}:${
      known === null
        ? " "
        : known === "profiles"
        ? "_openclaw-guard_profiles"
        : `(${known.join(" ")})`
    }`;
  const [name = ""] = names;
  return names.length === 1
    ? quoted(`${repeated === true ? "*" : ""}${name}${spec}${values}`)
    : `${quoted(`(${names.join(" ")})`)}{${names.join(",")}}${
      quoted(`${spec}${values}`)
    }`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
