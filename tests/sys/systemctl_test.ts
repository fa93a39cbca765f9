import assert from "node:assert/strict";
import { userBusEnvironment } from "../../lib/sys/systemctl.ts";
import { fakeContext } from "../fake_context.ts";

function environment(given: Readonly<Record<string, string>>, uid = 1000) {
  return userBusEnvironment(
    fakeContext({ uid, env: (name) => given[name] || undefined }),
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

Deno.test("root asks root's manager, whatever is left of another user's after su", () => {
  const { XDG_RUNTIME_DIR, DBUS_SESSION_BUS_ADDRESS } = environment({
    XDG_RUNTIME_DIR: "/run/user/1000",
    DBUS_SESSION_BUS_ADDRESS: "unix:path=/run/user/1000/bus",
  }, 0);
  assert.equal(XDG_RUNTIME_DIR, "/run/user/0");
  assert.equal(DBUS_SESSION_BUS_ADDRESS, "unix:path=/run/user/0/bus");
});
