import assert from "node:assert/strict";
import { formatAge } from "../../lib/cli/format.ts";
import { CommandNotFoundError, messageOf } from "../../lib/base/errors.ts";
import { formatDuration } from "../../lib/base/duration.ts";
import { maskSecrets } from "../../lib/base/mask.ts";
import {
  learnMessages,
  type Message,
  messagesIn,
  reworded,
  say,
} from "../../lib/base/say.ts";
import { rendererOf } from "../../lib/text/render.ts";
import { speak, t, translate } from "../../lib/text/speech.ts";
import { UserBusError } from "../../lib/probe/unit.ts";

/** Runs a test in Chinese. */
async function inChinese(work: () => void): Promise<void> {
  await speak("zh-CN");
  try {
    work();
  } finally {
    await speak("en");
  }
}

Deno.test("what the guard says comes out wholly in Chinese, with the sentences in it", async () => {
  const attempt = say`restart ${1} of ${3}`;
  const silent =
    say`it takes connections but gives no HTTP answer within ${5000} ms`;
  const cases: [english: string, chinese: string][] = [
    [
      say`${silent}; looking again for ${
        formatDuration(5000)
      } before attempt ${1} (${attempt})`,
      "能建立连接，但 5000 毫秒内没有 HTTP 应答；第 1 次尝试（重启 1/3）之前再观察 5 秒",
    ],
    [
      messageOf(new CommandNotFoundError("systemctl")),
      "无法运行“systemctl”：PATH 中没有这个程序。请安装提供“systemctl”的软件包",
    ],
    [
      messageOf(
        new UserBusError(
          say`cannot ask systemd's user manager about ${"a.service"}: ${"Failed to connect to bus: No such file\nor directory"}`,
          say`Run "openclaw-guard doctor": it tells what mends it`,
        ),
      ),
      "无法向 systemd 的用户管理器查询 a.service：Failed to connect to bus: No such file or directory。请运行“openclaw-guard doctor”：它会说明怎样修好",
    ],
    [formatAge(1_140_000, 0), "19 分钟后"],
    [formatAge(0, 1_145_000), "19 分钟前"],
  ];
  await inChinese(() => {
    for (const [english, chinese] of cases) {
      assert.equal(translate(english), chinese);
    }
  });
});

Deno.test("a sentence of which nobody knows how it was made stays as it is", async () => {
  await inChinese(() => {
    for (const text of ["", "it lasts", "17.5 s", "a $& and {0}", "{0}"]) {
      assert.equal(translate(text), text);
    }
  });
});

Deno.test("a code stays as it is in a sentence, even where the catalog has such a word", async () => {
  await inChinese(() => {
    assert.equal(t`Probe`, "探测");
    assert.match(t`No evidence for profile ${"default"} yet`, /default/);
    assert.match(
      translate(say`Did you mean ${'"openclaw-guard drill freeze"'}?`),
      /“openclaw-guard drill freeze”/,
    );
  });
});

Deno.test("what was stored by another process is told in Chinese, and in English without it", async () => {
  const why: Message = ["{0}; {1}", ["{0} s", "71"], ["just now"]];
  await inChinese(() => {
    assert.equal(translate("71 s; just now"), "71 s; just now");
    learnMessages([why]);
    assert.equal(translate("71 s; just now"), "71 秒；刚刚");
  });
  assert.deepEqual(messagesIn({ why: "71 s; just now" }), { said: [why] });
});

Deno.test("what is no way to make a sentence is not learned", () => {
  let deep: unknown = ["{0} s", "72"];
  for (let depth = 0; depth < 100_000; depth++) deep = ["{0}", deep];
  for (const said of [null, "72 s", 5, [["{0} s", 72]], [[]], [deep]]) {
    learnMessages(said);
  }
  assert.deepEqual(messagesIn(["72 s", null, 5, { a: ["72 s"] }]), {});
});

Deno.test("C1: how a sentence was made tells no secret that its text does not", async () => {
  const secret = "sk-" + "a1B2c3D4e5F6g7H8";
  const part = say`cannot write the log ${"/x"}: ${`bad ${secret}`}`;
  const whole = say`${part}; ${say`restart ${1} of ${3}`}`;
  const masked = maskSecrets(whole);
  assert.doesNotMatch(JSON.stringify(messagesIn({ masked })), /a1B2c3/);
  await inChinese(() => {
    assert.match(translate(masked), /无法写入日志.*bad \*\*\*；重启 1\/3/);
  });
  // Here the name, which is not in the value, tells that it is one.
  const named = maskSecrets(say`password=${"hunter22"} is wrong`);
  assert.doesNotMatch(named, /hunter22/);
  assert.deepEqual(messagesIn({ named }), {});
});

Deno.test("a change that goes across its values leaves a sentence in English", () => {
  const cut = reworded(say`${73} s`, (text) => text.slice(0, 2));
  assert.equal(cut, "73");
  assert.deepEqual(messagesIn([cut]), {});
});

Deno.test("of many sentences the newest are remembered", () => {
  const first = say`${-1} ms`;
  for (let count = 0; count < 30_000; count++) say`${count} ms`;
  assert.deepEqual(messagesIn([first, "0 ms"]), {});
  assert.deepEqual(messagesIn(["29999 ms"]), { said: [["{0} ms", "29999"]] });
});

/** As a catalog with this one entry says it. */
function rendered(translation: string, ...values: string[]) {
  return rendererOf({ x: translation })(["x", ...values]);
}

Deno.test("Chinese and Latin meet with one space, Chinese and Chinese with none", () => {
  const cases: [translation: string, value: string, chinese: string][] = [
    ["{0}后又变为 up 了", "5", "5 后又变为 up 了"],
    ["{0}后再变", "陌生人", "陌生人后再变"],
    ["被 {0} 一直占用", "陌生人", "被陌生人一直占用"],
    ["被 {0} 一直占用", "node", "被 node 一直占用"],
    ["都在：{0}", "cron, lsof, df", "都在：cron、lsof、df"],
    ["都在：{0}", "a cron, lsof", "都在：a cron, lsof"],
    ["原因“{0}”", "disk, ram", "原因“disk, ram”"],
    ["问{0}", '"a b"', "问“a b”"],
    ["问 {0}", '"a" or "b"', '问 "a" or "b"'],
    ["问 {0}", '"a\\"b"', '问 "a\\"b"'],
    ["请再运行“guard show {0}”", '"7"', '请再运行“guard show "7"”'],
    ["{0}", "{0}", "{0}"],
  ];
  for (const [translation, value, chinese] of cases) {
    assert.equal(rendered(translation, value), chinese);
  }
});
