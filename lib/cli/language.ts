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
  const receipt = () => readPlainText(receiptPath(context), MAX_RECEIPT_BYTES);
  const language = chooseLanguage({
    option,
    setting: languageIn(() => readSettingsDocument(context)),
    env: context.env,
    installed: languageIn(() => JSON.parse(receipt() ?? "null")),
  });
  await speak(language);
  return language;
}

/** What is wrong with such a file is said by those who use the rest of it. */
function languageIn(read: () => unknown): Language | undefined {
  let document: unknown;
  try {
    document = read();
  } catch {
    return undefined;
  }
  return typeof document === "object" && document !== null &&
      "language" in document
    ? LANGUAGES.find((known) => known === document.language)
    : undefined;
}
