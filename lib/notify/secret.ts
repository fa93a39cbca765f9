/** Reads the secrets that the settings name. None of them is ever in an error. */

import { GuardError, messageOf } from "../base/errors.ts";
import { say } from "../base/say.ts";
import { shellWord } from "../base/shell_word.ts";
import { openPlainFile, readPlainFile } from "../sys/plain_file.ts";
import type { Surroundings } from "../sys/surroundings.ts";
import type { SecretSource } from "./notify_settings.ts";

/** A secret cannot be had. */
export class SecretError extends GuardError {
  override readonly name = "SecretError";
}

/** Bytes of the largest file with a secret; the longest known token has 2 KiB. */
const MAX_SECRET_BYTES = 16 * 1024;

/**
 * Reads a secret. One newline at its end is not part of it.
 *
 * @throws {SecretError} when it is not there, is empty or more than one line,
 * or when another user could have put it there.
 */
export function readSecret(
  surroundings: Surroundings,
  source: SecretSource,
): string {
  const value = written(surroundings, source).replace(/\r?\n$/, "");
  const place = secretPlace(source);
  if (value === "") throw new SecretError(say`${place} is empty`);
  if (/\p{Cc}/u.test(value)) {
    throw new SecretError(
      say`${place} has control characters or more than one line`,
      say`A secret is one line of text`,
    );
  }
  return value;
}

/** Where a secret is, for people. */
export function secretPlace(source: SecretSource): string {
  switch (source.kind) {
    case "inline":
      return say`the value in the settings file`;
    case "file":
      return say`the file ${source.path}`;
    case "env":
      return say`the environment variable ${source.name}`;
    case "credential":
      return say`the systemd credential ${source.name}`;
  }
}

function written(surroundings: Surroundings, source: SecretSource): string {
  switch (source.kind) {
    case "inline":
      return source.value;
    case "file":
      return readFile(surroundings, source.path);
    case "env": {
      const value = surroundings.env(source.name);
      if (value !== undefined) return value;
      throw new SecretError(
        say`the environment variable ${source.name} is not set`,
        say`cron starts the guard with few variables: a file for the secret works everywhere`,
      );
    }
    case "credential": {
      const folder = surroundings.env("CREDENTIALS_DIRECTORY");
      if (folder?.startsWith("/")) {
        return readFile(surroundings, `${folder}/${source.name}`);
      }
      throw new SecretError(
        say`the systemd credential ${source.name} is not there: CREDENTIALS_DIRECTORY is not set`,
        say`Only a unit that loads the credential has it; under cron use a file`,
      );
    }
  }
}

function readFile(surroundings: Surroundings, path: string): string {
  let bytes: Uint8Array | null;
  try {
    refuseForeign(surroundings, path);
    bytes = readPlainFile(path, MAX_SECRET_BYTES);
  } catch (error) {
    if (error instanceof SecretError) throw error;
    throw new SecretError(
      say`cannot read the file ${path}: ${messageOf(error)}`,
      say`It must be a file that you can read`,
      { cause: error },
    );
  }
  if (bytes === null) {
    throw new SecretError(
      say`the file ${path} does not exist`,
      say`Write the address or the key into it`,
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // The decoder's own error is no cause to be shown beside a secret.
    throw new SecretError(say`the file ${path} is no UTF-8 text`);
  }
}

/** Who can write there decides to whom the guard talks. */
function refuseForeign({ uid }: Surroundings, path: string): void {
  using file = openPlainFile(path);
  if (file === null) return;
  const info = file.statSync();
  if (info.uid !== uid && info.uid !== 0) {
    throw new SecretError(
      say`the file ${path} belongs to user ${String(info.uid)}`,
      say`Run "sudo chown ${uid} ${shellWord(path)}"`,
    );
  }
  if (((info.mode ?? 0) & 0o002) !== 0) {
    throw new SecretError(
      say`every user may write to the file ${path}`,
      say`Run "chmod 600 ${shellWord(path)}"`,
    );
  }
}
