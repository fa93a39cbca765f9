import assert from "node:assert/strict";
import { GuardError } from "../../../lib/base/errors.ts";
import { parseTimer } from "../../../lib/install/timer/state.ts";
import { foldersRead } from "../../../lib/install/timer/timer.ts";
import {
  isOurs,
  serviceText,
  timerText,
} from "../../../lib/install/timer/units.ts";

function start(program: string, variables: Record<string, string> = {}) {
  return { program, variables };
}

function execStart(program: string): string {
  return /^ExecStart=(.*)$/m.exec(serviceText(start(program)))?.[1] ?? "";
}

Deno.test("a path is written as systemd reads it", () => {
  const sh = '/bin/sh -c "exec \\"$$0\\" check" ';
  const cases: [string, string][] = [
    ["/home/o/bin/openclaw-guard", '"/home/o/bin/openclaw-guard" check'],
    ["/a b/guard", '"/a b/guard" check'],
    ["/100%/ü", '"/100%%/ü" check'],
    ["/a$b/${HOME}", ':"/a$b/${HOME}" check'],
    ["/o'brien/guard", `${sh}"/o'brien/guard"`],
    ['/"/%$\\', `${sh}"/\\"/%%$$\\\\"`],
  ];
  for (const [program, expected] of cases) {
    assert.equal(execStart(program), expected);
  }
});

Deno.test("a path that no unit file can hold is refused", () => {
  for (const program of ["guard", "/a\nb", "/a\0b", "/a\tb", "/a\x7fb"]) {
    assert.throws(() => serviceText(start(program)), GuardError);
  }
});

Deno.test("variables are written as systemd reads them", () => {
  const cases: [string, string][] = [
    ["/a b", '"X=/a b"'],
    ["/100%", '"X=/100%%"'],
    ["/$HOME/'", `"X=/$HOME/'"`],
    ['/"\\', '"X=/\\"\\\\"'],
  ];
  for (const [value, expected] of cases) {
    const text = serviceText(start("/g", { X: value }));
    assert.equal(/^Environment=(.*)$/m.exec(text)?.[1], expected);
  }
  assert.throws(() => serviceText(start("/g", { X: "/a\nb" })), GuardError);
});

Deno.test("the units do what they must, and nothing that hides the host", () => {
  const service = serviceText(start("/g"));
  assert.match(service, /^Type=oneshot$/m);
  assert.match(service, /^SuccessExitStatus=1 2 3$/m);
  assert.match(service, /^StartLimitIntervalSec=0$/m);
  assert.doesNotMatch(
    service,
    /^(?:Private|Protect|ReadOnly|Inaccessible|MemoryDeny|Capability|Dynamic)/m,
  );
  assert.match(timerText(), /^OnCalendar=\*:\*:0\/30$/m);
  assert.match(timerText(), /^AccuracySec=1s$/m);
  assert.match(timerText(), /^WantedBy=timers\.target$/m);
});

Deno.test("only files with the guard's first line are its own", () => {
  const cases: [string, boolean][] = [
    [timerText(), true],
    [serviceText(start("/g")), true],
    ["# Managed by openclaw-guard\n[Timer]\n", true],
    ["[Timer]\n# Managed by openclaw-guard\n", false],
    ["# Managed by openclaw-guardian\n", false],
    ["", false],
  ];
  for (const [text, expected] of cases) {
    assert.equal(isOurs(text), expected, text);
  }
});

Deno.test("only folders that systemd reads units in are taken", () => {
  const folders = ["/a b/systemd/user", "/h/.config/systemd/user"];
  const cases: [unitPath: string, string[]][] = [
    ["/run/x /h/.config/systemd/user /usr/x", ["/h/.config/systemd/user"]],
    ['"/a b/systemd/user" /run/x', ["/a b/systemd/user"]],
    ["/run/x /a b/systemd/user2", []],
    ["/x/h/.config/systemd/user /h/.config/systemd/user2", []],
    ["", []],
  ];
  for (const [unitPath, expected] of cases) {
    assert.deepEqual(foldersRead(`UnitPath=${unitPath}\n`, folders), expected);
  }
});

Deno.test("what systemd shows of both units is read", () => {
  const text = `Id=openclaw-guard.timer
LoadState=loaded
ActiveState=active
UnitFileState=enabled
NeedDaemonReload=no
LastTriggerUSec=Mon 2026-11-23 01:02:30 UTC
Result=success

Id=openclaw-guard.service
LoadState=loaded
ActiveState=inactive
Result=exit-code
ExecMainStatus=203
NeedDaemonReload=yes
Environment="XDG_STATE_HOME=/a b" X=1
`;
  const { environment, ...state } = parseTimer(text);
  assert.deepEqual({ ...environment }, { XDG_STATE_HOME: "/a b", X: "1" });
  assert.deepEqual(state, {
    loadState: "loaded",
    activeState: "active",
    enabled: true,
    lastTriggerMs: Date.UTC(2026, 10, 23, 1, 2, 30),
    result: "exit-code",
    exitStatus: 203,
    outdated: true,
  });
  assert.equal(parseTimer("").activeState, "unknown");
});
