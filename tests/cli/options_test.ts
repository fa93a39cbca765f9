import assert from "node:assert/strict";
import { chooseWord, parseOptions } from "../../lib/cli/options.ts";
import {
  type CommandDescription,
  optionsOf,
} from "../../lib/cli/description.ts";
import { UsageError } from "../../lib/base/errors.ts";

const LOGS: CommandDescription = {
  name: "logs",
  group: "see",
  summary: ["", ""],
  usage: [],
  parts: [["no option: --text", ""], {
    "-n, --lines N": ["", ""],
    "-f, --follow": ["", ""],
    "--watch [SECONDS]": ["", ""],
    "  --profile NAME": ["", ""],
  }],
  inUsage: ["--json"],
  hidden: ["--port PORT"],
  examples: {},
  maxWords: 2,
};

Deno.test("the options of a command are those of its description", () => {
  assert.deepEqual(
    optionsOf(LOGS).map(({ names, value }) => [names.join(), value]),
    [
      ["-n,--lines", "N"],
      ["-f,--follow", null],
      ["--watch", "[SECONDS]"],
      ["--profile", "NAME"],
      ["--json", null],
    ],
  );
  const options = parseOptions(LOGS, ["--port", "1", "--watch", "--json"]);
  assert.equal(options.value("port"), "1");
  assert.ok(options.flag("watch") && options.flag("json"));
});

Deno.test("options are read in all the usual forms", () => {
  const cases: [
    string[],
    { words?: string[]; flags?: string[]; profile?: string; lines?: string },
  ][] = [
    [[], {}],
    [["--json"], { flags: ["json"] }],
    [["-f"], { flags: ["follow"] }],
    [["--profile", "work"], { profile: "work" }],
    [["--profile=work"], { profile: "work" }],
    [["-n", "20"], { lines: "20" }],
    [["-n20"], { lines: "20" }],
    [["on", "--json", "off"], { words: ["on", "off"], flags: ["json"] }],
    [["--", "--json"], { words: ["--json"] }],
    [["007"], { words: ["007"] }],
    [["-"], { words: ["-"] }],
    [["--profile", "007"], { profile: "007" }],
  ];
  for (const [args, expected] of cases) {
    const options = parseOptions(LOGS, args);
    assert.deepEqual({
      words: [...options.words],
      flags: ["json", "follow"].filter((name) => options.flag(name)),
      profile: options.value("profile"),
      lines: options.value("lines"),
    }, {
      words: expected.words ?? [],
      flags: expected.flags ?? [],
      profile: expected.profile,
      lines: expected.lines,
    }, args.join(" "));
  }
});

Deno.test("the profile is the named one or the default one, and its name is checked", () => {
  const of = (...args: string[]) => parseOptions(LOGS, args);
  assert.equal(of().namedProfile(), undefined);
  assert.equal(of().profile(), "default");
  assert.equal(of("--profile", "work").namedProfile(), "work");
  assert.equal(of("--profile=work").profile(), "work");
  assert.throws(() => of("--profile", "../x").profile(), UsageError);
});

Deno.test("an option may be given several times where its description says so", () => {
  const description = {
    ...LOGS,
    parts: [{ "--host HOST": ["", ""] as const }],
    repeated: ["host"],
  };
  const args = ["--host", "a", "--host=b"];
  assert.deepEqual(parseOptions(description, args).values("host"), ["a", "b"]);
  assert.deepEqual(parseOptions(description, []).values("host"), []);
  assert.throws(
    () => parseOptions(description, [...args, "--host="]),
    /--host needs a value/,
  );
});

Deno.test("what cannot be understood is an error that names it", () => {
  const cases: [string[], RegExp, string?][] = [
    [["--jsn"], /unknown option --jsn/, "Did you mean --json?"],
    [["--josn"], /unknown option --josn/, "Did you mean --json?"],
    [["--jsn=secret"], /unknown option --jsn(?!=)/, "Did you mean --json?"],
    [
      ["--profil", "work"],
      /unknown option --profil/,
      "Did you mean --profile?",
    ],
    [["-json"], /unknown option -json/, "Did you mean --json?"],
    [["--hlep"], /unknown option --hlep/, "Did you mean --help?"],
    [["--no-json"], /unknown option --no-json/],
    [["-x"], /unknown option -x/],
    [["--profile"], /--profile needs a value/],
    [["--profile="], /--profile needs a value/],
    [
      ["--profile", "a", "--profile", "b"],
      /--profile was given more than once/,
    ],
    [["--json=maybe"], /--json takes no value/],
    [["-f=no"], /--follow takes no value/],
    [["a", "b", "c"], /unexpected argument "c"/],
    [["a", "b", "--", "c"], /unexpected argument "c"/],
  ];
  for (const [args, message, hint] of cases) {
    assert.throws(
      () => parseOptions(LOGS, args),
      (error) =>
        error instanceof UsageError && message.test(error.message) &&
        error.hint === (hint ?? 'See "openclaw-guard help logs"'),
      args.join(" "),
    );
  }
});

Deno.test("a word of a few is taken, another is an error that names the nearest", () => {
  const maintenance = {
    name: "maintenance",
    words: { on: [], off: [], status: [] },
  };
  assert.equal(chooseWord(maintenance, "off"), "off");
  const cases: [string | undefined, string][] = [
    [
      "stauts",
      'cannot run "maintenance": "stauts" is none of on|off|status. Did you mean "openclaw-guard maintenance status"?',
    ],
    [
      "what",
      'cannot run "maintenance": "what" is none of on|off|status. See "openclaw-guard help maintenance"',
    ],
    [
      undefined,
      'cannot run "maintenance": say which one. Choose one of on|off|status',
    ],
  ];
  for (const [word, message] of cases) {
    assert.throws(
      () => chooseWord(maintenance, word),
      (error) => error instanceof UsageError && error.describe() === message,
    );
  }
});
