import assert from "node:assert/strict";
import { makeReadable, unlocked, whyLocked } from "../../lib/config/locked.ts";

/** Everything the tests make is another user's to them. */
const STRANGER = (Deno.uid() ?? 0) + 1;
const OWNER = `user ${Deno.uid()}, not to you (${STRANGER})`;

/** A home folder in which a stranger may write to `open`, and a store where nobody but the owner may. */
function world() {
  const root = Deno.makeTempDirSync();
  const home = `${root}/home`;
  for (const name of ["home", "home/open", "home/closed", "store"]) {
    Deno.mkdirSync(`${root}/${name}`);
  }
  Deno.chmodSync(`${home}/open`, 0o777);
  for (const name of ["home/open", "home/closed", "store"]) {
    Deno.writeTextFileSync(`${root}/${name}/openclaw.json`, "{}");
  }
  const link = (name: string, target: string) =>
    Deno.symlinkSync(target, `${home}/open/${name}`);
  link("nix.json", "../../store/openclaw.json");
  link("dotfile.json", "../closed/openclaw.json");
  link("nowhere.json", "/nonexistent/openclaw.json");
  return { root, home };
}

Deno.test("whyLocked() says whose a config is, or where it is managed, and what to do", () => {
  const { root, home } = world();
  const store = `${home}/open/../../store/openclaw.json`;
  const closed = `${home}/open/../closed`;
  const elsewhere =
    'Change it there; "openclaw-guard restore-config --diff --profile p" shows what differs';
  const cases: [
    path: string,
    variable: string | null,
    expected: [why: string, next: string] | null,
  ][] = [
    ["home/open/missing.json", null, null],
    ["home/open/nowhere.json", null, null],
    ["home/open/openclaw.json", null, [
      `PATH belongs to ${OWNER}`,
      `Run "sudo chown ${STRANGER} PATH"`,
    ]],
    ["home/closed/openclaw.json", null, [
      `${home}/closed belongs to ${OWNER}`,
      `Run "sudo chown ${STRANGER} ${home}/closed PATH"`,
    ]],
    ["home/open/dotfile.json", null, [
      `${closed} belongs to ${OWNER}`,
      `Run "sudo chown ${STRANGER} ${closed} ${closed}/openclaw.json"`,
    ]],
    ["store/openclaw.json", null, [
      "PATH is where you may not write: it is managed elsewhere",
      elsewhere,
    ]],
    ["home/open/nix.json", null, [
      `PATH is a link to ${store}, where you may not write: it is managed elsewhere`,
      elsewhere,
    ]],
    ["home/open/missing.json", "OPENCLAW_NIX_MODE", [
      "PATH is managed elsewhere (OPENCLAW_NIX_MODE=1)",
      elsewhere,
    ]],
  ];
  for (const [name, variable, expected] of cases) {
    const path = `${root}/${name}`;
    const locked = whyLocked({ uid: STRANGER, home }, "p", path, variable);
    assert.deepEqual(
      locked === null ? null : [locked.why, locked.next],
      expected?.map((text) => text.replaceAll("PATH", path)) ?? null,
    );
    const command = unlocked(locked, "restore");
    if (expected === null) assert.equal(command, "restore");
    else if (expected[1] === elsewhere) assert.equal(command, null);
    else assert.match(command ?? "", /^sudo chown .* && restore$/);
  }
});

Deno.test("whyLocked() has nothing against one's own file, of whatever mode and through whatever link", () => {
  const { root, home } = world();
  const own = { uid: Deno.uid() ?? 0, home };
  Deno.chmodSync(`${home}/open/openclaw.json`, 0o444);
  for (const name of ["home/open/openclaw.json", "home/open/nix.json"]) {
    assert.equal(whyLocked(own, "p", `${root}/${name}`, null), null);
  }
});

Deno.test("makeReadable() names the file that could not be read, and only for that", () => {
  const path = `${world().home}/open/openclaw.json`;
  const denied = new Deno.errors.PermissionDenied(
    `Permission denied (os error 13): open '${path}'`,
  );
  const own = Deno.uid() ?? 0;
  assert.equal(makeReadable(denied, "/x", own), `chmod u+rw ${path}`);
  assert.equal(
    makeReadable(denied, "/x", STRANGER),
    `sudo chown ${STRANGER} ${path}`,
  );
  assert.equal(makeReadable(new Error("disk"), path, own), null);
});
