/** What people read, in both languages: the same whatever Deno calls an error. */

import assert from "node:assert/strict";
import { expectCode } from "../expect.ts";
import type { Lab } from "../lab.ts";
import { scenario } from "../scenario.ts";

/** What the program says in a language, on both streams. */
async function said(
  lab: Lab,
  language: string,
  args: readonly string[],
  code: number,
): Promise<string> {
  const output = await lab.guard(args, { env: { LANG: language } });
  expectCode(output, code);
  return output.stdout + output.stderr;
}

const CHINESE = "zh_CN.UTF-8";
const ENGLISH = "en_US.UTF-8";

scenario(
  "words: a connection that breaks off is told in a sentence of ours, and Deno's words are a fact of the log",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    expectCode(await lab.tick(), 0);
    await lab.fault("reset");
    assert.match(
      await said(lab, CHINESE, ["check"], 2),
      /能建立连接，但没有 HTTP 应答：连接中断，\d 秒后依然如此，且毫无进展\n$/,
    );
    assert.match(
      lab.log(),
      / hung: 能建立连接，但没有 HTTP 应答：连接中断；.* error="[^"]{10,160}"\n/,
    );
    assert.match(
      await said(lab, ENGLISH, ["explain", "--list"], 0),
      / hung: it takes connections but gives no HTTP answer: the connection broke off; looking again/,
    );
    for (const language of [CHINESE, ENGLISH]) {
      for (const command of ["status", "explain"]) {
        const { stdout } = await lab.guard([command], {
          env: { LANG: language },
        });
        assert.doesNotMatch(stdout, /client error|error sending request/);
      }
    }
    const evidence = await said(
      lab,
      CHINESE,
      ["evidence", "show", "latest"],
      0,
    );
    assert.match(
      evidence,
      /^ {4}说明 +能建立连接，但没有 HTTP 应答：连接中断$/m,
    );
    assert.match(evidence, /^ {2}主进程启动于 +\d{4}-\d\d-\d\d /m);
  },
);

scenario(
  "words: what is mistyped, too long or said twice is answered in Chinese, too",
  { gateway: "fake", seconds: 10 },
  async (lab) => {
    const cases: [args: string[], code: number, RegExp][] = [
      [
        ["evidence", "shw"],
        64,
        /你是不是想输入“openclaw-guard evidence show”？/,
      ],
      [["logs", "folow"], 64, /你是不是想输入 --follow？/],
      [["status", "--lang", "xx"], 64, /不支持语言“xx”/],
      [
        ["maintenance", "on", "--for", "90d"],
        64,
        /太长了，最长为 24h/,
      ],
      [["maintenance", "on", "--reason", "disk"], 0, /\n {2}原因 {2}disk\n/],
      [
        ["maintenance", "on"],
        0,
        /此前已经开启.*\n {2}原因（与此前相同） {2}disk\n/,
      ],
      [["maintenance", "off"], 0, /已关闭/],
      [["completions", "bash"], 0, /^# bash 的补全脚本/],
    ];
    for (const [args, code, expected] of cases) {
      assert.match(await said(lab, CHINESE, args, code), expected);
    }
  },
);
