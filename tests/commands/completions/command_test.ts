import assert from "node:assert/strict";
import { completionsCommand } from "../../../lib/commands/completions/command.ts";
import { speak } from "../../../lib/text/speech.ts";
import { fakeContext, fakeTerminal } from "../../fake_context.ts";

type Shell = "bash" | "zsh" | "fish";

/** A folder with the script, and an openclaw-guard that knows two profiles. */
async function prepare(shell: Shell): Promise<{ dir: string; script: string }> {
  const dir = Deno.makeTempDirSync({ prefix: "completions-" });
  const terminal = fakeTerminal();
  await completionsCommand.run([shell], fakeContext({ terminal }));
  const script = `${dir}/_openclaw-guard`;
  Deno.writeTextFileSync(script, terminal.lines.join("\n") + "\n");
  Deno.mkdirSync(`${dir}/bin`);
  Deno.writeTextFileSync(
    `${dir}/bin/openclaw-guard`,
    '#!/bin/sh\n[ "$*" = "completions --profiles" ] && printf "default\\nwork\\n"\n',
    { mode: 0o755 },
  );
  return { dir, script };
}

function run(
  program: string,
  args: readonly string[],
  dir: string,
): Promise<string> {
  return new Deno.Command(program, {
    args: [...args],
    stdin: "null",
    env: {
      PATH: `${dir}/bin:${Deno.env.get("PATH")}`,
      HOME: dir,
      TERM: "dumb",
      LC_ALL: "C.UTF-8",
    },
  }).output().then(({ code, stdout, stderr }) => {
    const text = new TextDecoder().decode(stderr);
    assert.equal(code, 0, text);
    assert.equal(text, "");
    return new TextDecoder().decode(stdout);
  });
}

/** Gives what the shell offers after a line, sorted. */
type Complete = (line: string, dir: string, script: string) => Promise<string>;

/** bash: as readline would call it, with the line taken apart at "=". */
const completeInBash: Complete = (line, dir, script) => {
  const words = line.replaceAll("=", " = ").replace(/ = $/, " =").split(" ");
  const quoted = words.map((word) => `'${word}'`).join(" ");
  return run("bash", [
    "--norc",
    "-c",
    `source '${script}'; COMP_WORDS=(${quoted}); COMP_CWORD=${
      words.length - 1
    }; _openclaw_guard; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ], dir);
};

const completeInFish: Complete = async (line, dir, script) =>
  (await run("fish", [
    "--no-config",
    "-c",
    `source '${script}'; complete -C '${line}'`,
  ], dir)).replaceAll(/\t.*/g, "");

/**
 * zsh completes only at a prompt, so it gets one: zpty is zsh's own pseudo
 * terminal. What compadd is given is what would be offered.
 */
const completeInZsh: Complete = (line, dir, script) => {
  Deno.writeTextFileSync(
    `${dir}/.zshrc`,
    `autoload -Uz compinit; compinit -u -d ${dir}/dump
     source '${script}'
     compadd() {
       local -a offered
       builtin compadd -O offered "$@"
       print -rl -- $offered >> ${dir}/offered
       builtin compadd "$@"
     }
     PROMPT='ready> '
`,
  );
  return run("zsh", [
    "-f",
    "-c",
    `zmodload zsh/zpty
     zpty shell env ZDOTDIR=${dir} TERM=dumb zsh -i
     zpty -r -m shell line '*ready> *'
     zpty -w -n shell $'${line}\\t'
     for i in {1..100}; do [[ -s ${dir}/offered ]] && break; sleep 0.05; done
     sleep 0.2
     zpty -d shell
     [[ -e ${dir}/offered ]] && cat ${dir}/offered; exit 0`,
  ], dir);
};

const SHELLS: readonly [Shell, readonly string[], Complete][] = [
  ["bash", ["-n"], completeInBash],
  ["zsh", ["-n"], completeInZsh],
  ["fish", ["--no-execute"], completeInFish],
];

for (const [shell, syntaxOnly, complete] of SHELLS) {
  const reason = whyNot(shell);
  Deno.test({
    name: `${shell} completes commands, words, options, profiles, languages${
      reason === null ? "" : ` [SKIPPED: ${reason}]`
    }`,
    ignore: reason !== null,
    async fn() {
      const cases: [line: string, offers: string[]][] = [
        ["openclaw-guard stat", ["status"]],
        ["openclaw-guard config s", ["schema", "show"]],
        ["openclaw-guard maintenance o", ["off", "on"]],
        ["openclaw-guard maintenance on --fo", ["--for"]],
        ["openclaw-guard drill fr", ["freeze"]],
        ["openclaw-guard evidence show l", ["latest"]],
        ["openclaw-guard help emer", ["emergency-stop"]],
        ["openclaw-guard completions f", ["fish"]],
        ["openclaw-guard status --profile w", ["work"]],
        ["openclaw-guard --lang zh-CN vers", ["version"]],
        ["openclaw-guard status --lang z", ["zh-CN"]],
        ["openclaw-guard restore-config --li", ["--list"]],
        ["openclaw-guard status --host me@attic --ho", ["--host", "--hosts"]],
      ];
      if (shell === "bash") {
        cases.push(
          ["openclaw-guard status --profile=w", ["work"]],
          ["openclaw-guard status --profile=", ["default", "work"]],
          ["openclaw-guard status --profile work --js", ["--json"]],
        );
      }
      const { dir, script } = await prepare(shell);
      try {
        await run(shell, [...syntaxOnly, script], dir);
        for (const [line, offers] of cases) {
          const seen = await complete(line, dir, script);
          assert.deepEqual(
            [...new Set(seen.split("\n").filter((word) => word !== ""))].sort(),
            offers,
            line,
          );
          try {
            Deno.removeSync(`${dir}/offered`);
          } catch {
            // Only zsh leaves it.
          }
        }
      } finally {
        Deno.removeSync(dir, { recursive: true });
      }
    },
  });

  Deno.test({
    name: `${shell} can read the Chinese script too${
      reason === null ? "" : ` [SKIPPED: ${reason}]`
    }`,
    ignore: reason !== null,
    async fn() {
      await speak("zh-CN");
      const { dir, script } = await prepare(shell)
        .finally(() => speak("en"));
      try {
        await run(shell, [...syntaxOnly, script], dir);
        assert.match(
          await complete("openclaw-guard stat", dir, script),
          /^status$/m,
        );
      } finally {
        Deno.removeSync(dir, { recursive: true });
      }
    },
  });
}

Deno.test("the comments of a script are in the person's language", async () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    const terminal = fakeTerminal();
    await speak("zh-CN");
    try {
      await completionsCommand.run([shell], fakeContext({ terminal }));
    } finally {
      await speak("en");
    }
    const comments = terminal.lines.join("\n").split("\n")
      .filter((line) => /^ *#(?!compdef)/.test(line));
    assert.equal(comments.length, 2, shell);
    for (const comment of comments) assert.match(comment, /\p{Script=Han}/u);
  }
});

Deno.test("profiles are those that are watched and those that have a config", async () => {
  const home = Deno.makeTempDirSync();
  try {
    for (const folder of [".openclaw-work", ".openclaw-old", ".openclaw-a b"]) {
      Deno.mkdirSync(`${home}/${folder}`);
    }
    Deno.writeTextFileSync(`${home}/.openclaw-work/openclaw.json`, "{}");
    const terminal = fakeTerminal();
    const context = fakeContext({ terminal, home });
    assert.equal(await completionsCommand.run(["--profiles"], context), 0);
    assert.deepEqual(terminal.lines, ["default", "work"]);
  } finally {
    Deno.removeSync(home, { recursive: true });
  }
});

Deno.test("a shell that is not known is an error that names those that are", async () => {
  await assert.rejects(
    () => completionsCommand.run(["zhs"], fakeContext()),
    /"zhs" is none of bash\|zsh\|fish/,
  );
});

function whyNot(shell: Shell): string | null {
  try {
    new Deno.Command(shell, { args: ["-c", "true"], stdin: "null" })
      .outputSync();
    return null;
  } catch {
    return `${shell} is not installed`;
  }
}
