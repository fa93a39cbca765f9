/** The completion script for bash; needs nothing but bash itself. */

import {
  ASK_PROFILES,
  type CommandShape,
  namesOf,
  type OptionShape,
  scriptHead,
  takesValue,
  valuesOf,
} from "./shapes.ts";

/** The whole script; ends without a newline. */
export function bashScript(shapes: readonly CommandShape[]): string {
  const values = (wanted: (option: OptionShape) => boolean) =>
    namesOf(shapes, wanted).join("|");
  const fixed = new Map<string, string>();
  for (const option of shapes.flatMap(({ options }) => options)) {
    const known = valuesOf(option);
    if (known === null) continue;
    const words = known === "profiles" ? `$(${ASK_PROFILES})` : known.join(" ");
    option.names.forEach((name) => fixed.set(name, words));
  }
  // bash takes --profile=work apart at the "=".
  return `${scriptHead("bash")}

_openclaw_guard() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  local command= first= second= choices= options= skip= word i
  if [[ $current == = ]]; then current=
  elif [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    [[ $word == = ]] && continue
    if [[ $skip ]]; then skip=; continue; fi
    case $word in
      ${values(takesValue)}) skip=1 ;;
      -*) ;;
      *)
        if [[ ! $command ]]; then command=$word
        elif [[ ! $first ]]; then first=$word
        else second=$word; fi ;;
    esac
  done
  case $previous in
${
    [...fixed].map(([name, words]) =>
      `    ${name}) COMPREPLY=($(compgen -W "${words}" -- "$current")); return ;;`
    ).join("\n")
  }
    ${
    values((option) => takesValue(option) && valuesOf(option) === null)
  }) return ;;
  esac
  case $command:$first:$second in
    ::) choices="${
    shapes.map(({ name }) => name).join(" ")
  }" options="--help --version --lang" ;;
${shapes.flatMap(casesOf).join("\n")}
  esac
  case $command in
${
    shapes.map(({ name, options }) =>
      `    ${name}) options="${
        options.flatMap(({ names }) => names).filter((name) =>
          name.startsWith("--")
        ).join(" ")
      }" ;;`
    ).join("\n")
  }
  esac
  [[ $current == -* || ! $choices ]] && choices=$options
  COMPREPLY=($(compgen -W "$choices" -- "$current"))
}
complete -F _openclaw_guard openclaw-guard`;
}

function casesOf({ name, words }: CommandShape): string[] {
  if (words.size === 0) return [];
  const list = (position: string, choices: Iterable<string>) =>
    `    ${name}:${position}) choices="${[...choices].join(" ")}" ;;`;
  return [
    list(":", words.keys()),
    ...[...words].filter(([, next]) => next.length > 0)
      .map(([word, next]) => list(`${word}:`, next)),
  ];
}
