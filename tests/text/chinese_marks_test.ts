import assert from "node:assert/strict";
import { CATALOG } from "../../lib/text/zh/catalog.ts";
import { DURATION_FORM } from "../../lib/base/duration.ts";
import { SETTINGS } from "../../lib/text/zh/settings.ts";
import { chineseFaults } from "./chinese_marks.ts";

Deno.test("a Chinese text has full-width marks and “ ”, but for what is typed", () => {
  const cases: [text: string, sound: boolean][] = [
    ["网关正常，守护程序在检查（每 30 秒）。", true],
    ["请用“openclaw-guard resume”恢复", true],
    ["请看“ss -ltnp 'sport = :{0}'”", true],
    ['/health 返回 "ok": true，且处于 active', true],
    ['对象，例如 {"key": "value"}', true],
    ["openclaw-guard: 配置档 {0}：{1}", true],
    ['  openclaw-guard maintenance on --reason "换硬盘"', true],
    ['with no Chinese, all may be (as it is): "so"', true],
    ["正在复原…", true],
    ["请用「openclaw-guard resume」恢复", false],
    ['请用 "openclaw-guard resume" 恢复', false],
    ["网关正常,守护程序在检查", false],
    ["网关正常: 守护程序在检查", false],
    ["网关: {0}", false],
    ["网关正常 (hung)", false],
    ["用户驻留(linger)未开启", false],
    ["网关正常.", false],
    ["网关正常。 守护程序在检查", false],
    ["正在复原...", false],
    ["请用“维护模式", false],
  ];
  for (const [text, sound] of cases) {
    assert.equal(chineseFaults(text).length === 0, sound, text);
  }
});

Deno.test("only a text about the settings has JSON values as they are typed", () => {
  const cases: [text: string, sound: boolean][] = [
    ['"en"、"zh-CN" 或 "auto"（由 LANG 决定）', true],
    ['从 "{0}" 到 "{1}" 的时长', true],
    ['请用 "openclaw-guard resume" 恢复', false],
    ['用 "en",或 "auto"。', false],
  ];
  for (const [text, sound] of cases) {
    assert.equal(chineseFaults(text, true).length === 0, sound, text);
    assert.notEqual(chineseFaults(text).length, 0, text);
  }
});

Deno.test("every text of the catalog has the marks of Chinese", () => {
  const faults = Object.entries(CATALOG).flatMap(([english, chinese]) =>
    chineseFaults(
      chinese,
      Object.hasOwn(SETTINGS, english) || english === DURATION_FORM,
    )
  );
  assert.deepEqual(faults, []);
});

Deno.test("so has the Chinese README", () => {
  const text = Deno.readTextFileSync(
    new URL("../../README.zh-CN.md", import.meta.url),
  ).replaceAll(/^```[^]*?^```/gm, "");
  assert.deepEqual(
    text.split("\n\n").flatMap((part) => chineseFaults(part)),
    [],
  );
});
