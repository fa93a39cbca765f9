/** Gets the program of a release: downloaded, verified, unpacked. */

import type { Context } from "../../sys/context.ts";
import { assetNames, digestOf, type Release, verify } from "./release.ts";
import { receive, type Transfer } from "./transfer.ts";
import { newFile } from "./work_folder.ts";
import { CommandNotFoundError, GuardError } from "../../base/errors.ts";
import { reasonOf } from "../../base/reason.ts";
import { say } from "../../base/say.ts";
import { formatBytes } from "../../cli/format.ts";
import type { Progress } from "../../cli/progress.ts";
import { t } from "../../text/speech.ts";
import type { UpgradeRun } from "./report.ts";

/**
 * See the file's comment.
 *
 * @param folder Where its files go.
 * @param mode Permission bits of the program.
 * @param progress Shows how far it is.
 * @returns The path of the program, not tried yet.
 * @throws {GuardError} when any of that cannot be done; fails closed.
 */
export async function fetchProgram(
  { context, parts, json }: UpgradeRun,
  { base, sums, sumsName }: Release,
  folder: string,
  mode: number,
  transfer: Transfer,
  progress: Progress,
): Promise<string> {
  const names = assetNames(parts.target, await hasXz(context));
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
      progress.reword(
        size === null
          ? say`downloading ${name}: ${formatBytes(done)}`
          : say`downloading ${name}: ${formatBytes(done)} of ${
            formatBytes(size)
          }, ${Math.floor(done / Math.max(size, 1) * 100)} %`,
      );
    });
  }
  const bytes = digest === null ? new Uint8Array() : Deno.readFileSync(packed);
  await verify(bytes, digest, name, sumsName);
  if (!json) {
    progress.beside(context).terminal.out(t`downloaded and verified ${name}`);
  }
  progress.step(say`unpacking and trying it`);
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
