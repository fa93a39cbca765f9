import assert from "node:assert/strict";
import { UnknownOptionError } from "../../../lib/cli/options.ts";
import { COMMANDS } from "../../../lib/commands/table.ts";
import { helpCommand } from "../../../lib/commands/help/command.ts";
import { GROUPS, loadHelps } from "../../../lib/commands/help/overview.ts";
import {
  helpOptions,
  helpWords,
  parseHelp,
} from "../../../lib/commands/help/page.ts";
import { KEPT_EVIDENCE } from "../../../lib/store/evidence.ts";
import { retell, speak } from "../../../lib/text/speech.ts";
import { displayWidth } from "../../../lib/base/width.ts";
import { fakeContext, fakeTerminal } from "../../fake_context.ts";

/** Options that are nobody's business: how the demo starts its own stand-in. */
const HIDDEN: Readonly<Record<string, readonly string[]>> = {
  demo: ["--stand-in-gateway", "--port", "--boot-ms"],
  // Typed by habit after "emergency-stop --yes"; there is nothing to ask.
  resume: ["--yes"],
};

/** Every option a command's code takes: an unknown one makes it tell. */
async function acceptedBy(name: string): Promise<readonly string[]> {
  const command = await COMMANDS[name]!.load();
  try {
    await command.run(["--no-such-option"], fakeContext());
  } catch (error) {
    if (error instanceof UnknownOptionError) return error.accepted;
    throw error;
  }
  throw new Error(`"${name} --no-such-option" was not refused`);
}

async function printed(...args: string[]): Promise<string> {
  const terminal = fakeTerminal();
  await helpCommand(COMMANDS).run(args, fakeContext({ terminal }));
  return terminal.lines.join("\n");
}

/** Runs in Chinese, and leaves the others English. */
async function inChinese<T>(work: () => Promise<T>): Promise<T> {
  await speak("zh-CN");
  try {
    return await work();
  } finally {
    await speak("en");
  }
}

for (
  const [language, helps] of [
    ["en", await loadHelps()],
    ["zh-CN", await inChinese(() => loadHelps())],
  ] as const
) {
  Deno.test(`every help begins with a usage of its own command (${language})`, () => {
    for (const [name, help] of helps) {
      assert.match(help, /^(?:Usage: |用法：)/, name);
      const { usage } = parseHelp(help);
      assert.ok(usage.length > 0, `${name}: no "Usage:" line`);
      for (const line of usage) {
        assert.match(line, new RegExp(`^openclaw-guard ${name}( |$)`), line);
      }
    }
  });

  Deno.test(`every help has examples, each with what one sees (${language})`, () => {
    for (const [name, help] of helps) {
      const examples = parseHelp(help).blocks.flatMap((block) =>
        block.kind === "examples" ? block.examples : []
      );
      assert.ok(examples.length > 0, `${name}: no "Examples:" block`);
      assert.notEqual(examples.at(-1)?.result, "", name);
    }
  });

  Deno.test(`every option a command takes is in its help, and no other (${language})`, async () => {
    for (const [name, help] of helps) {
      const named = helpOptions(parseHelp(help)).flatMap(({ names }) => names);
      const accepted = (await acceptedBy(name)).filter((option) =>
        !HIDDEN[name]?.includes(option)
      );
      assert.deepEqual(named.toSorted(), accepted.toSorted(), name);
    }
  });

  Deno.test(`no line of a help is wider than 80 columns, but for a command to be copied (${language})`, () => {
    for (const [name, help] of helps) {
      for (const line of help.split("\n")) {
        const copied = /^ {2}\S/.test(line) && line.includes("openclaw-guard");
        assert.ok(copied || displayWidth(line) <= 80, `${name}: ${line}`);
      }
    }
  });
}

Deno.test("a help says the same in both languages: usage, options, words, examples", async () => {
  const english = await loadHelps();
  const chinese = await inChinese(() => loadHelps());
  for (const [name, help] of english) {
    const facts = (text: string) => {
      const page = parseHelp(text);
      return {
        usages: page.usage.length,
        words: [...helpWords(page)],
        options: helpOptions(page).map(({ names, value }) => ({
          names,
          value: value !== null,
        })),
        examples: page.blocks.flatMap((block) =>
          block.kind === "examples" ? block.examples.length : []
        ),
      };
    };
    assert.deepEqual(facts(chinese.get(name) ?? ""), facts(help), name);
  }
});

Deno.test("what is typed stays as it is in every language", async () => {
  const words = [...await loadHelps()].flatMap(([name, help]) => {
    const page = parseHelp(help);
    return [
      name,
      ...[...helpWords(page)].flatMap(([word, next]) => [word, ...next]),
      ...helpOptions(page).flatMap(({ names }) => names),
    ];
  });
  await inChinese(() => {
    for (const word of words) {
      assert.equal(
        retell(`Did you mean "openclaw-guard ${word}"?`),
        `你是不是想输入“openclaw-guard ${word}”？`,
      );
    }
    return Promise.resolve();
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
    assert.ok(english.includes(`\n${title}\n`), title);
  }
});

Deno.test("help --all is the overview and every help; help NAME is one", async () => {
  const all = await printed("--all");
  assert.ok(all.startsWith(await printed()));
  for (const [name, help] of await loadHelps()) {
    assert.ok(all.includes(help), name);
    assert.equal(await printed(name), help);
  }
});

Deno.test("a help is taken apart into usage, texts, rows and examples", () => {
  const page = parseHelp(`Usage: openclaw-guard sample on|off [--for TIME]
       openclaw-guard sample show [latest|ID]
       openclaw-guard sample all [options]

Two lines
of text.

  on        switch it on
              --force    in any case
  -n, --lines N   how many, and
                  more of it
  --watch [SECONDS]
            again and again
  --scheduler KIND what starts it

Examples:
  openclaw-guard sample on
      it is
      on
  openclaw-guard sample off`);
  assert.deepEqual(page.usage, [
    "openclaw-guard sample on|off [--for TIME]",
    "openclaw-guard sample show [latest|ID]",
    "openclaw-guard sample all [options]",
  ]);
  assert.deepEqual(page.blocks, [
    { kind: "text", text: "Two lines of text." },
    {
      kind: "rows",
      rows: [
        { term: "on", text: "switch it on" },
        { term: "--force", text: "in any case" },
        { term: "-n, --lines N", text: "how many, and more of it" },
        { term: "--watch [SECONDS]", text: "again and again" },
        { term: "--scheduler KIND", text: "what starts it" },
      ],
    },
    {
      kind: "examples",
      examples: [
        { command: "openclaw-guard sample on", result: "it is on" },
        { command: "openclaw-guard sample off", result: "" },
      ],
    },
  ]);
  assert.deepEqual([...helpWords(page)], [
    ["on", []],
    ["off", []],
    ["show", ["latest"]],
    ["all", []],
  ]);
  assert.deepEqual(helpOptions(page), [
    { names: ["--force"], value: null, text: "in any case" },
    { names: ["-n", "--lines"], value: "N", text: "how many, and more of it" },
    { names: ["--watch"], value: "[SECONDS]", text: "again and again" },
    { names: ["--scheduler"], value: "KIND", text: "what starts it" },
    { names: ["--for"], value: "TIME", text: "" },
  ]);
});

Deno.test("Chinese lines are joined without a space, Latin words keep theirs", () => {
  const text = (help: string) => {
    const [block] = parseHelp(help).blocks;
    return block?.kind === "text" ? block.text : "";
  };
  assert.equal(text("看一下\n网关"), "看一下网关");
  assert.equal(text("看一下，\nopenclaw"), "看一下，openclaw");
  assert.equal(text("看一下\nopenclaw\n的"), "看一下 openclaw 的");
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

Deno.test("every command has a help, and every help a command", async () => {
  assert.deepEqual([...(await loadHelps()).keys()], Object.keys(COMMANDS));
});

Deno.test("the help of evidence says how many are kept", async () => {
  const help = (await loadHelps()).get("evidence") ?? "";
  assert.match(help, new RegExp(`\\(at most ${KEPT_EVIDENCE}\\)`));
});
