import assert from "node:assert/strict";
import { speakAsAsked, takeLanguage } from "../../lib/cli/language.ts";
import { UsageError } from "../../lib/base/errors.ts";
import {
  chooseLanguage,
  environmentLanguage,
  type LanguageSources,
} from "../../lib/base/language.ts";
import { chosen, speak } from "../../lib/text/speech.ts";
import { fakeContext } from "../fake_context.ts";

const env = (variables: Readonly<Record<string, string>>) => (name: string) =>
  variables[name];

Deno.test("the language comes from the option, the settings, the locale, the installation", () => {
  const cases: readonly [LanguageSources, string][] = [
    [{ env: env({}) }, "en"],
    [{ env: env({}), installed: "zh-CN" }, "zh-CN"],
    [{ env: env({ LANG: "en_US.UTF-8" }), installed: "zh-CN" }, "en"],
    [{ env: env({ LANG: "zh_CN.UTF-8" }) }, "zh-CN"],
    [{ env: env({ LANG: "zh_CN.UTF-8" }), setting: "en" }, "en"],
    [{ env: env({ LANG: "C" }), setting: "en", option: "zh-CN" }, "zh-CN"],
  ];
  for (const [sources, expected] of cases) {
    assert.equal(chooseLanguage(sources), expected);
  }
});

Deno.test("of the locale variables the strongest that is set decides", () => {
  const cases: readonly [Record<string, string>, string | undefined][] = [
    [{}, undefined],
    [{ LANG: "zh_TW.UTF-8" }, "zh-CN"],
    [{ LANG: "zha.UTF-8" }, "en"],
    [{ LANG: "C.UTF-8" }, "en"],
    [{ LANG: "zh_CN.UTF-8", LC_MESSAGES: "de_DE" }, "en"],
    [
      { LANG: "en_US", LC_MESSAGES: "en_US", LC_ALL: "zh_CN.UTF-8" },
      "zh-CN",
    ],
  ];
  for (const [variables, expected] of cases) {
    assert.equal(environmentLanguage(env(variables)), expected);
  }
});

Deno.test("C6: where the characters are not those of UTF-8 the guard speaks English", () => {
  const cases: readonly [Record<string, string>, string | undefined][] = [
    [{ LANG: "zh_CN.GBK" }, "en"],
    [{ LANG: "zh_CN.GB18030" }, "en"],
    [{ LANG: "zh_TW.Big5@x" }, "en"],
    [{ LANG: "zh_CN" }, "en"], // GB2312
    [{ LANG: "zh_CN.utf8" }, "zh-CN"],
    [{ LANG: "zh_CN.UTF-8@pinyin" }, "zh-CN"],
    [{ LANG: "zh_CN.utf88" }, "en"],
    [{ LANG: "zh_CN.UTF-8", LC_CTYPE: "zh_CN.GBK" }, "en"],
    [{ LANG: "zh_CN.UTF-8", LC_CTYPE: "C" }, "en"],
    [{ LANG: "zh_CN.GBK", LC_CTYPE: "C.UTF-8" }, "zh-CN"],
    [{ LANG: "zh_CN", LC_CTYPE: "UTF-8" }, "zh-CN"],
    [
      { LC_ALL: "zh_CN.GBK", LC_CTYPE: "C.UTF-8", LANG: "zh_CN.UTF-8" },
      "en",
    ],
    [
      { LC_ALL: "zh_CN.UTF-8", LC_CTYPE: "C", LANG: "zh_CN.GBK" },
      "zh-CN",
    ],
    [{ LC_MESSAGES: "zh_CN.GBK", LANG: "en_US.UTF-8" }, "zh-CN"],
    [{ LC_MESSAGES: "zh_CN.UTF-8" }, "zh-CN"],
    [{ LC_CTYPE: "UTF-8" }, undefined], // as ssh hands it over
  ];
  for (const [variables, expected] of cases) {
    assert.equal(
      environmentLanguage(env(variables)),
      expected,
      JSON.stringify(variables),
    );
  }
});

Deno.test("a language there is not is refused in the language of the locale", async () => {
  const context = fakeContext({
    home: Deno.makeTempDirSync(),
    env: (name) => name === "LANG" ? "zh_CN.UTF-8" : undefined,
  });
  try {
    await assert.rejects(speakAsAsked(["--lang=fr"], context), UsageError);
    assert.equal(chosen(["en", "zh-CN"]), "zh-CN");
    const args = ["--lang", "en", "status"];
    assert.deepEqual(await speakAsAsked(args, context), {
      args: ["status"],
      context: { ...context, language: "en" },
    });
    assert.equal(chosen(["en", "zh-CN"]), "en");
  } finally {
    await speak("en");
  }
});

Deno.test("--lang may stand anywhere before --", () => {
  const cases: readonly [string[], string[], string | undefined][] = [
    [["status"], ["status"], undefined],
    [["--lang", "zh-CN", "status"], ["status"], "zh-CN"],
    [["status", "--lang=zh_CN.UTF-8", "--json"], ["status", "--json"], "zh-CN"],
    [["status", "--lang", "EN"], ["status"], "en"],
    [["x", "--", "--lang", "zh"], ["x", "--", "--lang", "zh"], undefined],
  ];
  for (const [given, args, language] of cases) {
    assert.deepEqual(takeLanguage(given), { args, language });
  }
  for (const bad of [["--lang"], ["--lang=fr"], ["--lang", "--json"]]) {
    assert.throws(() => takeLanguage(bad), UsageError);
  }
});
