/** `deno task compile`: one executable, `dist/openclaw-guard`. */

import { type BaseExecutable, findBaseExecutable } from "./base_executable.ts";
import { bundle } from "./bundle.ts";
import { fingerprint } from "./fingerprint.ts";
import { BuildError, run } from "./run.ts";

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

/**
 * For a program that lives for 30 ms, of which V8 needs no help to run fast.
 * Each was measured on a healthy tick of 36 ms (tests/bench/tick.ts).
 */
const V8_FLAGS = [
  // The first error that is thrown, of a file that is not there, costs 0.3
  // instead of 0.9 ms: else the throwing function is parsed once more.
  "--no-enable-lazy-source-positions",
  // No protection of compiled code against other code in the same process,
  // and no threads that compile and collect garbage in the background: 1 ms.
  "--no-memory-protection-keys",
  "--single-threaded",
];

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
  Deno.mkdirSync("dist", { recursive: true });
  // Renamed into place, so that a running program is not written into.
  const temporary = `${output}.tmp-${Deno.pid}`;
  await build("main.ts", temporary, target, base, V8_FLAGS);
  Deno.renameSync(temporary, output);
  Deno.writeTextFileSync(stamp, inputs);
  const megabytes = (Deno.statSync(output).size / 1e6).toFixed(1);
  console.error(`build: ${output}, ${megabytes} MB`);
  if (base.note !== "") console.error(`build: ${base.note}`);
}

/**
 * Compiles another program, for comparisons.
 *
 * @param entry Absolute path of a module named `main.ts`.
 * @param output Absolute path of the executable.
 * @param how "as-guard": exactly as the guard is. "plain": without its V8
 * flags, as `deno compile` does it for everybody.
 */
export async function compileOther(
  entry: string,
  output: string,
  how: "as-guard" | "plain",
): Promise<void> {
  const target = Deno.build.target;
  const base = await findBaseExecutable(target);
  await build(entry, output, target, base, how === "plain" ? [] : V8_FLAGS);
}

async function build(
  entry: string,
  output: string,
  target: string,
  base: BaseExecutable,
  v8Flags: readonly string[],
): Promise<void> {
  const folder = Deno.makeTempDirSync({ prefix: "openclaw-guard-build-" });
  try {
    await bundle(entry, `${folder}/bundle`);
    await link(folder, target, base, v8Flags);
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
  v8Flags: readonly string[],
): Promise<void> {
  // The program carries the times of its files: without them the same source
  // always makes the same program.
  const files = [...Deno.readDirSync(`${folder}/bundle`)]
    .map(({ name }) => `bundle/${name}`).sort();
  for (const file of files) Deno.utimeSync(`${folder}/${file}`, 0, 0);
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
    ...(v8Flags.length === 0 ? [] : [`--v8-flags=${v8Flags.join(",")}`]),
    // Modules are found by themselves.
    ...files.filter((file) => !file.endsWith(".js"))
      .map((file) => `--include=${file}`),
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
