/** Command lines are seen by others, and kept by shells. */

import { UsageError } from "../../base/errors.ts";
import { MASK, maskSecrets } from "../../base/mask.ts";
import { say } from "../../base/say.ts";
import { isChannelName } from "../../settings/channels.ts";

/**
 * Refuses an argument that is an address or looks like a key, before anything
 * repeats it.
 *
 * @throws {UsageError} without it.
 */
export function refuseSecrets(args: readonly string[]): void {
  if (!args.some(isSecret)) return;
  throw new UsageError(
    say`cannot take an address or a key from the command line: other users can see it there, and the shell remembers it`,
    say`Run "openclaw-guard notify add" and paste it when you are asked, or send it to its standard input`,
  );
}

function isSecret(argument: string): boolean {
  // "--token=…" of who guesses; the value alone is judged.
  const value = argument.replace(/^--?[a-z-]+=?/, "");
  if (value === "" || /^[a-z]+$/.test(value)) return false;
  return value.includes("://") || /^\d{3,}:/.test(value) ||
    maskSecrets(value).includes(MASK) ||
    (isChannelName(value) && looksRandom(value)) || value.length > 32;
}

/** Keys of ServerChan, Bark, Gotify …: letters of both kinds and digits, mixed. */
function looksRandom(word: string): boolean {
  return word.length >= 12 && /[a-z]/.test(word) && /[A-Z]/.test(word) &&
    word.replaceAll(/\D/g, "").length >= 2;
}
