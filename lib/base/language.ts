/** Which language people are spoken to in. */

/** The languages there are, as BCP 47 names them. */
export const LANGUAGES = ["en", "zh-CN"] as const;
/** See {@linkcode LANGUAGES}. */
export type Language = typeof LANGUAGES[number];

/** English sentence (with {0}, {1} … for what differs) to the same in another language. */
export type Catalog = Readonly<Record<string, string>>;

/** A text in each of the languages, in their order. */
export type Texts = readonly [english: string, chinese: string];

/** Where a language may be named, the strongest first; undefined: not there. */
export interface LanguageSources {
  /** `--lang`, already checked. */
  readonly option?: Language | undefined;
  /** `language` in the guard's settings. */
  readonly setting?: Language | undefined;
  /** Environment variables; empty counts as unset. */
  env(name: string): string | undefined;
  /** What `install` met: cron has no LANG. */
  readonly installed?: Language | undefined;
}

/**
 * The language to use. A locale the guard does not speak means English; no
 * locale at all means what was used when it was installed.
 */
export function chooseLanguage(sources: LanguageSources): Language {
  const { option, setting, installed } = sources;
  return option ?? setting ?? environmentLanguage(sources.env) ?? installed ??
    "en";
}

/**
 * What the environment asks for; undefined when it says nothing.
 *
 * The first variable that is set decides, see locale(7): about the language
 * LC_ALL, LC_MESSAGES, LANG, about the characters LC_ALL, LC_CTYPE, LANG. The
 * guard writes UTF-8 only, so elsewhere it speaks English, which every charset has.
 */
export function environmentLanguage(
  env: (name: string) => string | undefined,
): Language | undefined {
  const messages = localeFor("LC_MESSAGES", env);
  const characters = localeFor("LC_CTYPE", env) ?? messages;
  if (characters !== undefined && !isUtf8(characters)) return "en";
  return messages === undefined ? undefined : languageOf(messages);
}

/**
 * Whether the terminal has more than ASCII, as far as the environment tells; for
 * what is drawn. Sentences in Chinese have asked for it.
 */
export function drawsUtf8(env: (name: string) => string | undefined): boolean {
  return isUtf8(localeFor("LC_CTYPE", env) ?? "");
}

function localeFor(
  category: "LC_MESSAGES" | "LC_CTYPE",
  env: (name: string) => string | undefined,
): string | undefined {
  return env("LC_ALL") ?? env(category) ?? env("LANG");
}

/**
 * Whether a locale such as "zh_CN.UTF-8@pinyin", or macOS' "UTF-8", has the
 * characters of UTF-8. One that names none has older ones: "zh_CN" is GB2312,
 * "zh_TW" BIG5 (glibc, localedata/SUPPORTED).
 */
function isUtf8(locale: string): boolean {
  return /(?:^|\.)utf-?8(?:@|$)/i.test(locale);
}

/** The language of a locale such as "zh_CN.UTF-8" or a tag such as "zh-Hans". */
export function languageOf(locale: string): Language {
  return /^zh(?![a-z])/i.test(locale) ? "zh-CN" : "en";
}
