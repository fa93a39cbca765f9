/** What `install` wrote down: which profiles are watched, by which program. */

import * as z from "zod/mini";
import { GuardError } from "../base/errors.ts";
import { checkProfileName, DEFAULT_PROFILE } from "../base/profile.ts";
import { ensurePrivateDir, writeFileAtomic } from "../store/atomic.ts";
import { MAX_RECEIPT_BYTES, receiptPath, stateRoot } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { isServiceName, SCOPES } from "../base/gateway_unit.ts";
import { LANGUAGES } from "../base/language.ts";
import { reasonOf } from "../base/reason.ts";
import { say } from "../base/say.ts";
import { SCHEDULERS } from "./scheduler.ts";

const RECEIPT = z.object({
  schema: z.literal(1),
  /** Profiles every tick checks, in the order they were added; at least one. */
  profiles: z.readonly(z.array(z.string()).check(z.minLength(1))),
  /** Absolute path of the program that is started. */
  program: z.string(),
  version: z.string(),
  /** RFC 3339 time of the first installation. */
  installedAt: z.string(),
  /** Of the person who installed it: cron has no LANG. */
  language: z.optional(z.enum(LANGUAGES)),
  /** What starts the program; receipts without it are of versions that knew only cron. */
  scheduler: z.optional(z.enum(SCHEDULERS)),
  /** By profile, of those whose unit is not the one that OpenClaw installs. */
  gateways: z.optional(z.record(
    z.string(),
    z.object({
      scope: z.enum(SCOPES),
      unit: z.string().check(z.refine(isServiceName)),
      /** Whom it runs as, by name: the guard's own user. */
      user: z.string(),
    }),
  )),
});

/** The content of install.json. */
export type Receipt = Readonly<z.infer<typeof RECEIPT>>;

/**
 * Reads install.json; null when the guard is not installed.
 *
 * @throws {GuardError} naming the file when it cannot be read or understood.
 */
export function readReceipt(context: Context): Receipt | null {
  const path = receiptPath(context);
  try {
    const text = readPlainText(path, MAX_RECEIPT_BYTES);
    return text === null ? null : receiptIn(text);
  } catch (error) {
    throw new GuardError(
      say`cannot tell which profiles are installed: ${path}: ${
        reasonOf(error)
      }`,
      say`Remove that file and run "openclaw-guard install" again`,
      { cause: error },
    );
  }
}

/** @throws {Error} that says what is wrong with the text. */
function receiptIn(text: string): Receipt {
  const { success, data, error } = z.safeParse(RECEIPT, JSON.parse(text));
  if (!success) {
    const issue = error.issues[0];
    const where = issue?.path.join(".") || say`the file`;
    throw new GuardError(say`${where}: ${issue?.message ?? ""}`);
  }
  data.profiles.forEach(checkProfileName);
  return data;
}

/** The same, for who can go on without it: with what is wrong with it. */
export function tryReadReceipt(
  context: Context,
): { readonly receipt: Receipt | null; readonly error: GuardError | null } {
  try {
    return { receipt: readReceipt(context), error: null };
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return { receipt: null, error };
  }
}

/** The same, for whom it does not matter: null also when it is broken. */
export function receiptOrNull(context: Context): Receipt | null {
  return tryReadReceipt(context).receipt;
}

/** Writes install.json atomically. */
export function writeReceipt(context: Context, receipt: Receipt): void {
  ensurePrivateDir(stateRoot(context));
  const text = JSON.stringify(receipt, null, 2) + "\n";
  writeFileAtomic(receiptPath(context), text);
}

/** Puts back what was there before a failed installation. */
export function undoReceipt(context: Context, old: Receipt | null): void {
  if (old === null) Deno.removeSync(receiptPath(context));
  else writeReceipt(context, old);
}

/**
 * The profiles a tick checks: those of install.json, or the default one when
 * nothing is installed.
 *
 * @throws {GuardError} naming install.json when it cannot be understood.
 */
export function installedProfiles(context: Context): string[] {
  return [...readReceipt(context)?.profiles ?? [DEFAULT_PROFILE]];
}

/** The same, none where install.json cannot be understood. */
export function knownInstalledProfiles(context: Context): readonly string[] {
  const { receipt, error } = tryReadReceipt(context);
  return error === null ? receipt?.profiles ?? [DEFAULT_PROFILE] : [];
}
