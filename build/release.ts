/**
 * `deno task release`: the files of a release in `dist/release`. With `--check
 * TAG` it only says whether that tag may be released, and what changed.
 */

import { parseArgs } from "node:util";
import { VERSION } from "../lib/base/version.ts";
import { compile } from "./compile.ts";
import { makeRelease } from "./release_files.ts";
import { changesOf, releaseProblems } from "./release_notes.ts";
import { BuildError } from "./run.ts";

/** Every release has a program for each; install.sh and `upgrade` know the names. */
export const TARGETS = [
  "x86_64-unknown-linux-gnu",
  "aarch64-unknown-linux-gnu",
] as const;
/** See {@linkcode TARGETS}. */
export type Target = typeof TARGETS[number];

/** What the command line asks for. */
export interface ReleaseOptions {
  /** Folder of the files; what was in it is removed. */
  readonly output: string;
  readonly targets: readonly Target[];
  /** Packs quickly and badly, for tests. */
  readonly fast: boolean;
  /** A tag to check, and nothing else is done; null: make the files. */
  readonly check: string | null;
}

/** @throws {BuildError} for arguments that mean nothing. */
export function releaseOptions(args: readonly string[]): ReleaseOptions {
  try {
    const { output, target, fast, check } = parseArgs({
      args: [...args],
      options: {
        output: { type: "string", default: "dist/release" },
        target: { type: "string", multiple: true, default: [...TARGETS] },
        fast: { type: "boolean", default: false },
        check: { type: "string" },
      },
    }).values;
    const targets = TARGETS.filter((known) => target.includes(known));
    if (
      output === "" || check === "" || targets.length < new Set(target).size
    ) {
      throw new TypeError("a value means nothing");
    }
    return { output, targets, fast, check: check ?? null };
  } catch (cause) {
    throw new BuildError(
      `cannot use ${
        JSON.stringify(args.join(" "))
      }; there are --output DIR, --target ${
        TARGETS.join(" or ")
      } (default: both), --fast and --check TAG`,
      64,
      { cause },
    );
  }
}

/** See the file's comment. */
export async function release(args: string[]): Promise<void> {
  const options = releaseOptions(args);
  if (options.check !== null) return check(options.check);
  for (const target of options.targets) await compile({ target });
  await makeRelease({
    version: VERSION,
    programs: options.targets.map((target) => ({
      target,
      path: `dist/openclaw-guard-${target}`,
    })),
    installer: Deno.readTextFileSync("install.sh"),
    output: options.output,
    fast: options.fast,
  });
  for (const { name } of Deno.readDirSync(options.output)) {
    console.error(`build: ${options.output}/${name}`);
  }
  const missing = TARGETS.filter((name) => !options.targets.includes(name));
  if (missing.length > 0) {
    console.error(
      `build: for tests only: a release also has ${missing.join(", ")}`,
    );
  }
}

function check(tag: string): void {
  const changelog = Deno.readTextFileSync("CHANGELOG.md");
  const problems = releaseProblems({
    tag,
    version: VERSION,
    denoJson: JSON.parse(Deno.readTextFileSync("deno.json")).version,
    changelog,
  });
  if (problems.length > 0) {
    throw new BuildError(`cannot release ${tag}: ${problems.join("; ")}`);
  }
  console.log(changesOf(changelog, VERSION));
}
