import assert from "node:assert/strict";
import {
  breakTags,
  escapeHtml,
  escapeMarkdown,
} from "../../lib/notify/escape.ts";

const CASES: readonly [
  escape: (text: string) => string,
  text: string,
  escaped: string,
][] = [
  [escapeHtml, "<!channel> & a&amp;b", "&lt;!channel&gt; &amp; a&amp;amp;b"],
  [escapeHtml, "work: hung (http)", "work: hung (http)"],
  [escapeMarkdown, "**a_b** `c`", "\\*\\*a\\_b\\*\\* \\`c\\`"],
  [
    escapeMarkdown,
    "<@&1> ||x|| 网关 🔴",
    "\\<\\@\\&1\\> \\|\\|x\\|\\| 网关 🔴",
  ],
  [escapeMarkdown, "a\\b", "a\\\\b"],
  [breakTags, '<at user_id="all"></at>', '＜at user_id="all">＜/at>'],
  [breakTags, "<@all> <!here> <#c> <FONT>", "＜@all> ＜!here> ＜#c> ＜FONT>"],
  [breakTags, "1 < 2, <3 <-", "1 < 2, <3 <-"],
];

Deno.test("what others wrote is no markup and no mention", () => {
  for (const [escape, text, escaped] of CASES) {
    assert.equal(escape(text), escaped, `${escape.name} of ${text}`);
  }
});
