import assert from "node:assert/strict";
import { userBusEnvironment } from "../../lib/sys/systemctl.ts";
import { fakeContext } from "../fake_context.ts";

function environment(given: Readonly<Record<string, string>>) {
  return userBusEnvironment(
    fakeContext({ uid: 1000, env: (name) => given[name] || undefined }),
  );
}

Deno.test("cron's empty environment is given the user's bus", () => {
  const { XDG_RUNTIME_DIR, DBUS_SESSION_BUS_ADDRESS } = environment({});
  assert.equal(XDG_RUNTIME_DIR, "/run/user/1000");
  assert.equal(DBUS_SESSION_BUS_ADDRESS, "unix:path=/run/user/1000/bus");
});

Deno.test("a folder that is given is kept, a relative one ignored", () => {
  assert.equal(environment({ XDG_RUNTIME_DIR: "/x" })["XDG_RUNTIME_DIR"], "/x");
  assert.equal(
    environment({ XDG_RUNTIME_DIR: "run" })["XDG_RUNTIME_DIR"],
    "/run/user/1000",
  );
});
