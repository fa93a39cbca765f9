import assert from "node:assert/strict";
import type { Scope } from "../../../lib/base/gateway_unit.ts";
import {
  formerTimer,
  timerScope,
  unitFolders,
} from "../../../lib/install/timer/files.ts";
import { serviceText } from "../../../lib/install/timer/units.ts";
import { receiptPath } from "../../../lib/store/paths.ts";
import { fakeContext } from "../../fake_context.ts";

const OURS = serviceText({ program: "/opt/openclaw-guard", variables: {} });

Deno.test("the timer is the system's only for root's gateway that is a unit of the system, and stays there", () => {
  const system = { scope: "system", unit: "openclaw.service", user: "" };
  const user = { ...system, scope: "user" };
  const rows: [
    what: string,
    uid: number,
    recorded: Record<string, unknown>,
    /** What lies in the system's folder. */
    there: string | null,
    given: Scope | undefined,
    scope: Scope,
  ][] = [
    ["root, nothing installed", 0, {}, null, undefined, "user"],
    ["root's user unit", 0, { default: user }, null, undefined, "user"],
    [
      "root's unit of the system",
      0,
      { work: system },
      null,
      undefined,
      "system",
    ],
    [
      "one of two profiles",
      0,
      { default: user, work: system },
      null,
      undefined,
      "system",
    ],
    ["the one of the system has gone", 0, {}, OURS, undefined, "system"],
    ["somebody else's is there", 0, {}, "[Service]\n", undefined, "user"],
    ["root installs one of the system", 0, {}, null, "system", "system"],
    ["what goes now", 0, { work: system }, OURS, "user", "user"],
    [
      "a user's unit of the system",
      1000,
      { work: system },
      null,
      undefined,
      "user",
    ],
    ["a user installs one of the system", 1000, {}, null, "system", "user"],
    ["root's is no user's", 1000, {}, OURS, undefined, "user"],
  ];
  for (const [what, uid, gateways, there, given, scope] of rows) {
    const home = Deno.makeTempDirSync();
    try {
      const etc = `${home}/etc`;
      const units = `${etc}/systemd/system`;
      const context = fakeContext({
        uid,
        home,
        roots: { proc: "/p", cgroup: "/c", tmp: "/t", etc },
        ...given === undefined ? {} : { timerScope: given },
      });
      const path = receiptPath(context);
      Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
      Deno.writeTextFileSync(path, JSON.stringify({ gateways }));
      Deno.mkdirSync(units, { recursive: true });
      if (there !== null) {
        Deno.writeTextFileSync(`${units}/openclaw-guard.service`, there);
      }
      assert.equal(timerScope(context), scope, what);
      const own = `${home}/.config/systemd/user`;
      const folder = scope === "system" ? units : own;
      assert.deepEqual(unitFolders(context), [folder], what);
      if (given !== undefined) continue;
      // The profile that is installed anew does not count.
      const besides = there === OURS && uid === 0 ? "system" : "user";
      assert.equal(timerScope(context, "work"), besides, what);
      assert.equal(formerTimer(context), null, what);
      Deno.mkdirSync(own, { recursive: true });
      Deno.writeTextFileSync(`${own}/openclaw-guard.timer`, OURS);
      assert.equal(formerTimer(context) !== null, scope === "system", what);
    } finally {
      Deno.removeSync(home, { recursive: true });
    }
  }
});
