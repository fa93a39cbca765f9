/** The user's crontab as crontab(1) shows it. */

import { GuardError } from "../../base/errors.ts";
import type { RunResult } from "../../sys/command.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";

/** A crontab this long was cut off by our own limit: never write it back. */
const MAX_BYTES = 8 << 20;
/**
 * How the crontab(1) of vixie cron and cronie, of the BSDs, and of BusyBox say
 * that the user has none yet. All of them exit with 1, as they do for "not
 * allowed" and for a broken spool; systemd-cron's exits with 2.
 */
const NO_CRONTAB =
  /^(?:(?:crontab: )?no crontab for \S+|crontab: can't open '[^'\/]+': No such file or directory)$/;

/** Runs crontab(1). */
export function crontab(
  context: Context,
  args: string[],
  whole = false,
): Promise<RunResult> {
  return context.run("crontab", args, {
    encoding: "latin1",
    maxBytes: MAX_BYTES,
    timeoutMs: 20_000,
    // Debian's cron shows its own header lines when CRONTAB_NOHEADER is N.
    env: {
      LC_ALL: "C",
      LANGUAGE: "",
      CRONTAB_NOHEADER: whole ? "N" : "Y",
    },
  });
}

/** Why it did not do what it was asked. */
export function whyFailed(result: RunResult): string {
  if (result.timedOut) return say`it did not end within 20 s`;
  const said = result.stderr.trim() || result.stdout.trim().slice(0, 200);
  return said.replaceAll(/\s*\n\s*/g, "; ") || say`exit code ${result.code}`;
}

/**
 * The user's crontab, one character per byte; "" when there is none.
 *
 * @throws {GuardError} when that cannot be told for sure.
 */
export function readCrontab(context: Context): Promise<string> {
  return listed(context, false);
}

/** The same with Debian's own header lines, if it wrote any. */
export function readWholeCrontab(context: Context): Promise<string> {
  return listed(context, true);
}

async function listed(context: Context, whole: boolean): Promise<string> {
  const result = await crontab(context, ["-l"], whole);
  if (result.timedOut || result.stdout.length >= MAX_BYTES) {
    const why = result.timedOut
      ? whyFailed(result)
      : say`it is over 8 MiB long`;
    throw new GuardError(say`cannot read your crontab: ${why}`);
  }
  if (result.code === 0) return result.stdout;
  const none = (result.code === 1 || result.code === 2) &&
    result.stdout === "" &&
    NO_CRONTAB.test(result.stderr.trim());
  if (none) return "";
  throw new GuardError(
    say`cannot read your crontab: "crontab -l": ${whyFailed(result)}`,
    say`Make "crontab -l" work, then try again`,
  );
}

/** See {@linkcode readCrontab}; null when that cannot be told. */
export async function tableOrNull(context: Context): Promise<string | null> {
  try {
    return await readCrontab(context);
  } catch (error) {
    if (error instanceof GuardError) return null;
    throw error;
  }
}
