/**
 * What keeps the house in order: which folder of lib may import which, no
 * circles, and who may touch the system.
 */

import assert from "node:assert/strict";

const ROOT = new URL("../", import.meta.url);

/** The folders of lib in the order of their imports, low to high. */
const FOLDERS = [
  "base",
  "sys",
  "text",
  "core",
  "store",
  "notify",
  "config",
  "settings",
  "probe",
  "act",
  "install",
  "guard",
  "cli",
  "commands",
];

/** What touches the system outside lib/sys and main.ts, and why it may. */
interface Permit {
  readonly why: string;
  /** Names after "Deno.". */
  readonly uses: RegExp;
  /** Files and, with a slash at the end, folders of lib. */
  readonly where: readonly string[];
}

const PERMITS: readonly Permit[] = [
  {
    why: "types and errors have names, and do nothing",
    uses:
      /^(?:errors|SeekMode|FileInfo|DirEntry|FsFile|Signal|Tcp\w+|HttpClient|ChildProcess)$/,
    where: [
      "act/",
      "commands/",
      "config/",
      "guard/",
      "install/",
      "probe/",
      "store/",
    ],
  },
  {
    why: "files are what it is for; tests give it a home folder of their own",
    uses:
      /^(?:open|(?:open|stat|lstat|realPath|readLink|readDir|readFile|readTextFile|writeTextFile|mkdir|rename|remove|copyFile|link|symlink|chmod|chown|makeTempDir)Sync)$/,
    where: [
      "store/",
      "config/",
      "install/",
      "commands/upgrade/",
      "commands/demo/",
      "commands/drill/port_holder.ts",
      "commands/maintenance/off.ts",
    ],
  },
  {
    why: "looks without reading what others may change; so do tests' own homes",
    uses: /^(?:stat|lstat|readDir|readLink)(?:Sync)?$/,
    where: [
      "act/evidence_sources.ts",
      "commands/completions/command.ts",
      "commands/doctor/",
      "commands/status/since.ts",
      "guard/fast/",
    ],
  },
  {
    why: "the kernel's tables, below Context.roots that tests replace",
    uses: /^(?:stat|realPath|readLink|readDir|readTextFile)Sync$/,
    where: ["act/evidence_sources.ts", "commands/doctor/disk.ts", "probe/"],
  },
  {
    why: "sockets: tests listen and answer on this machine themselves",
    uses: /^(?:connect|listen|serve|networkInterfaces|createHttpClient)$/,
    where: [
      "commands/demo/",
      "commands/drill/port_holder.ts",
      "probe/",
    ],
  },
  {
    why: "who it is itself, and no other process",
    uses: /^(?:pid|uid|version)$/,
    where: [
      "act/terminate.ts",
      "commands/doctor/other_watchdogs.ts",
      "commands/drill/command.ts",
      "commands/version.ts",
      "store/",
    ],
  },
  {
    why: "the stand-in and its supervisor are real processes",
    uses: /^(?:Command|args|build|execPath|ppid|\w+SignalListener)$/,
    where: ["commands/demo/"],
  },
  {
    why: "before there is a context, and for Deno itself, which reads it there",
    uses: /^env$/,
    where: ["program.ts", "commands/upgrade/command.ts"],
  },
];

/** Above all of them; it stands in no folder. */
const PROGRAM = ["main.ts", "lib/program.ts"];

/** `from "…"`, `import "…"` and `import("…")` of files of ours; types count, too. */
const IMPORT = /\b(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g;

/** Each file with what it imports. */
const IMPORTS: ReadonlyMap<string, readonly string[]> = new Map(
  ["main.ts", ...filesOf("lib")].map((path) => [path, importsOf(path)]),
);

function* filesOf(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(inRoot(folder))) {
    if (isDirectory) yield* filesOf(`${folder}/${name}`);
    else if (name.endsWith(".ts")) yield `${folder}/${name}`;
  }
}

function inRoot(path: string): URL {
  return new URL(path, ROOT);
}

/** Without its comments. */
function sourceOf(path: string): string {
  return Deno.readTextFileSync(inRoot(path))
    .replaceAll(/\/\*\*?\s[^]*?\*\/|^\s*\/\/.*$/gm, "");
}

function importsOf(path: string): string[] {
  return [...sourceOf(path).matchAll(IMPORT)].map(([, to = ""]) =>
    new URL(to, inRoot(path)).href.slice(ROOT.href.length)
  );
}

/** "core" of lib/core/judge.ts. */
function folderOf(path: string): string {
  return PROGRAM.includes(path) ? "" : path.split("/")[1] ?? "";
}

function rankOf(path: string): number {
  return PROGRAM.includes(path)
    ? FOLDERS.length
    : FOLDERS.indexOf(folderOf(path));
}

/** "FILE imports FILE" of all imports that a rule forbids. */
function forbidden(rule: (from: string, to: string) => boolean): string[] {
  return [...IMPORTS].flatMap(([from, all]) =>
    all.filter((to) => rule(from, to)).map((to) => `${from} imports ${to}`)
  );
}

Deno.test("the scanner sees imports of values, of types and those made when needed", () => {
  const seen = IMPORTS.get("lib/program.ts") ?? [];
  assert(seen.includes("lib/commands/table.ts"), "a value");
  assert(seen.includes("lib/guard/fast/check.ts"), "a type");
  assert(IMPORTS.get("main.ts")?.includes("lib/program.ts"), "when needed");
});

Deno.test("every file of lib stands in a folder of the order", () => {
  const strays = [...IMPORTS.keys()].filter((path) => rankOf(path) < 0);
  assert.deepEqual(strays, []);
});

Deno.test("every import leads to a file", () => {
  assert.deepEqual(forbidden((_, to) => !IMPORTS.has(to)), []);
});

Deno.test("no import runs upward in the order of the folders", () => {
  assert.deepEqual(forbidden((from, to) => rankOf(from) < rankOf(to)), []);
});

Deno.test("core imports nothing but base and core, no package either", () => {
  const packages = [...IMPORTS.keys()].filter((path) =>
    folderOf(path) === "core" && /\bfrom\s*"[^."]/.test(sourceOf(path))
  );
  assert.deepEqual(packages, []);
  assert.deepEqual(
    forbidden((from, to) =>
      folderOf(from) === "core" && !["base", "core"].includes(folderOf(to))
    ),
    [],
  );
});

Deno.test("no file imports itself by way of others, types included", () => {
  assert.deepEqual(circles(), []);
});

/** "A -> B -> A" of each circle that is met first. */
function circles(): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]) => {
    const start = way.indexOf(path);
    if (start >= 0) found.push([...way.slice(start), path].join(" -> "));
    if (start >= 0 || done.has(path)) return;
    for (const to of IMPORTS.get(path) ?? []) visit(to, [...way, path]);
    done.add(path);
  };
  for (const path of IMPORTS.keys()) visit(path, []);
  return found;
}

Deno.test("nothing touches the system outside sys and main.ts but what is listed here", () => {
  const used = new Set<string>();
  const found = [...IMPORTS.keys()].flatMap((path) => {
    if (path === "main.ts" || folderOf(path) === "sys") return [];
    const names = [...sourceOf(path).matchAll(/\bDeno\.(\w+)/g)]
      .map(([, name = ""]) => name);
    return [...new Set(names)].filter((name) => {
      const permits = permitsFor(path.slice("lib/".length), name);
      permits.forEach((permit) => used.add(permit));
      return permits.length === 0;
    }).map((name) => `${path}: Deno.${name}`);
  });
  assert.deepEqual(found, []);
  const listed = PERMITS.flatMap(({ why, where }) =>
    where.map((place) => `${place}: ${why}`)
  );
  assert.deepEqual(
    listed.filter((permit) => !used.has(permit)),
    [],
    "needless",
  );
});

/** "PLACE: WHY" of each that allows a file a name of Deno's. */
function permitsFor(path: string, name: string): string[] {
  return PERMITS.filter(({ uses }) => uses.test(name)).flatMap((
    { why, where },
  ) =>
    where.filter((place) =>
      place.endsWith("/") ? path.startsWith(place) : path === place
    ).map((place) => `${place}: ${why}`)
  );
}
