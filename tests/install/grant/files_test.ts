import assert from "node:assert/strict";
import { GuardError } from "../../../lib/base/errors.ts";
import {
  allGrants,
  plannedGrant,
  putGrant,
} from "../../../lib/install/grant/files.ts";
import type { GrantKind } from "../../../lib/install/grant/texts.ts";
import type { RunResult } from "../../../lib/sys/command.ts";
import type { Context } from "../../../lib/sys/context.ts";
import { fakeContext } from "../../fake_context.ts";
import { failed, ok } from "../world.ts";

const GRANT = {
  user: "alice",
  unit: "openclaw.service",
  file: "/etc/systemd/system/openclaw.service",
};
const RULES = "polkit-1/rules.d";
const SUDOERS = "sudoers.d";

/** An /etc with both folders. */
class Etc implements Disposable {
  readonly etc = Deno.makeTempDirSync();
  readonly checked: string[] = [];
  visudo: RunResult = ok("stdin: parsed OK\n");

  constructor() {
    for (const folder of [RULES, SUDOERS]) {
      Deno.mkdirSync(`${this.etc}/${folder}`, { recursive: true });
    }
  }

  [Symbol.dispose]() {
    Deno.removeSync(this.etc, { recursive: true });
  }

  get context(): Context {
    return fakeContext({
      uid: 0,
      roots: { proc: "/p", cgroup: "/c", tmp: "/t", etc: this.etc },
      run: (program, args, options) => {
        assert.deepEqual([program, ...args], [
          "visudo",
          "--check",
          "--file=-",
        ]);
        this.checked.push(String(options?.stdin));
        return Promise.resolve(this.visudo);
      },
    });
  }

  async put(kind: GrantKind, grant = GRANT): Promise<boolean> {
    const { context } = this;
    return await putGrant(context, kind, plannedGrant(context, kind, grant));
  }

  path(kind: GrantKind, grant = GRANT): string {
    return plannedGrant(this.context, kind, grant).path;
  }

  /** All there is in both folders. */
  get names(): string[] {
    return [RULES, SUDOERS].flatMap((folder) =>
      [...Deno.readDirSync(`${this.etc}/${folder}`)].map(({ name }) => name)
    ).sort();
  }
}

Deno.test("a file is written once, for whom it is, with its mode", async () => {
  const rows: [GrantKind, mode: number, checks: number][] = [
    ["polkit", 0o644, 0],
    ["sudo", 0o440, 1],
  ];
  for (const [kind, mode, checks] of rows) {
    using etc = new Etc();
    assert.equal(await etc.put(kind), true);
    assert.equal(await etc.put(kind), false);
    const path = etc.path(kind);
    assert.equal((Deno.statSync(path).mode ?? 0) & 0o7777, mode);
    const text = Deno.readTextFileSync(path);
    assert.deepEqual(etc.checked, kind === "sudo" ? [text] : []);
    assert.equal(etc.checked.length, checks);
    assert.equal(etc.names.length, 1, "no temporary file is left");
  }
});

Deno.test("a grant of another version is replaced, somebody else's file is not", async () => {
  const old = "# Managed by openclaw-guard: of an older version\n";
  const rows: [
    what: string,
    arrange: (path: string, etc: string) => void,
    written: boolean,
  ][] = [
    ["an older one", (path) => Deno.writeTextFileSync(path, old), true],
    [
      "a person's",
      (path) => Deno.writeTextFileSync(path, "alice ALL=(ALL) ALL\n"),
      false,
    ],
    ["an empty one", (path) => Deno.writeTextFileSync(path, ""), false],
    ["a mask", (path) => Deno.symlinkSync("/dev/null", path), false],
    [
      "a link to nowhere",
      (path) => Deno.symlinkSync("/nowhere/x", path),
      false,
    ],
    [
      "a link to a grant",
      (path, etc) => {
        Deno.writeTextFileSync(`${etc}/elsewhere`, old);
        Deno.symlinkSync(`${etc}/elsewhere`, path);
      },
      false,
    ],
    ["a folder", (path) => Deno.mkdirSync(path), false],
  ];
  for (const [what, arrange, written] of rows) {
    using etc = new Etc();
    const path = etc.path("sudo");
    arrange(path, etc.etc);
    const before = Deno.lstatSync(path);
    if (written) {
      assert.equal(await etc.put("sudo"), true, what);
      assert.match(Deno.readTextFileSync(path), /^alice ALL=\(root\)/m);
      continue;
    }
    await assert.rejects(etc.put("sudo"), GuardError, what);
    assert.deepEqual(Deno.lstatSync(path).ino, before.ino, what);
    assert.deepEqual(etc.names, [path.split("/").at(-1)], what);
  }
});

Deno.test("what visudo refuses, or nobody can check, is not written", async () => {
  const rows: [visudo: RunResult, why: RegExp][] = [
    [
      failed("stdin:2:10: syntax error\nmore\n"),
      /sudo: stdin:2:10: syntax error$/,
    ],
    [{ ...failed(""), stdout: "parse error\n" }, /for sudo: parse error$/],
    [failed("", 3), /for sudo: exit code 3$/],
  ];
  for (const [visudo, why] of rows) {
    using etc = new Etc();
    etc.visudo = visudo;
    await assert.rejects(
      etc.put("sudo"),
      (error) =>
        error instanceof GuardError && why.test(error.message) &&
        /^Nothing was written/.test(error.hint),
    );
    assert.deepEqual(etc.names, []);
  }
});

Deno.test("a folder that is not there is named, and not made", async () => {
  using etc = new Etc();
  Deno.removeSync(`${etc.etc}/${RULES}`);
  await assert.rejects(
    etc.put("polkit"),
    (error) =>
      error instanceof GuardError &&
      /^cannot write .*\/polkit-1\/rules\.d\/50-openclaw-guard@alice@openclaw\.rules: /
        .test(error.message),
  );
  assert.deepEqual([...Deno.readDirSync(`${etc.etc}/polkit-1`)], []);
});

Deno.test("what is found is the guard's, and whose it is and for which unit", async () => {
  using etc = new Etc();
  const grants: [kind: GrantKind, user: string, unit: string][] = [
    ["polkit", "alice", "corp@openclaw.service"],
    ["polkit", "alice", "openclaw.service"],
    ["sudo", "alic", "e@openclaw.service"],
    ["sudo", "alice", "openclaw.service"],
    ["sudo", "alice.b", "openclaw.service"],
    ["sudo", "alice2", "openclaw.service.service"],
    ["sudo", "alice@corp", "my.openclaw@1.2.service"],
  ];
  for (const [kind, user, unit] of grants) {
    await etc.put(kind, { ...GRANT, user, unit });
  }
  const folder = `${etc.etc}/${SUDOERS}`;
  const marked = "# Managed by openclaw-guard: x\n";
  // A person's file under such a name, a link, and one of the guard elsewhere.
  Deno.writeTextFileSync(`${folder}/openclaw-guard@alice@mine`, "# mine\n");
  Deno.symlinkSync(etc.path("sudo"), `${folder}/openclaw-guard@alice@link`);
  Deno.writeTextFileSync(`${folder}/alice`, marked);
  const found = allGrants(etc.context);
  assert.deepEqual(
    found.map(({ user, unit }) => `${user} ${unit}`).sort(),
    grants.map(([, user, unit]) => `${user} ${unit}`).sort(),
  );
  for (const { path } of found) Deno.removeSync(path);
  assert.deepEqual(etc.names, [
    "alice",
    "openclaw-guard@alice@link",
    "openclaw-guard@alice@mine",
  ]);
});
