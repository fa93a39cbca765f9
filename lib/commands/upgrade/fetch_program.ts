/** Gets the program of a release: downloaded, verified, unpacked. */

import type { Context } from "../../sys/context.ts";
import { assetNames, digestOf, type Release, verify } from "./release.ts";
import { receive, type Transfer } from "./transfer.ts";
import { newFile } from "./work_folder.ts";
import { CommandNotFoundError, GuardError } from "../../base/errors.ts";
import { reasonOf } from "../../base/reason.ts";
import { say } from "../../base/say.ts";

/** What a caller learns while it lasts. */
export interface FetchWatcher {
  /** Bytes that are here. */
  progress(name: string, done: number, size: number | null): void;
  /** It is all here, and what it should be. */
  verified(name: string): void;
}

/**
 * See the file's comment.
 *
 * @param target As `TARGET` of sys/running_program.ts says it.
 * @param folder Where its files go.
 * @param mode Permission bits of the program.
 * @returns The path of the program, not tried yet.
 * @throws {GuardError} when any of that cannot be done; fails closed.
 */
export async function fetchProgram(
  context: Context,
  release: Release,
  target: string,
  folder: string,
  mode: number,
  transfer: Transfer,
  watcher: FetchWatcher,
): Promise<string> {
  const { base, sums, sumsName } = release;
  const names = assetNames(target, await hasXz(context));
  // An older release may lack the better one.
  const name = names.find((one) => digestOf(sums, one, sumsName) !== null) ??
    names[0] ?? "";
  const digest = digestOf(sums, name, sumsName);
  const packed = `${folder}/openclaw-guard.${name.slice(-2)}`;
  if (digest !== null) {
    const file = newFile(packed);
    using _held = file;
    let done = 0;
    await receive(`${base}/${name}`, transfer, (piece, { size }) => {
      file.write(piece);
      done += piece.length;
      watcher.progress(name, done, size);
    });
  }
  const bytes = digest === null ? new Uint8Array() : Deno.readFileSync(packed);
  await verify(bytes, digest, name, sumsName);
  watcher.verified(name);
  return await unpack(context, packed, mode);
}

/** For 90 MB on a slow machine, ms. */
const UNPACK_TIMEOUT_MS = 5 * 60_000;

/** Whether xz(1) is installed: Deno itself can only unpack gzip. */
async function hasXz(context: Context): Promise<boolean> {
  try {
    await context.run("xz", ["--help"], { timeoutMs: 5000 });
    return true;
  } catch (error) {
    if (error instanceof CommandNotFoundError) return false;
    throw error;
  }
}

/**
 * Unpacks a file: in its place comes one without `.xz` or `.gz`, to be run by
 * those who could run the old one.
 *
 * @param mode Permission bits of the program.
 * @returns Its path.
 * @throws {GuardError} when it cannot be unpacked or written.
 */
async function unpack(
  context: Context,
  packed: string,
  mode: number,
): Promise<string> {
  const path = packed.replace(/\.(?:xz|gz)$/, "");
  try {
    if (packed.endsWith(".xz")) await unpackXz(context, packed);
    else await unpackGzip(packed, path);
  } catch (error) {
    if (error instanceof GuardError) throw error;
    throw new GuardError(
      say`cannot upgrade: cannot unpack ${packed}: ${reasonOf(error)}`,
      say`Check the free space`,
      { cause: error },
    );
  }
  const file = Deno.openSync(path, { read: true, write: true });
  using _held = file;
  file.syncDataSync();
  Deno.chmodSync(path, mode);
  Deno.removeSync(packed); // it need not lie there if we are killed
  return path;
}

async function unpackXz(context: Context, packed: string): Promise<void> {
  const result = await context.run("xz", ["-d", "-k", packed], {
    timeoutMs: UNPACK_TIMEOUT_MS,
    env: { LC_ALL: "C" },
  });
  if (result.code === 0 && !result.timedOut) return;
  throw new Error(result.stderr.trim() || say`exit code ${result.code}`);
}

async function unpackGzip(packed: string, path: string): Promise<void> {
  const file = newFile(path);
  using _held = file;
  const source = await Deno.open(packed);
  const pieces = source.readable.pipeThrough(new DecompressionStream("gzip"));
  for await (const piece of pieces) file.write(piece);
}
