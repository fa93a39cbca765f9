import assert from "node:assert/strict";
import { CommandNotFoundError } from "../../lib/base/errors.ts";
import { gatewayUnitOf, type Scope } from "../../lib/base/gateway_unit.ts";
import {
  isRefused,
  manage,
  type Permission,
  permissionFor,
} from "../../lib/probe/permission.ts";
import type { RunResult } from "../../lib/sys/command.ts";
import type { Context } from "../../lib/sys/context.ts";
import { fakeContext } from "../fake_context.ts";

function ended(code: number, stderr = "", timedOut = false): RunResult {
  return { code, stdout: "", stderr, timedOut };
}

const DONE = ended(0);
/** As systemd 252 says it of a unit that is not there, to who may. */
const NOT_LOADED = ended(
  5,
  "Failed to stop openclaw-guard-asks-for-openclaw.service: Unit openclaw-guard-asks-for-openclaw.service not loaded.\n",
);
const DENIED = ended(
  4,
  "Failed to stop x: Interactive authentication required.\nSee system logs\n",
);
/** polkit.service is masked. */
const MASKED = ended(1, "Failed to stop x: Access denied\n");
const SLOW = ended(5, "", true);
/** As sudo 1.9.13 says it. */
const NO_PASSWORD = ended(1, "sudo: a password is required\n");
const NOT_ALLOWED = ended(1, "sudo: Sorry, user ann may not run that\n");

/** A folder of settings where polkit knows rules. */
const ETC = Deno.makeTempDirSync();
Deno.mkdirSync(`${ETC}/polkit-1/rules.d`, { recursive: true });
addEventListener("unload", () => Deno.removeSync(ETC, { recursive: true }));

/** Answers of the two programs; null: there is no such program. */
function world(
  uid: number,
  rules: boolean,
  systemctl: RunResult,
  sudo: RunResult | null,
): { context: Context; calls: string[] } {
  const calls: string[] = [];
  const { roots } = fakeContext();
  const context = fakeContext({
    uid,
    roots: { ...roots, etc: rules ? ETC : roots.etc },
    run(program, args) {
      calls.push([program, ...args].join(" "));
      const result = program === "systemctl" ? systemctl : sudo;
      return result === null
        ? Promise.reject(new CommandNotFoundError(program))
        : Promise.resolve(result);
    },
  });
  return { context, calls };
}

const ASKED =
  "--system --no-ask-password stop --no-block openclaw-guard-asks-for-openclaw.service";

Deno.test("what gives the right: nothing is needed, polkit, sudo where polkit has no rules, or nobody", async () => {
  const rows: [
    what: string,
    uid: number,
    Scope,
    rules: boolean,
    systemctl: RunResult,
    sudo: RunResult | null,
    Permission | null,
  ][] = [
    ["a unit of one's own", 1000, "user", true, DENIED, null, "own"],
    ["root's", 0, "system", true, DENIED, null, "own"],
    ["a rule", 1000, "system", true, NOT_LOADED, null, "polkit"],
    ["no rule", 1000, "system", true, DENIED, DONE, null],
    // sudo would do it, and a rescue does not ask sudo where polkit has rules.
    ["no rule, but sudo", 1000, "system", true, DENIED, NOT_LOADED, null],
    ["polkit is masked", 1000, "system", true, MASKED, NOT_LOADED, null],
    ["no rules, but sudo", 1000, "system", false, MASKED, NOT_LOADED, "sudo"],
    [
      "an old polkit allows it",
      1000,
      "system",
      false,
      NOT_LOADED,
      null,
      "polkit",
    ],
    ["sudo wants a password", 1000, "system", false, DENIED, NO_PASSWORD, null],
    ["sudo does not let", 1000, "system", false, DENIED, NOT_ALLOWED, null],
    [
      "sudo lets, systemd does not",
      1000,
      "system",
      false,
      DENIED,
      DENIED,
      null,
    ],
    ["there is no sudo", 1000, "system", false, DENIED, null, null],
    // A success would mean that a unit was stopped that is not there.
    ["an answer that cannot be", 1000, "system", true, DONE, DONE, null],
    ["no answer in time", 1000, "system", true, SLOW, null, null],
    ["none of sudo in time", 1000, "system", false, DENIED, SLOW, null],
  ];
  for (const [what, uid, scope, rules, systemctl, sudo, expected] of rows) {
    const { context, calls } = world(uid, rules, systemctl, sudo);
    const unit = gatewayUnitOf(uid, scope, "openclaw.service", "default");
    assert.equal(await permissionFor(context, unit), expected, what);
    // However it ends, the gateway itself is never named to anybody.
    for (const call of calls) {
      assert.ok(
        [`systemctl ${ASKED}`, `sudo -n -- /usr/bin/systemctl ${ASKED}`]
          .includes(call),
        call,
      );
    }
  }
});

Deno.test("sudo is asked only for the system's units, not by root, not where polkit has rules, and after a refusal", async () => {
  const verb = ["restart", "--no-block", "openclaw.service"];
  const line = verb.join(" ");
  const bySudo =
    `sudo -n -- /usr/bin/systemctl --system --no-ask-password ${line}`;
  const rows: [
    what: string,
    uid: number,
    Scope,
    rules: boolean,
    systemctl: RunResult,
    sudo: RunResult | null,
    asked: boolean,
    result: RunResult,
  ][] = [
    ["it obeys", 1000, "system", false, DONE, null, false, DONE],
    ["sudo helps", 1000, "system", false, DENIED, DONE, true, DONE],
    ["sudo does not", 1000, "system", false, DENIED, NO_PASSWORD, true, DENIED],
    ["no sudo", 1000, "system", false, DENIED, null, true, DENIED],
    [
      "sudo lets, and it fails",
      1000,
      "system",
      false,
      MASKED,
      DENIED,
      true,
      DENIED,
    ],
    ["polkit has rules", 1000, "system", true, DENIED, DONE, false, DENIED],
    ["a unit of one's own", 1000, "user", false, DENIED, DONE, false, DENIED],
    ["root", 0, "system", false, DENIED, DONE, false, DENIED],
    // It may have been queued: twice would be two restarts.
    ["no answer", 1000, "system", false, SLOW, DONE, false, SLOW],
  ];
  for (
    const [what, uid, scope, rules, systemctl, sudo, asked, result] of rows
  ) {
    const { context, calls } = world(uid, rules, systemctl, sudo);
    assert.deepEqual(await manage(context, scope, verb), result, what);
    const first = `systemctl --${scope} --no-ask-password ${line}`;
    assert.deepEqual(calls, asked ? [first, bySudo] : [first], what);
  }
});

Deno.test("a refusal is told from any other failure", () => {
  const rows: [RunResult, boolean][] = [
    [DENIED, true],
    [MASKED, true],
    [ended(1, "Failed: Permission denied\n"), true],
    [ended(0, "Access denied\n"), false],
    [NOT_LOADED, false],
    [ended(1, "Job for openclaw.service canceled.\n"), false],
  ];
  for (const [result, refused] of rows) {
    assert.equal(isRefused(result), refused, result.stderr);
  }
});
