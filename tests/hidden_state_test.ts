/**
 * Nothing in lib reads the time, chance or the screen past the context, which
 * tests replace, and nothing is remembered beside it. The exceptions are here,
 * each with its reason.
 */

import assert from "node:assert/strict";

const ROOT = new URL("../lib/", import.meta.url);

interface Rule {
  readonly what: string;
  /** In the source without its comments. */
  readonly uses: RegExp;
  /** Files that may, and why. */
  readonly may: Readonly<Record<string, string>>;
}

const EDGE = "it is what the context of the real process is made of";
const CONTEXT = "it makes the context of the real process";

const RULES: readonly Rule[] = [
  {
    what: "the time",
    uses: /\bperformance\.now\b|\bDate\.now\b|\bnew Date(?:\(\)|\b(?!\())/,
    may: { "sys/clock.ts": EDGE },
  },
  {
    what: "chance",
    uses: /\bMath\.random\b|\bgetRandomValues\b/,
    may: { "sys/context.ts": CONTEXT },
  },
  {
    what: "the screen",
    uses:
      /\bconsole\.|\b(?:alert|confirm|prompt)\(|\bDeno\.std(?:in|out|err)\b/,
    may: { "sys/terminal.ts": EDGE },
  },
  {
    what: "an edge of the context that the caller was not given",
    uses: /\bsystem(?:Clock|Screen|Terminal|Surroundings|Context)\(/,
    may: {
      "sys/clock.ts": EDGE,
      "sys/context.ts": CONTEXT,
      "sys/screen.ts": EDGE,
      "sys/surroundings.ts": EDGE,
      "sys/terminal.ts": EDGE,
      "guard/fast/check.ts": "the quiet check has a small context of its own",
      "program.ts": "it hands the context out, or says why there is none",
    },
  },
  {
    what: "something that is remembered in a module",
    uses:
      /^(?:export )?(?:(?:let|var) |const \w+(?:: (?!readonly|Readonly)[^=\n]*)? = (?:new (?:Map|Set|WeakMap|WeakSet|Array)(?:<[^()]*>)?\(\)|\[\]|\{\});)/m,
    may: {
      "base/mask_known.ts": "a cache: what is made of a list never changes",
      "base/say.ts": "a cache: pure values, each under the text it makes",
      "text/speech.ts": "the language sentences are said in; see there",
    },
  },
];

function* sources(folder: URL): Generator<URL> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* sources(new URL(`${name}/`, folder));
    else if (name.endsWith(".ts")) yield new URL(name, folder);
  }
}

/** The sources by path, without comments. */
const SOURCES: ReadonlyMap<string, string> = new Map(
  [...sources(ROOT)].map((url) => [
    url.href.slice(ROOT.href.length),
    Deno.readTextFileSync(url)
      .replaceAll(/\/\*\*?\s[^]*?\*\/|^\s*\/\/.*$/gm, ""),
  ]),
);

for (const { what, uses, may } of RULES) {
  Deno.test(`only files that are listed with a reason have ${what}`, () => {
    const found = [...SOURCES].filter(([, text]) => uses.test(text))
      .map(([path]) => path);
    assert.deepEqual(found.toSorted(), Object.keys(may).toSorted());
  });
}
