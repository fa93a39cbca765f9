/** From a packed, verified program to one that can be started. */

import { CommandNotFoundError, GuardError } from "../../base/errors.ts";
import type { Context } from "../../sys/context.ts";
import { reasonOf } from "../../base/reason.ts";
import { say } from "../../base/say.ts";
import { newFile } from "./work_folder.ts";

/** For 90 MB on a slow machine, ms. */
const UNPACK_TIMEOUT_MS = 5 * 60_000;

/** Whether xz(1) is installed: Deno itself can only unpack gzip. */
export async function hasXz(context: Context): Promise<boolean> {
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
export async function unpack(
  context: Context,
  packed: string,
  mode: number,
): Promise<string> {
  const path = packed.replace(/\.(?:xz|gz)$/, "");
  if (packed.endsWith(".xz")) await unpackXz(context, packed);
  else await unpackGzip(packed, path);
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
  const said = new Error(
    result.stderr.trim() || say`exit code ${result.code}`,
  );
  throw cannotUnpack(packed, reasonOf(said), said);
}

async function unpackGzip(packed: string, path: string): Promise<void> {
  const file = newFile(path);
  using _held = file;
  const source = await Deno.open(packed);
  try {
    const pieces = source.readable.pipeThrough(
      new DecompressionStream("gzip"),
    );
    for await (const piece of pieces) file.write(piece);
  } catch (error) {
    if (error instanceof GuardError) throw error;
    throw cannotUnpack(packed, reasonOf(error), error);
  }
}

function cannotUnpack(
  packed: string,
  why: string,
  cause: unknown,
): GuardError {
  return new GuardError(
    say`cannot upgrade: cannot unpack ${packed}: ${why}`,
    say`Check the free space`,
    { cause },
  );
}
