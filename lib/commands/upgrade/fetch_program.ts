/** Gets the program of a release: downloaded, verified, unpacked. */

import type { Context } from "../../sys/context.ts";
import { digestOf, verify } from "./checksums.ts";
import { assetNames, type Release } from "./release.ts";
import { type Incoming, receive, type Transfer } from "./transfer.ts";
import { hasXz, unpack } from "./unpack.ts";
import { newFile } from "./work_folder.ts";

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
    await download(
      `${base}/${name}`,
      packed,
      transfer,
      (done, size) => watcher.progress(name, done, size),
    );
  }
  const bytes = digest === null ? new Uint8Array() : Deno.readFileSync(packed);
  await verify(bytes, digest, name, sumsName);
  watcher.verified(name);
  return await unpack(context, packed, mode);
}

async function download(
  address: string,
  path: string,
  transfer: Transfer,
  progress: (done: number, size: number | null) => void,
): Promise<void> {
  const file = newFile(path);
  using _held = file;
  let done = 0;
  await receive(address, transfer, (piece, { size }: Incoming) => {
    file.write(piece);
    done += piece.length;
    progress(done, size);
  });
}
