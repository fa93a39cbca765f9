import assert from "node:assert/strict";
import { GuardError } from "../../../lib/base/errors.ts";
import { bytesFromLatin1, latin1FromBytes } from "../../../lib/base/latin1.ts";
import { readGuardLines } from "../../../lib/install/cron/line.ts";
import {
  BLOCK_BEGIN,
  BLOCK_END,
  blockStart,
  hasBlock,
  putBlock,
  removeBlock,
} from "../../../lib/install/cron/table.ts";

const PROGRAM = "/home/openclaw/.local/bin/openclaw-guard";
const LINE = lineOf(PROGRAM);

function lineOf(program: string, variables: Record<string, string> = {}) {
  return { program, variables };
}

const BLOCK = `${BLOCK_BEGIN}
* * * * * '${PROGRAM}' check >/dev/null 2>&1
* * * * * sleep 30; '${PROGRAM}' check >/dev/null 2>&1
${BLOCK_END}
`;

Deno.test("the block is two staggered lines between its markers", () => {
  assert.equal(putBlock("", LINE), BLOCK);
  assert.equal(
    BLOCK.split("\n")[0],
    '# BEGIN openclaw-guard (managed block: changes are lost, use "openclaw-guard uninstall")',
  );
});

Deno.test("foreign lines stay byte for byte, whatever they are", () => {
  const tables: Record<string, string> = {
    "one job": "0 3 * * * /x\n",
    "carriage returns": "MAILTO=a\r\n0 3 * * * /x\r\n",
    "no newline at the end": "0 3 * * * /x",
    "only a newline": "\n",
    "blank lines at the end": "0 3 * * * /x\n\n\n",
    "NUL and invalid UTF-8": "# \0 \xff\xfe\n0 3 * * * /x\n",
    "percent signs": "0 3 * * * date +\\%F%input%more\n",
    "a similar name": "# BEGIN openclaw-guardian\n1 * * * * /x\n",
    "a carriage return alone at the end": "0 3 * * * /x\r",
    "spaces": "   \n\t\n  0 3 * * *   /x   \n",
  };
  for (const [name, table] of Object.entries(tables)) {
    const installed = putBlock(table, LINE);
    assert.ok(installed.startsWith(table), name);
    assert.ok(hasBlock(installed), name);
    assert.equal(hasBlock(table), false, name);
    assert.equal(removeBlock(installed), table, name);
    assert.equal(putBlock(installed, LINE), installed, name);
  }
});

/** mulberry32: the same numbers on every run. */
function generator(seed: number): (below: number) => number {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const PIECES = [
  "* * * * *",
  " ",
  "\t",
  "\r",
  "\n",
  "\n",
  "\n",
  "\0",
  "\xff",
  "%",
  "\\",
  "#",
  "'",
  '"',
  "BEGIN openclaw-guard",
  "# END openclaw-guard.sh",
  "MAILTO=x",
  "@reboot",
  PROGRAM,
  "check",
  "é",
];

Deno.test("uninstall gives back every generated crontab byte for byte", () => {
  const random = generator(20261123);
  let withoutNewline = 0;
  for (let round = 0; round < 3000; round++) {
    let table = "";
    for (let n = random(40); n > 0; n--) {
      table += random(4) === 0
        ? String.fromCharCode(random(256))
        : PIECES[random(PIECES.length)];
    }
    if (/^\s*# (?:BEGIN|END) openclaw-guard(?:\s|$)/m.test(table)) continue;
    if (!table.endsWith("\n")) withoutNewline++;
    const installed = putBlock(table, LINE);
    assert.equal(removeBlock(installed), table, JSON.stringify(table));
    const moved = putBlock(installed, lineOf("/elsewhere/openclaw-guard"));
    assert.equal(removeBlock(moved), table, JSON.stringify(table));
    assert.equal(putBlock(moved, LINE), installed);
  }
  assert.ok(withoutNewline > 1000);
});

Deno.test("a block is replaced where it stands", () => {
  const old = BLOCK.replaceAll(PROGRAM, "/old/openclaw-guard");
  assert.equal(
    putBlock(`1 * * * * /a\n${old}2 * * * * /b\n`, LINE),
    `1 * * * * /a\n${BLOCK}2 * * * * /b\n`,
  );
});

Deno.test("a second block goes when one is put or removed", () => {
  const table = `${BLOCK}1 * * * * /a\n${BLOCK}2 * * * * /b`;
  assert.equal(removeBlock(table), "1 * * * * /a\n2 * * * * /b");
  assert.equal(
    putBlock(table, LINE),
    `${BLOCK}1 * * * * /a\n2 * * * * /b`,
  );
});

Deno.test("lines added behind the block are not joined to the line before", () => {
  const installed = putBlock("1 * * * * /a", LINE);
  assert.equal(
    removeBlock(installed + "2 * * * * /b\n"),
    "1 * * * * /a\n2 * * * * /b\n",
  );
});

Deno.test("markers with spaces or carriage returns are still the guard's", () => {
  const table = `1 * * * * /a\r\n${BLOCK.replaceAll("\n", "  \r\n")}`;
  assert.ok(hasBlock(table));
  assert.equal(removeBlock(table), "1 * * * * /a\r\n");
});

Deno.test("unbalanced markers are refused with the line that is wrong", () => {
  const cases: [string, RegExp][] = [
    [`${BLOCK_BEGIN}\n1 * * * * /a\n`, /line 1 .*not ended/],
    [`1 * * * * /a\n${BLOCK_END}\n`, /line 2 ends/],
    [`${BLOCK_BEGIN}\n${BLOCK}`, /line 2 begins .* line 1/],
    [`${BLOCK}${BLOCK_END}\n`, /line 5 ends/],
    [`${BLOCK}1 * * * * /a\n${BLOCK_BEGIN}`, /line 6 .*not ended/],
  ];
  for (const [table, message] of cases) {
    for (
      const edit of [
        hasBlock,
        removeBlock,
        (text: string) => putBlock(text, LINE),
      ]
    ) {
      assert.throws(() => edit(table), (error) => {
        assert.ok(error instanceof GuardError);
        assert.match(error.message, message);
        return true;
      });
    }
  }
});

Deno.test("path and variables are quoted for sh and for cron", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    for (
      const name of [
        "a b",
        "it's",
        "100%",
        "$HOME",
        'say "hi"',
        "日本",
        "a;b&c",
      ]
    ) {
      const path = `${folder}/${name}`;
      Deno.writeTextFileSync(
        path,
        "#!/bin/sh\necho ran $1 with $XDG_STATE_HOME\n",
      );
      Deno.chmodSync(path, 0o755);
      const command = lineOf(path, { XDG_STATE_HOME: path, OTHER: "1" });
      const block = putBlock("", command);
      assert.deepEqual(readGuardLines(block), [command, command]);
      const line = block.split("\n")[1] ?? "";
      const bytes = bytesFromLatin1(line.slice("* * * * * ".length));
      const text = new TextDecoder().decode(bytes);
      assert.ok(!/(^|[^\\])%/.test(text), text);
      // What cron gives to the shell (crontab(5)), but for the redirection.
      const shell = text.replaceAll("\\%", "%").replace(/>.*/, "");
      const { stdout } = await new Deno.Command("sh", { args: ["-c", shell] })
        .output();
      assert.equal(
        new TextDecoder().decode(stdout),
        `ran check with ${path}\n`,
        text,
      );
    }
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("a path that no crontab line can hold is refused", () => {
  for (const path of ["/a\nb", "/a\0b", "/a\\%b", "relative", ""]) {
    assert.throws(() => putBlock("", lineOf(path)), GuardError, path);
  }
  for (const value of ["/a\nb", "/a\0b", "/a\\%b"]) {
    const command = lineOf("/g", { XDG_STATE_HOME: value });
    assert.throws(() => putBlock("", command), GuardError, value);
  }
});

Deno.test("latin1 keeps every byte", () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
  assert.deepEqual(bytesFromLatin1(latin1FromBytes(bytes)), bytes);
  assert.equal(latin1FromBytes(Uint8Array.of(0x80, 0x9f)), "\x80\x9f");
});

Deno.test("a block begins at its marker, whatever follows that, ended or not", () => {
  const cases: [table: string, start: number][] = [
    ["", -1],
    ["1 * * * * /a\n", -1],
    [`1 * * * * /a\n${BLOCK}`, 13],
    ["# mine\n  # BEGIN openclaw-guard (of another version)\n", 7],
    ["# BEGIN openclaw-guard", 0],
    ["# BEGIN openclaw-guardian\n", -1],
    ["echo # BEGIN openclaw-guard\n", -1],
  ];
  for (const [table, start] of cases) {
    assert.equal(blockStart(table), start, table);
  }
});
