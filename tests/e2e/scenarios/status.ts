/** What people read: status in every situation, --watch, help, completions. */

import assert from "node:assert/strict";
import { displayWidth } from "../../../lib/base/width.ts";
import { expectCode, healthyTick, lifeOf, waitForNewLife } from "../expect.ts";
import type { Lab } from "../lab.ts";
import { GUARD, HOME, MAINTENANCE_FLAG, STATE_DIR } from "../names.ts";
import { scenario } from "../scenario.ts";

/** What status says in both languages: never more than a screen, never in colour. */
async function expectStatus(
  lab: Lab,
  code: number,
  english: RegExp,
  chinese: RegExp,
): Promise<void> {
  for (const [lang, pattern] of [["en", english], ["zh", chinese]] as const) {
    const output = await lab.guard(["status", "--lang", lang]);
    expectCode(output, code);
    assert.match(output.stdout, pattern);
    assert.equal(output.stderr, "");
    assert.ok(!output.stdout.includes("\x1b"), "colour without a terminal");
    const lines = output.stdout.trimEnd().split("\n");
    assert.ok(lines.length <= 11, output.stdout);
    const columns = lines.slice(1).map((line) =>
      displayWidth(/^ {2}\S+(?: \S+)* {2,}/.exec(line)?.[0] ?? "")
    );
    assert.equal(new Set(columns).size, 1, output.stdout);
  }
}

scenario(
  "status says in ten situations what is so and what can be done, in English and in Chinese",
  { gateway: "fake", seconds: 60 },
  async (lab) => {
    await expectStatus(
      lab,
      1,
      /NOBODY IS CHECKING; seen now: healthy - it works\n[^]*it has never looked[^]*"openclaw-guard install"/,
      /没有谁在检查；现在看到：healthy，工作正常\n[^]*从未查看过[^]*openclaw-guard install/,
    );
    await healthyTick(lab);
    await expectStatus(
      lab,
      0,
      /\): healthy - it works\n[^]*no restart[^]*next check[^]*last check/,
      /）：healthy，工作正常\n[^]*没有重启过[^]*下次检查[^]*上次检查/,
    );
    await lab.fault("hang", { untilRestart: true });
    await expectStatus(
      lab,
      2,
      /hung \(http\) - it runs, but does not answer\n[^]*found so now; healthy at the last check, [^]*attempt 1/,
      /hung \(http\)，在运行，但没有回答\n[^]*现在发现如此；上次检查（.*）时是 healthy[^]*第 1 次尝试/,
    );
    const before = await lifeOf(lab);
    await lab.tick();
    await waitForNewLife(lab, before, 15_000);
    await healthyTick(lab);
    await healthyTick(lab);
    await expectStatus(
      lab,
      0,
      /healthy - it works\n[^]*over: hung \(http\), found well again .*, an outage of at most \d+ [^]*1 restart by the guard in the last 24 h: .*, hung \(http\), back within \d+ m?s/,
      /healthy，工作正常\n[^]*已结束：hung \(http\).*中断至多[^]*守护程序重启过 1 次：.*，hung \(http\)，.*内恢复/,
    );
    await lab.mustUser(["touch", MAINTENANCE_FLAG]);
    await expectStatus(
      lab,
      1,
      /maintenance - the guard is paused\n[^]*"rm \/tmp\/openclaw-maintenance"/,
      /maintenance，守护程序已暂停\n[^]*“rm \/tmp\/openclaw-maintenance”/,
    );
    await lab.mustUser(["rm", MAINTENANCE_FLAG]);
    expectCode(
      await lab.guard(["maintenance", "on", "--reason", "disk swap"]),
      0,
    );
    await expectStatus(
      lab,
      1,
      /maintenance - the guard is paused\n[^]*disk swap[^]*maintenance off"/,
      /maintenance，守护程序已暂停\n[^]*disk swap[^]*maintenance off”/,
    );
    expectCode(await lab.guard(["maintenance", "off"]), 0);
    await lab.systemctl("stop");
    expectCode(await lab.tick(), 0);
    await expectStatus(
      lab,
      0,
      /stopped - it stays so until somebody starts it\n[^]*"systemctl --user start/,
      /stopped，在有人启动它之前都会如此\n[^]*systemctl --user start/,
    );
    expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
    await expectStatus(
      lab,
      1,
      /EMERGENCY STOP, the guard is off\n[^]*"openclaw-guard resume"/,
      /已紧急停止，守护程序已关闭\n[^]*“openclaw-guard resume”/,
    );
    // The gateway is back, but nothing starts the guard: it is not installed.
    expectCode(await lab.guard(["resume"]), 2);
    const resumedMs = Date.now();
    await healthyTick(lab);
    await expectStatus(
      lab,
      0,
      /healthy - it works\n[^]*by "openclaw-guard resume" or "restore-config": 1\n/,
      /healthy，工作正常\n[^]*openclaw-guard resume.*启动：1 次\n/,
    );
    // Not since before the emergency stop.
    assert.ok(Date.parse((await lab.status()).since) >= resumedMs);
    const state = lab.readFile(`${STATE_DIR}/state.json`);
    lab.writeFile(`${STATE_DIR}/state.json`, "{ broken");
    await expectStatus(
      lab,
      0,
      /its state file cannot be read/,
      /状态文件无法读取/,
    );
    assert.equal(lab.readFile(`${STATE_DIR}/state.json`), "{ broken");
    const old = JSON.parse(state);
    old.memory.lastTick.wallMs -= 5 * 60_000;
    old.memory.lastTick.bootMs -= 5 * 60_000;
    lab.writeFile(`${STATE_DIR}/state.json`, JSON.stringify(old));
    await expectStatus(
      lab,
      1,
      /NOBODY IS CHECKING; seen now: healthy[^]*not installed; last known: healthy, .*\(5 min ago\)[^]*"openclaw-guard install"/,
      /没有谁在检查；现在看到：healthy[^]*最后所知：healthy，.*（5 分钟前）[^]*openclaw-guard install/,
    );
  },
);

scenario(
  "who nobody checks is told so by status, explain and maintenance: after uninstall, and when the cron lines are gone",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    expectCode(await lab.guard(["install"]), 0);
    expectCode(await lab.guard(["status"]), 0);
    const told = await lab.guard(["maintenance", "on"]);
    expectCode(told, 0);
    assert.doesNotMatch(told.stdout, /no guard is checking/);
    expectCode(await lab.guard(["maintenance", "off"]), 0);
    assert.match(lab.log(), / maintenance-on: .*\n.* maintenance-off: /);
    const next = await lab.guard(["explain"]);
    assert.match(next.stdout, /the next check looks again/);
    await lab.mustUser(["crontab", "-r"]);
    const statePath = `${STATE_DIR}/state.json`;
    const state = JSON.parse(lab.readFile(statePath));
    state.memory.lastTick.wallMs -= 2 * 60_000;
    state.memory.lastTick.bootMs -= 2 * 60_000;
    lab.writeFile(statePath, JSON.stringify(state));
    await expectStatus(
      lab,
      1,
      /NOBODY IS CHECKING; seen now: healthy[^]*nothing starts it; last known: healthy[^]*"openclaw-guard doctor"/,
      /没有谁在检查；现在看到：healthy[^]*最后所知：healthy[^]*openclaw-guard doctor/,
    );
    const doctor = await lab.guard(["doctor"]);
    expectCode(doctor, 2);
    assert.match(
      doctor.stdout,
      /nothing starts the guard: its lines are not in your crontab\n.*fix: openclaw-guard install\n/,
    );
    expectCode(await lab.guard(["uninstall", "--yes"]), 0);
    await expectStatus(
      lab,
      1,
      /NOBODY IS CHECKING; seen now: healthy[^]*not installed; last known: healthy[^]*"openclaw-guard install"/,
      /没有谁在检查；现在看到：healthy[^]*没有安装；最后所知：healthy[^]*openclaw-guard install/,
    );
    const { stdout } = await lab.guard(["status", "--json"]);
    const { guard } = JSON.parse(stdout);
    assert.equal(guard.checking, false);
    assert.equal(guard.installed, false);
    assert.equal(guard.lastKnown.verdict, "healthy");
    const explained = await lab.guard(["explain"]);
    assert.match(explained.stdout, /What happens next\n.*not installed/);
    const on = await lab.guard(["maintenance", "on"]);
    expectCode(on, 0);
    assert.match(on.stdout, /\nBut no guard is checking/);
  },
);

/** Runs a command in a terminal, makes that smaller, presses Ctrl-C, tells all. */
const IN_A_TERMINAL = `
import fcntl, json, os, pty, select, struct, sys, termios, time
def size(columns, rows):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
def read(seconds):
    text, end = b"", time.time() + seconds
    while time.time() < end:
        if select.select([fd], [], [], 0.1)[0]:
            try: text += os.read(fd, 65536)
            except OSError: break
    return text.decode("utf-8", "replace")
pid, fd = pty.fork()
if pid == 0:
    time.sleep(0.3)
    os.execvp(sys.argv[1], sys.argv[1:])
size(100, 30)
wide = read(4)
size(40, 8)
narrow = read(2)
os.write(fd, b"\\x03")
end = read(2)
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
print(json.dumps({"wide": wide, "narrow": narrow, "end": end, "code": code}))
`;

scenario(
  "status --watch draws in place, follows the size of the terminal and gives it back on Ctrl-C; in a pipe it tells changes",
  { gateway: "fake", seconds: 30 },
  async (lab) => {
    await healthyTick(lab);
    const watcher = lab.background([GUARD, "status", "--watch", "1"]);
    await lab.waitFor(
      "the first line",
      () => watcher.output.includes("default: healthy - it works, pid "),
      10_000,
    );
    for (const lang of ["en", "zh"]) {
      const seen = JSON.parse(
        await lab.mustUser(
          ["python3", "-c", IN_A_TERMINAL, GUARD, "status", "--watch"]
            .concat("1", "--lang", lang),
          { env: { TERM: "xterm" } },
        ),
      );
      const frames = seen.wide.split("\x1b[H").slice(1);
      assert.ok(seen.wide.startsWith("\x1b[?1049h\x1b[?25l\x1b[H"), seen.wide);
      assert.ok(frames.length >= 2 && frames.length <= 5, `${frames.length}`);
      assert.ok(frames[0].includes("\x1b[32mhealthy"), "not green");
      assert.ok(!seen.wide.includes("\x1b[2J"), "it flickers");
      const small = seen.narrow.split("\x1b[H").slice(1);
      assert.ok(small.length >= 1, "not drawn anew");
      for (const frame of small) {
        // deno-lint-ignore no-control-regex
        const lines = frame.replaceAll(/\x1b\[[\d;?]*[A-Za-z]/g, "")
          .split("\r\n");
        assert.ok(lines.length <= 8, frame);
        for (const line of lines) assert.ok(displayWidth(line) < 40, line);
      }
      assert.ok(seen.end.includes("\x1b[?25h\x1b[?1049l"), seen.end);
      assert.match(seen.end.split("\x1b[?1049l")[1], /healthy/);
      assert.equal(seen.code, 130);
    }
    assert.equal(watcher.output.trimEnd().split("\n").length, 1);
    await lab.systemctl("stop");
    await lab.waitFor(
      "the second line",
      () => / default: stopped - .*no process/.test(watcher.output),
      10_000,
    );
    assert.equal(watcher.output.trimEnd().split("\n").length, 2);
  },
);

scenario(
  "help, the manual and Tab: the compiled program has them in both languages, and guesses what was meant",
  { gateway: "none", seconds: 8 },
  async (lab) => {
    const cases: [
      args: string[],
      code: number,
      english: RegExp,
      chinese: RegExp,
    ][] = [
      [["help"], 0, /Pause and emergencies/, /暂停与紧急处理/],
      [["help", "status"], 0, /^Usage: openclaw-guard status/, /^用法：/],
      [["status", "--help"], 0, /Examples:\n/, /示例：\n/],
      [
        ["help", "--all"],
        0,
        /openclaw-guard restore-config\n-+\n/,
        /openclaw-guard restore-config\n-+\n/,
      ],
      [["help", "--man"], 0, /^\.TH OPENCLAW-GUARD 1/, /^\.SH "名称"/m],
      [
        ["stauts"],
        64,
        /Did you mean "openclaw-guard status"\?/,
        /你是不是想输入“openclaw-guard status”？/,
      ],
      [
        ["status", "--josn"],
        64,
        /unknown option --josn\. Did you mean --json\?/,
        /没有选项 --josn。你是不是想输入 --json？/,
      ],
      [
        ["completions", "zhs"],
        64,
        /"zhs" is none of bash\|zsh\|fish/,
        /“zhs”不在 bash\|zsh\|fish 之中/,
      ],
    ];
    for (const [args, code, english, chinese] of cases) {
      for (
        const [lang, pattern] of [["en", english], ["zh", chinese]] as const
      ) {
        const output = await lab.guard([...args, "--lang", lang]);
        expectCode(output, code);
        const text = code === 0 ? output.stdout : output.stderr;
        assert.match(text, pattern);
        if (code !== 0) assert.equal(text.trimEnd().split("\n").length, 1);
      }
    }
    lab.writeFile(`${HOME}/.openclaw-work/openclaw.json`, "{}");
    const completed = await lab.mustUser([
      "bash",
      "-c",
      `export PATH="\${1%/*}:$PATH"; source <(openclaw-guard completions bash)
       COMP_WORDS=(openclaw-guard status --profile w); COMP_CWORD=3
       _openclaw_guard; printf '%s\\n' "\${COMPREPLY[@]}"`,
      "bash",
      GUARD,
    ]);
    assert.equal(completed, "work\n");
  },
);
