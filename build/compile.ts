/** `deno task compile`: one executable, `dist/openclaw-guard`. */

import { type BaseExecutable, findBaseExecutable } from "./base_executable.ts";
import { fingerprint } from "./fingerprint.ts";
import { registryFlags } from "./registry.ts";
import { BuildError, deno, ROOT, run } from "./run.ts";

/** What to compile for. */
export interface CompileOptions {
  /** A target of `deno compile --target`; default: this machine. */
  readonly target?: string;
}

/**
 * All permissions: Deno lets only a program that has every one read /proc, so
 * a single --deny-* would blind the guard (measured with 2.6.8).
 */
const PERMISSIONS = ["--allow-all", "--no-prompt"];

/** @throws {BuildError} for arguments that mean nothing. */
export function compileOptions(args: readonly string[]): CompileOptions {
  if (args.length === 0) return {};
  const target = args.join(" ").match(/^--target[= ]([a-z0-9_-]+)$/)?.[1];
  if (target === undefined) {
    throw new BuildError(
      `cannot use ${
        JSON.stringify(args.join(" "))
      }; "--target NAME" is all there is`,
      64,
    );
  }
  return { target };
}

/** Makes the executable, unless the one that is there was made from the same inputs. */
export async function compile(options: CompileOptions): Promise<void> {
  const target = options.target ?? Deno.build.target;
  const output = options.target === undefined
    ? "dist/openclaw-guard"
    : `dist/openclaw-guard-${target}`;
  const stamp = `${output}.inputs`;
  const inputs = await fingerprint(target);
  if (exists(output) && exists(stamp)) {
    if (Deno.readTextFileSync(stamp) === inputs) {
      console.error(`build: ${output} is current`);
      return;
    }
    Deno.removeSync(stamp); // until the new one is in place
  }
  const base = await findBaseExecutable(target);
  const folder = Deno.makeTempDirSync({ prefix: "openclaw-guard-build-" });
  try {
    await bundle("main.ts", `${folder}/bundle`);
    await link(folder, target, base);
    Deno.mkdirSync("dist", { recursive: true });
    // Renamed into place, so that a running program is not written into.
    const temporary = `${output}.tmp-${Deno.pid}`;
    Deno.copyFileSync(`${folder}/program`, temporary);
    Deno.renameSync(temporary, output);
    Deno.writeTextFileSync(stamp, inputs);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
  const megabytes = (Deno.statSync(output).size / 1e6).toFixed(1);
  console.error(`build: ${output}, ${megabytes} MB`);
  if (base.note !== "") console.error(`build: ${base.note}`);
}

/** What `main.ts` imports when it needs the whole program. */
const PROGRAM = "./lib/cli/program.ts";

/**
 * All modules in few files without what is not used: loading the modules of
 * `zod` one by one would cost 17 ms at every start.
 *
 * The entry is bundled apart from the program it imports when needed. What
 * both use is in both, so that the healthy tick loads one module, not one and
 * sixteen others that it shares with the commands.
 */
async function bundle(entry: string, folder: string): Promise<void> {
  await minify(entry, folder, [`--external=${PROGRAM}`]);
  const main = `${folder}/main.js`;
  const text = Deno.readTextFileSync(main);
  if (!text.includes(`import("${PROGRAM}")`)) return; // a program of another kind
  Deno.writeTextFileSync(main, text.replace(PROGRAM, "./program.js"));
  // Each command is a file of its own, which costs nothing until it is used.
  await minify(ROOT + PROGRAM.slice(1), folder, ["--code-splitting"]);
  await packCatalog(folder);
}

/**
 * Compresses the translations, a quarter of all code, to a third. The module
 * keeps its name and its export; only who reads Chinese ever loads it.
 */
async function packCatalog(folder: string): Promise<void> {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => /^catalog-\w+\.js$/.test(name));
  const [name] = names;
  if (name === undefined || names.length > 1) {
    throw new Error(`one catalog was expected, not ${names.length}`);
  }
  const path = `${folder}/${name}`;
  const { CATALOG } = await import(`file://${path}`);
  const packed = new Response(JSON.stringify(CATALOG)).body!
    .pipeThrough(new CompressionStream("gzip"));
  const text = (await new Response(packed).bytes()).toBase64();
  Deno.writeTextFileSync(
    path,
    `export const CATALOG=await new Response(new Response(Uint8Array.fromBase64("${text}"))` +
      `.body.pipeThrough(new DecompressionStream("gzip"))).json();`,
  );
}

/** Bundles a module with what it imports into a folder. */
async function minify(
  entry: string,
  folder: string,
  options: readonly string[],
): Promise<void> {
  const flags = ["bundle", "--quiet", ...await registryFlags(), ...options];
  const [small, plain] = [`${folder}-small`, `${folder}-plain`];
  await deno([...flags, "--minify", `--outdir=${small}`, entry]);
  await deno([...flags, `--outdir=${plain}`, entry]);
  const [kept, written] = [countUsing(small), countUsing(plain)];
  if (kept !== written) {
    throw new Error(
      `the minifier dropped ${written - kept} of ${written} ` +
        '"using" declarations, so locks or files stay open; it does that to a ' +
        "variable mentioned once: declare it with const, add `using _held = it`",
    );
  }
  Deno.mkdirSync(folder, { recursive: true });
  for (const { name } of Deno.readDirSync(small)) {
    Deno.renameSync(`${small}/${name}`, `${folder}/${name}`);
  }
  Deno.removeSync(small, { recursive: true });
  Deno.removeSync(plain, { recursive: true });
}

/** How many `using` declarations a bundle has. */
function countUsing(folder: string): number {
  return [...Deno.readDirSync(folder)]
    .map(({ name }) => Deno.readTextFileSync(`${folder}/${name}`))
    .reduce(
      (sum, text) => sum + [...text.matchAll(/\busing [\w$]+ ?=/g)].length,
      0,
    );
}

/**
 * Compiles another program exactly as the guard is, for comparisons.
 *
 * @param entry Absolute path of a module named `main.ts`.
 * @param output Absolute path of the executable.
 */
export async function compileLike(
  entry: string,
  output: string,
): Promise<void> {
  const target = Deno.build.target;
  const base = await findBaseExecutable(target);
  const folder = Deno.makeTempDirSync({ prefix: "openclaw-guard-build-" });
  try {
    await bundle(entry, `${folder}/bundle`);
    await link(folder, target, base);
    Deno.copyFileSync(`${folder}/program`, output);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** Joins base executable and bundle in a folder where nothing else is picked up. */
async function link(
  folder: string,
  target: string,
  base: BaseExecutable,
): Promise<void> {
  // The program carries the times of its files: without them the same source
  // always makes the same program.
  for (const { name } of Deno.readDirSync(`${folder}/bundle`)) {
    Deno.utimeSync(`${folder}/bundle/${name}`, 0, 0);
  }
  const [program = Deno.execPath(), ...first] = base.compiler;
  await run(program, [
    ...first,
    "compile",
    "--quiet",
    "--no-config",
    "--no-lock",
    "--no-npm",
    "--no-remote",
    "--no-check",
    // Or each start would read compiled code from a predictable name in /tmp,
    // where anyone may have put it.
    "--no-code-cache",
    ...PERMISSIONS,
    `--target=${target}`,
    "--output=program",
    "bundle/main.js",
  ], {
    cwd: folder,
    env: {
      DENO_NO_PACKAGE_JSON: "1",
      ...(base.path === undefined ? {} : { DENORT_BIN: base.path }),
    },
  });
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
