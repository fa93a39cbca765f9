/** Finds out a person's language before a command speaks. */

import { UsageError } from "../base/errors.ts";
import { MAX_RECEIPT_BYTES, receiptPath } from "../store/paths.ts";
import { readSettingsDocument } from "../settings/load.ts";
import type { Context } from "../sys/context.ts";
import { readPlainText } from "../sys/plain_file.ts";
import {
  chooseLanguage,
  type Language,
  languageOf,
  LANGUAGES,
} from "../base/language.ts";
import { say } from "../base/say.ts";
import { speak } from "../text/speech.ts";
import { findOption } from "./options.ts";

/**
 * Takes `--lang LANGUAGE` out of a command line, wherever it stands.
 *
 * @throws {UsageError} when there is no such language.
 */
export function takeLanguage(
  args: readonly string[],
): { args: readonly string[]; language: Language | undefined } {
  const found = findOption(args, "--lang");
  if (found === null) return { args, language: undefined };
  const { at, words, value: name = "" } = found;
  if (!/^(zh|en)([-_.]|$)/i.test(name)) {
    throw new UsageError(
      say`cannot use the language ${JSON.stringify(name)}`,
      say`The languages are ${LANGUAGES.join(", ")}`,
    );
  }
  return {
    args: args.toSpliced(at, words),
    language: languageOf(name),
  };
}

/**
 * Takes the language out of a command line and speaks it from now on.
 *
 * @returns The command line without it, and the context with it.
 * @throws {UsageError} when there is no such language, in the one that would be
 * spoken without the option.
 */
export async function speakAsAsked(
  args: readonly string[],
  context: Context,
): Promise<{ args: readonly string[]; context: Context }> {
  try {
    const { args: rest, language: option } = takeLanguage(args);
    const language = await speakTo(context, option);
    return { args: rest, context: { ...context, language } };
  } catch (error) {
    await speakTo(context, undefined);
    throw error;
  }
}

/** From now on people read their own language: this one. */
export async function speakTo(
  context: Context,
  option: Language | undefined,
): Promise<Language> {
  const setting = option === undefined ? settingOf(context) : undefined;
  const language = chooseLanguage({
    option,
    setting,
    env: context.env,
    installed: installedLanguage(context),
  });
  await speak(language);
  return language;
}

/** What is wrong with the settings is said by those who use the rest of them. */
function settingOf(context: Context): Language | undefined {
  try {
    return languageIn(readSettingsDocument(context));
  } catch {
    return undefined;
  }
}

/** The same for install.json. */
function installedLanguage(context: Context): Language | undefined {
  try {
    const text = readPlainText(receiptPath(context), MAX_RECEIPT_BYTES);
    return text === null ? undefined : languageIn(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function languageIn(document: unknown): Language | undefined {
  if (typeof document !== "object" || document === null) return undefined;
  if (!("language" in document)) return undefined;
  return LANGUAGES.find((known) => known === document.language);
}
