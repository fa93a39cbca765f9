import assert from "node:assert/strict";
import { CommandNotFoundError, messageOf } from "../../lib/base/errors.ts";
import { Translator } from "../../lib/text/translator.ts";
import { CATALOG } from "../../lib/text/zh/catalog.ts";
import { UserBusError } from "../../lib/probe/unit.ts";

const translator = new Translator({
  "no answer within {0}": "{0}内没有应答",
  "{0} s": "{0} 秒",
  "{0}; looking again for {1} before attempt {2} ({3})":
    "{0};在第 {2} 次尝试({3})之前再观察 {1}",
  "restart {0} of {1}": "重启 {0}/{1}",
  "{0}; {1}": "{0};{1}",
  "the port is held by {0}": "端口被 {0} 占用",
  "all is well": "一切正常",
});

Deno.test("a stored sentence is translated with all that is inside it", () => {
  const cases: readonly [english: string, chinese: string][] = [
    ["all is well", "一切正常"],
    ["no answer within 10 s", "10 秒内没有应答"],
    [
      "no answer within 10 s; looking again for 4 s before attempt 1 (restart 1 of 3)",
      "10 秒内没有应答;在第 1 次尝试(重启 1/3)之前再观察 4 秒",
    ],
    ["all is well; all is well; 3 s", "一切正常;一切正常;3 秒"],
    ["the port is held by pid 7 (no: such)", "端口被 pid 7 (no: such) 占用"],
  ];
  for (const [english, chinese] of cases) {
    assert.equal(translator.sentence(english), chinese);
  }
});

Deno.test("a sentence nobody knows stays as it is", () => {
  for (
    const text of [
      "",
      "some new; unknown text",
      "it lasts", // not "{0} s"
      "all is well.",
      "a $& and {0}",
    ]
  ) assert.equal(translator.sentence(text), text);
});

Deno.test("values of a new sentence are translated too, and never read as places", () => {
  assert.equal(
    translator.fill("{0}; {1}", ["all is well", "{0}"]),
    "一切正常;{0}",
  );
  assert.equal(translator.fill("unknown {0}", ["x"]), undefined);
});

Deno.test("names in a list have the mark of a Chinese list, unless they are quoted", () => {
  const lists = new Translator({
    "all there: {0}": "都在：{0}",
    'the reason "{0}"': "原因“{0}”",
    "it speaks {0}": "会说：{0}",
    "all is well": "一切正常",
    "{0}, {1}": "{0}，{1}",
  });
  const cases: readonly [english: string, chinese: string][] = [
    ["all there: cron, lsof, df", "都在：cron、lsof、df"],
    ["all there: a cron, lsof", "都在：a cron, lsof"],
    ['the reason "disk, ram"', "原因“disk, ram”"],
    ["it speaks cron, lsof", "会说：cron、lsof"],
    ["all is well, it speaks cron", "一切正常，会说：cron"],
  ];
  for (const [english, chinese] of cases) {
    assert.equal(lists.sentence(english), chinese);
  }
});

Deno.test("Chinese and Latin meet with one space, Chinese and Chinese with none", () => {
  const spaced = new Translator({
    "after {0} it is {1} again": "{0}后又变为{1}了",
    "held by {0} for ever": "被 {0} 一直占用",
    "a stranger": "陌生人",
    "{0} {1}": "{0} {1}",
  });
  const cases: readonly [english: string, chinese: string][] = [
    ["after 5 it is up again", "5 后又变为 up 了"],
    ["after a stranger it is a stranger again", "陌生人后又变为陌生人了"],
    ["held by a stranger for ever", "被陌生人一直占用"],
    ["held by node for ever", "被 node 一直占用"],
    ["a stranger a stranger", "陌生人 陌生人"],
  ];
  for (const [english, chinese] of cases) {
    assert.equal(spaced.sentence(english), chinese);
  }
});

Deno.test("codes stay as they are, even where the catalog has such a word", () => {
  const words = new Translator({
    "port": "端口",
    "profile {0}": "配置档 {0}",
    "default": "默认",
  });
  assert.equal(words.fill("port", []), "端口");
  assert.equal(words.fill("profile {0}", ["default"]), "配置档 default");
});

Deno.test("a long text of others takes no time", () => {
  const chinese = new Translator(CATALOG);
  const started = performance.now();
  const text = "process 1: a; b, c. d ".repeat(90);
  assert.ok(text.length < 2000);
  chinese.sentence(text);
  assert.ok(performance.now() - started < 2000);
});

/** What the program really says, and all of it in Chinese. */
const REAL: readonly [english: string, chinese: string][] = [
  [
    "nobody listens on 127.0.0.1:18789; looking again for 5 s before attempt 1 (restart 1 of 3)",
    "没有进程监听 127.0.0.1:18789；第 1 次尝试（重启 1/3）之前再观察 5 秒",
  ],
  [
    "it takes connections but gives no HTTP answer within 5000 ms, still so after 1 min 5 s, and it makes no progress; attempt 4: force clean",
    "能建立连接，但 5000 毫秒内没有 HTTP 应答，1 分 5 秒后依然如此，且毫无进展；第 4 次尝试：强制清理",
  ],
  [
    "it takes connections but gives no HTTP answer: no complete HTTP answer, still so after 5 s; attempt 1: restart 1 of 3",
    "能建立连接，但没有 HTTP 应答：HTTP 应答不完整，5 秒后依然如此；第 1 次尝试：重启 1/3",
  ],
  [
    "nobody listens on [::1]:18789, still so after 20 s; no attempt before 29 min have passed: 6 restarts within an hour (limit 6)",
    "没有进程监听 [::1]:18789，20 秒后依然如此；29 分钟内不再尝试：一小时内已重启 6 次（上限 6）",
  ],
  [
    "the gateway is healthy again, 1 h 2 min after its failure (hung) was confirmed",
    "网关已恢复健康，距确认故障（hung）1 小时 2 分",
  ],
  [
    "GET /health said ok, but /ready is not: telegram, suppressed: discord; a restart is no remedy for that, so it is only reported",
    "GET /health 返回 ok，但 /ready 未就绪：telegram，已抑制：discord；重启解决不了这个问题，因此只作报告",
  ],
  [
    'maintenance is on; "openclaw-guard maintenance off" ends it, at the latest in 59 min 3 s: disk swap',
    "维护模式已开启，可用“openclaw-guard maintenance off”结束，最迟 59 分 3 秒后结束：disk swap",
  ],
  [
    'the gateway refused to start (exit 78) because of its config: top level: unknown key "foo"; gateway.port: Invalid input: expected number; "openclaw-guard restore-config --yes" repairs it; no rollback: no config is proven yet',
    "网关因配置问题拒绝启动（退出码 78）：顶层：未知的键“foo”；gateway.port: Invalid input: expected number；可用“openclaw-guard restore-config --yes”修复；不回退：还没有已验证的配置",
  ],
  [
    "process 12 (node, user 1000) on port 18789: killed; port 18789 is held by process 13 (nginx, user 0): not a gateway of this profile, left alone",
    "端口 18789 上的进程 12（node，用户 1000）：已强制结束；端口 18789 被进程 13（nginx，用户 0）占用：不是该配置档的网关，不去动它",
  ],
  [
    "the unit is stopping; systemd allows for ever",
    "服务单元正在停止；systemd 允许的时间为永久",
  ],
  [
    messageOf(new CommandNotFoundError("systemctl")),
    "无法运行“systemctl”：PATH 中没有这个程序。请安装提供“systemctl”的软件包",
  ],
  [
    messageOf(
      new UserBusError(
        "cannot ask systemd's user manager about a.service: Failed to connect to bus: No such file\nor directory",
        'Run "openclaw-guard doctor": it tells what mends it',
      ),
    ),
    "无法向 systemd 的用户管理器查询 a.service：Failed to connect to bus: No such file or directory。请运行“openclaw-guard doctor”：它会说明怎样修好",
  ],
  [
    "systemd's user manager cannot be asked: cannot ask systemd's user manager about a.service: no answer within 5 s. Run \"openclaw-guard doctor\": it tells what mends it",
    "无法查询 systemd 的用户管理器：无法向 systemd 的用户管理器查询 a.service：5 秒内没有应答。请运行“openclaw-guard doctor”：它会说明怎样修好",
  ],
];

Deno.test("what is quoted ends at the next quotation mark", () => {
  const settings = new Translator({
    '"{0}" is unknown; did you mean "{1}"?': "未知的键 {0}，是否应为 {1}？",
    "{0} is {1}, but it must be {2}": "{0} 的值是 {1}，但必须是 {2}",
    "{0}; {1}": "{0}；{1}",
  });
  assert.equal(
    settings.sentence(
      '"a" is 1, but it must be 2; "b" is unknown; did you mean "c"?; "d" is unknown; did you mean "e"?',
    ),
    "“a”的值是 1，但必须是 2；未知的键 b，是否应为 c？；未知的键 d，是否应为 e？",
  );
});

Deno.test("a time to come is not taken for a number of minutes", () => {
  const chinese = new Translator(CATALOG);
  assert.equal(chinese.sentence("in 19 min"), "19 分钟后");
  assert.equal(chinese.sentence("19 min ago"), "19 分钟前");
  assert.equal(chinese.sentence("in 5 s"), "5 秒后");
});

Deno.test("what the guard says comes out wholly in Chinese", () => {
  const chinese = new Translator(CATALOG);
  for (const [english, expected] of REAL) {
    assert.equal(chinese.sentence(english), expected);
  }
});

Deno.test("a command to be copied stays as it is typed", () => {
  const chinese = new Translator(CATALOG);
  for (const command of ["drill freeze", "drill crash", "maintenance on"]) {
    assert.equal(
      chinese.sentence(`Did you mean "openclaw-guard ${command}"?`),
      `你是不是想输入“openclaw-guard ${command}”？`,
    );
  }
  const refused = '--scheduler "sytemd" is not one of auto|cron|systemd|none';
  assert.match(chinese.sentence(refused), /auto\|cron\|systemd\|none$/);
});

Deno.test("what a person typed is quoted in Chinese as Chinese is", () => {
  const chinese = new Translator({
    ...CATALOG,
    "ask {0} then {1}": "问 {0} 再 {1}",
    'run "guard show {0}" again': "请再运行“guard show {0}”",
  });
  const cases: readonly [english: string, expected: string][] = [
    [
      'cannot run "shw": there is no such command',
      "无法运行“shw”：没有这个命令",
    ],
    ['ask "a b" then "c"', "问“a b”再“c”"],
    // No whole word in marks, or one with marks of its own.
    ['ask "a" or "b" then c', '问 "a" or "b" 再 c'],
    ['ask "a\\"b" then c', '问 "a\\"b" 再 c'],
    // Copied to a shell.
    ['run "guard show "7"" again', '请再运行“guard show "7"”'],
  ];
  for (const [english, expected] of cases) {
    assert.equal(chinese.sentence(english), expected);
  }
  assert.equal(
    chinese.fill('run "guard show {0}" again', ['"7"']),
    '请再运行“guard show "7"”',
  );
});
