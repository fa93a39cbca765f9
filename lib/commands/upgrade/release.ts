/** Which release there is, what its files are called, and their checksums. */

import { GuardError, UsageError } from "../../base/errors.ts";
import { HOME_PAGE } from "../../base/program_name.ts";
import { say } from "../../base/say.ts";
import { receive, type Transfer, withoutPassword } from "./transfer.ts";
import { isVersion } from "../../base/version_order.ts";
import { sha256Hex } from "../../base/sha256.ts";

const NEWEST = "/releases/latest/download";

/** Where people name a mirror for good. */
export const BASE_URL_VARIABLE = "OPENCLAW_GUARD_BASE_URL";

/** Bytes of the largest SHA256SUMS; a real one has less than 1 KiB. */
const MAX_TEXT_BYTES = 64 * 1024;

/** A release that was found. */
export interface Release {
  /** Without a "v". */
  readonly version: string;
  /** Where its files lie, without a slash at the end. */
  readonly base: string;
  /** The same, for people. */
  readonly shown: string;
  /** Its SHA256SUMS. */
  readonly sums: string;
  /** What people know that list as. */
  readonly sumsName: string;
}

/** Where its changes are told. */
export function changesAddress(version: string): string {
  return `${HOME_PAGE}/blob/v${version}/CHANGELOG.md`;
}

/** The packed programs of a release, the best one first. */
export function assetNames(target: string, hasXz: boolean): string[] {
  const name = `openclaw-guard-${target}`;
  return hasXz ? [`${name}.xz`, `${name}.gz`] : [`${name}.gz`];
}

/**
 * A version as a person names it, "v1.2.3" or "1.2.3".
 *
 * @throws {UsageError} when it is none.
 */
export function wantedVersion(text: string): string {
  const version = text.replace(/^v/, "");
  if (isVersion(version)) return version;
  const shown = JSON.stringify(text);
  throw new UsageError(
    say`cannot upgrade: ${shown} is not a version such as v0.1.0`,
  );
}

/**
 * The folder or address of a release.
 *
 * @param given By the person; undefined, or a variable set to nothing: GitHub.
 * @throws {UsageError} when it is neither.
 */
export function releaseBase(given: string | undefined): string {
  const base = (given || `${HOME_PAGE}${NEWEST}`).replace(/\/+$/, "");
  if (/^(?:https?:\/\/[^/]|file:\/\/\/|\/)/i.test(base)) return base;
  throw new UsageError(
    say`cannot upgrade from ${
      JSON.stringify(given)
    }: it is no https://, http:// or file:// address and no absolute path`,
  );
}

/**
 * Looks what the newest release, or a certain one, is.
 *
 * @param base From {@linkcode releaseBase}. Addresses like GitHub's have a
 * place for each version; any other has one release only.
 * @param wanted A certain version, or null.
 * @throws {GuardError} when it cannot be told, or another release lies there.
 */
export async function findRelease(
  base: string,
  wanted: string | null,
  transfer: Transfer,
): Promise<Release> {
  const fixed = (version: string) =>
    base.endsWith(NEWEST)
      ? `${base.slice(0, -NEWEST.length)}/releases/download/v${version}`
      : base;
  const start = wanted === null ? base : fixed(wanted);
  const asked = withoutPassword(start);
  const text = await receiveText(`${start}/VERSION`, transfer);
  const version = text.trim();
  if (!isVersion(version)) {
    throw new GuardError(
      say`cannot upgrade: ${asked}/VERSION does not say a version`,
      say`Check --base-url, and whether the network asks for a login`,
    );
  }
  if (wanted !== null && version !== wanted) {
    throw new GuardError(
      say`cannot upgrade to ${wanted}: at ${asked} lies ${version}`,
      say`Check --version and --base-url`,
    );
  }
  // From here on a newer release may appear: its files are not mixed in.
  const place = fixed(version);
  const sums = await receiveText(`${place}/SHA256SUMS`, transfer);
  const shown = withoutPassword(place);
  const sumsName = `${shown}/SHA256SUMS`;
  await verify(
    new TextEncoder().encode(text),
    digestOf(sums, "VERSION", sumsName),
    "VERSION",
    sumsName,
  );
  return { version, base: place, shown, sums, sumsName };
}

async function receiveText(
  address: string,
  transfer: Transfer,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  await receive(address, transfer, (piece) => {
    size += piece.length;
    if (size > MAX_TEXT_BYTES) {
      throw new GuardError(
        say`cannot upgrade: ${
          withoutPassword(address)
        } is not what it should be: it has more than ${MAX_TEXT_BYTES} bytes`,
        say`Check --base-url, and whether the network asks for a login`,
      );
    }
    text += decoder.decode(piece, { stream: true });
  });
  return text + decoder.decode();
}

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
