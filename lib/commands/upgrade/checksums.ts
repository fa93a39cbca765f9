/** SHA256SUMS, and files against it. */

import { sha256Hex } from "../../base/sha256.ts";
import { GuardError } from "../../base/errors.ts";
import { say } from "../../base/say.ts";

/**
 * The digest of a file, in lower-case hexadecimal; null when the list does not
 * name it.
 *
 * @param sums Text as sha256sum(1) writes it.
 * @param origin Where the list is from, for the error.
 * @throws {GuardError} when what it says is no digest, or it says two things.
 */
export function digestOf(
  sums: string,
  name: string,
  origin: string,
): string | null {
  const found = sums.split(/\r?\n/)
    .map((line) => /^(\S*) [ *](.*)$/.exec(line))
    .filter((match) => match?.[2] === name)
    .map((match) => (match?.[1] ?? "").toLowerCase());
  const [digest = null] = found;
  if (digest === null) return null;
  if (found.length > 1 || !/^[0-9a-f]{64}$/.test(digest)) {
    throw new GuardError(
      say`cannot upgrade: ${origin} is broken for ${name}`,
      say`Do not use this release; report it`,
    );
  }
  return digest;
}

/**
 * Compares bytes with what the list says.
 *
 * @param expected From {@linkcode digestOf}.
 * @throws {GuardError} when they are not the same.
 */
export async function verify(
  bytes: Uint8Array<ArrayBuffer>,
  expected: string | null,
  name: string,
  origin: string,
): Promise<void> {
  if (expected === null) {
    throw new GuardError(
      say`cannot upgrade: ${origin} has no line for ${name}`,
      say`Do not use this release; report it`,
    );
  }
  const actual = await sha256Hex(bytes);
  if (actual === expected) return;
  throw new GuardError(
    say`cannot upgrade: the checksum of ${name} is ${actual}, not ${expected} as ${origin} says`,
    say`Try again; if it stays, do not use this download`,
  );
}
