import assert from "node:assert/strict";
import { timerScope, unitFolders } from "../../../lib/install/timer/files.ts";
import { receiptPath } from "../../../lib/store/paths.ts";
import { fakeContext } from "../../fake_context.ts";

Deno.test("the timer is the system's only for root's gateway that is a unit of the system", () => {
  const system = { scope: "system", unit: "openclaw.service", user: "" };
  const user = { ...system, scope: "user" };
  const rows: [
    what: string,
    uid: number,
    recorded: Record<string, unknown>,
    installing: boolean | undefined,
    scope: "user" | "system",
  ][] = [
    ["root, nothing installed", 0, {}, undefined, "user"],
    ["root's user unit", 0, { default: user }, undefined, "user"],
    ["root's unit of the system", 0, { default: system }, undefined, "system"],
    [
      "one of two profiles",
      0,
      { default: user, work: system },
      undefined,
      "system",
    ],
    ["root installs one of the system", 0, {}, true, "system"],
    // The old timer is looked for before the new receipt is written.
    [
      "root installs one of its own instead",
      0,
      { default: system },
      false,
      "user",
    ],
    [
      "a user's unit of the system",
      1000,
      { default: system },
      undefined,
      "user",
    ],
    ["a user installs one of the system", 1000, {}, true, "user"],
  ];
  for (const [what, uid, gateways, systemGateway, scope] of rows) {
    const home = Deno.makeTempDirSync();
    try {
      const context = fakeContext({
        uid,
        home,
        roots: { proc: "/p", cgroup: "/c", tmp: "/t", etc: "/some/etc" },
        ...systemGateway === undefined ? {} : { systemGateway },
      });
      const path = receiptPath(context);
      Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
      Deno.writeTextFileSync(path, JSON.stringify({ gateways }));
      assert.equal(timerScope(context), scope, what);
      const folder = scope === "system"
        ? "/some/etc/systemd/system"
        : `${home}/.config/systemd/user`;
      assert.deepEqual(unitFolders(context), [folder], what);
    } finally {
      Deno.removeSync(home, { recursive: true });
    }
  }
});
