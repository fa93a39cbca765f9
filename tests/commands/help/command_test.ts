import assert from "node:assert/strict";
import { GROUPS, isText, optionsOf } from "../../../lib/cli/description.ts";
import { COMMANDS } from "../../../lib/commands/table.ts";
import { DESCRIPTIONS } from "../../../lib/commands/descriptions.ts";
import { helpCommand } from "../../../lib/commands/help/command.ts";
import { helpPage } from "../../../lib/commands/help/page.ts";
import { say } from "../../../lib/base/say.ts";
import { chosen, speak, translate } from "../../../lib/text/speech.ts";
import { displayWidth } from "../../../lib/base/width.ts";
import { chineseFaults } from "../../text/chinese_marks.ts";
import { fakeContext, fakeTerminal } from "../../fake_context.ts";

const COMMANDS_DESCRIBED = Object.values(DESCRIPTIONS);

async function printed(...args: string[]): Promise<string> {
  const terminal = fakeTerminal();
  await helpCommand.run(args, fakeContext({ terminal }));
  return terminal.lines.join("\n");
}

/** Runs in Chinese, and leaves the others English. */
async function inChinese<T>(work: () => T | Promise<T>): Promise<T> {
  await speak("zh-CN");
  try {
    return await work();
  } finally {
    await speak("en");
  }
}

Deno.test("every command is described, and reads its options from that", async () => {
  assert.deepEqual(Object.keys(DESCRIPTIONS), Object.keys(COMMANDS));
  for (const [name, load] of Object.entries(COMMANDS)) {
    const command = await load();
    await assert.rejects(
      async () => await command.run(["--no-such-option"], fakeContext()),
      { message: `cannot run "${name}": unknown option --no-such-option` },
    );
  }
});

Deno.test("what a usage names is described, and every word is in a usage", () => {
  for (const description of COMMANDS_DESCRIBED) {
    const { name, usage, words = {} } = description;
    const described = optionsOf(description).flatMap(({ names }) => names);
    const named = usage.join(" ").match(/(?<![\w-])--?[a-z][a-z-]*/g) ?? [];
    assert.deepEqual(named.filter((it) => !described.includes(it)), [], name);
    for (const word of Object.entries(words).flat(2)) {
      assert.match(usage.join(" "), new RegExp(`\\b${word}\\b`), name);
    }
  }
});

Deno.test("every command has examples, the last with what one sees", () => {
  for (const { name, examples } of COMMANDS_DESCRIBED) {
    assert.ok(Object.values(examples).at(-1)?.[0], name);
  }
});

Deno.test("every text of a description has its Chinese, with the marks of Chinese", () => {
  const texts = COMMANDS_DESCRIBED.flatMap(
    ({ summary, parts, examples }) => [
      summary,
      ...parts.flatMap((part) => isText(part) ? [part] : Object.values(part)),
      ...Object.values(examples),
    ],
  );
  for (const [english, chinese] of [...Object.values(GROUPS), ...texts]) {
    assert.ok(
      /\p{Script=Han}/u.test(chinese) || !english.includes(" "),
      english,
    );
    assert.deepEqual(chineseFaults(chinese), []);
  }
});

Deno.test("no line of a help is wider than 80 columns, but for a command to be copied", async () => {
  const pages = () => COMMANDS_DESCRIBED.map(helpPage);
  for (
    const line of [...pages(), ...await inChinese(() => pages())]
      .flatMap((page) => page.split("\n"))
  ) {
    const copied = /^ {2}\S/.test(line) && line.includes("openclaw-guard");
    assert.ok(copied || displayWidth(line) <= 80, line);
  }
});

Deno.test("a help has usage, paragraphs, rows and examples, broken where a line is full", async () => {
  const description = {
    name: "sample",
    group: "see",
    summary: ["", ""],
    usage: ["on|off [--for TIME]", "[options]"],
    parts: [
      [`A ${"long ".repeat(16)}line,\nand a new one.`, "很长，\n很长"],
      {
        "on": ["switch it on", "打开"],
        "  --force": ["in any case", "一定"],
        "-n, --lines N": [`how ${"very ".repeat(14)}many`, "多少"],
      },
    ],
    examples: {
      "openclaw-guard sample on": ["it is on", "开着", "openclaw-guard 例 on"],
      "true": ["", ""],
    },
  } as const;
  assert.equal(
    helpPage(description),
    `Usage: openclaw-guard sample on|off [--for TIME]
       openclaw-guard sample [options]

A long long long long long long long long long long long long long long long
long line,
and a new one.

  on             switch it on
                   --force    in any case
  -n, --lines N  how very very very very very very very very very very very very
                 very very many

Examples:
  openclaw-guard sample on
      it is on
  true`,
  );
  assert.equal(
    await inChinese(() => helpPage(description)),
    `用法：openclaw-guard sample on|off [--for TIME]
      openclaw-guard sample [选项]

很长，
很长

  on             打开
                   --force    一定
  -n, --lines N  多少

示例：
  openclaw-guard 例 on
      开着
  true`,
  );
});

Deno.test("what is typed stays as it is in every language", async () => {
  const words = COMMANDS_DESCRIBED.flatMap((description) => [
    description.name,
    ...Object.entries(description.words ?? {}).flat(2),
    ...optionsOf(description).flatMap(({ names }) => names),
  ]);
  await inChinese(() => {
    for (const word of words) {
      assert.equal(
        translate(say`Did you mean "openclaw-guard ${word}"?`),
        `你是不是想输入“openclaw-guard ${word}”？`,
      );
    }
  });
});

Deno.test("the overview has every command once, below its group, in columns", async () => {
  for (const page of [await printed(), await inChinese(() => printed())]) {
    const lines = page.split("\n");
    const columns = new Set<number>();
    for (const name of Object.keys(COMMANDS)) {
      const rows = lines.filter((line) => line.startsWith(`  ${name} `));
      assert.equal(rows.length, 1, name);
      const [row = ""] = rows;
      columns.add(row.length - row.replace(/^ {2}\S+ +/, "").length);
    }
    assert.equal(columns.size, 1);
    for (const line of lines) assert.ok(displayWidth(line) <= 80, line);
  }
  const english = await printed();
  for (const title of Object.values(GROUPS)) {
    assert.ok(english.includes(`\n${chosen(title)}\n`), chosen(title));
  }
});

Deno.test("help --all is the overview and every help; help NAME is one", async () => {
  const all = await printed("--all");
  assert.ok(all.startsWith(await printed()));
  for (const description of COMMANDS_DESCRIBED) {
    const help = helpPage(description);
    assert.ok(all.includes(help), description.name);
    assert.equal(await printed(description.name), help);
  }
});

for (
  const [program, args] of [
    ["man", ["--warnings", "--local-file", "-"]],
    ["mandoc", ["-Tlint", "-Wwarning"]],
  ] as const
) {
  const reason = await whyNot(program);
  Deno.test({
    name: `${program} has nothing to say against the manual${
      reason === null ? "" : ` [SKIPPED: ${reason}]`
    }`,
    ignore: reason !== null,
    async fn() {
      const pages = [
        await printed("--man"),
        await inChinese(() => printed("--man")),
      ];
      for (const page of pages) {
        const { stderr, stdout, code } = await pipe(program, args, page + "\n");
        assert.equal(stderr, "");
        if (program === "mandoc") assert.equal(stdout, "");
        else assert.match(stdout, /maintenance/);
        assert.equal(code, 0);
      }
    },
  });
}

async function whyNot(program: string): Promise<string | null> {
  try {
    await pipe(program, ["-h"], "");
    return null;
  } catch {
    return `${program} is not installed`;
  }
}

async function pipe(
  program: string,
  args: readonly string[],
  input: string,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = new Deno.Command(program, {
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    env: { LC_ALL: "C.UTF-8", MANWIDTH: "80" },
  }).spawn();
  const written = (async () => {
    try {
      const writer = child.stdin.getWriter();
      await writer.write(new TextEncoder().encode(input));
      await writer.close();
    } catch {
      // It has read enough.
    }
  })();
  const { code, stdout, stderr } = await child.output();
  await written;
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}
