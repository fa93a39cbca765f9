import assert from "node:assert/strict";
import { GuardError } from "../../../lib/base/errors.ts";
import {
  grantCommand,
  refuseOthers,
  revokeCommand,
} from "../../../lib/commands/grant/command.ts";
import type { RunResult } from "../../../lib/sys/command.ts";
import type { Context } from "../../../lib/sys/context.ts";
import { entriesOf } from "../../../lib/sys/files.ts";
import { fakeClock, fakeContext, fakeTerminal } from "../../fake_context.ts";
import { failed, ok } from "../../install/world.ts";

const PASSWD: Readonly<Record<string, string>> = {
  alice: "1000",
  alicia: "1001",
  bob: "1002",
  root: "0",
  toor: "0",
};

function unit(name: string, user: string, command = "openclaw gateway") {
  return `Id=${name}
LoadState=loaded
ActiveState=active
User=${user}
ExecStart={ path=/n ; argv[]=/n ${command} ; ignore_errors=no ; }
`;
}

const UNITS = [
  unit("openclaw.service", "alice"),
  unit("openclaw@two.service", "1000"),
  unit("openclaw-b.service", "bob"),
  unit("roots.service", ""),
  unit("nginx.service", "alice", "nginx"),
];

/** A machine whose /etc is a folder of the test's. */
class Machine implements Disposable {
  readonly etc = Deno.makeTempDirSync();
  readonly terminal = fakeTerminal();
  readonly clock = fakeClock();
  readonly calls: string[] = [];
  uid = 0;
  env: Record<string, string> = {};
  /** What the trial as that user gives. */
  trial: RunResult = failed("not loaded.\n", 5);

  constructor(readonly kind: "polkit" | "sudo" = "polkit") {
    Deno.mkdirSync(`${this.etc}/sudoers.d`);
    if (kind === "polkit") {
      Deno.mkdirSync(`${this.etc}/polkit-1/rules.d`, { recursive: true });
    }
  }

  [Symbol.dispose]() {
    Deno.removeSync(this.etc, { recursive: true });
  }

  get context(): Context {
    return fakeContext({
      uid: this.uid,
      clock: this.clock,
      terminal: this.terminal,
      env: (name) => this.env[name],
      roots: { proc: "/p", cgroup: "/c", tmp: "/t", etc: this.etc },
      run: (program, args) => {
        this.calls.push([program, ...args].join(" "));
        return Promise.resolve(this.#run(program, args));
      },
    });
  }

  #run(program: string, args: readonly string[]): RunResult {
    switch (program) {
      case "systemctl":
        assert.ok(args.includes("--system") && args.includes("show"));
        return ok(
          args.at(-1)?.includes("FragmentPath")
            ? `LoadState=loaded\nFragmentPath=/etc/systemd/system/${
              args.at(-2)
            }\n`
            : UNITS.join("\n"),
        );
      case "getent": {
        const key = args[1] ?? "";
        const found = Object.entries(PASSWD).find(([name, uid]) =>
          name === key || uid === key
        );
        return found === undefined
          ? failed("", 2)
          : ok(`${found[0]}:x:${found[1]}:1::/:/bin/sh\n`);
      }
      case "visudo":
        return ok("");
      case "runuser":
        return this.trial;
    }
    throw new Error(`unexpected: ${program}`);
  }

  async grant(...args: string[]): Promise<number> {
    return await grantCommand.run(args, this.context);
  }

  async revoke(...args: string[]): Promise<number> {
    return await revokeCommand.run(args, this.context);
  }

  /** All files in both folders. */
  get files(): string[] {
    return ["polkit-1/rules.d", "sudoers.d"].flatMap((folder) =>
      entriesOf(`${this.etc}/${folder}`).map(({ name }) => name)
    ).sort();
  }
}

function file(user: string, unit: string): string {
  return `50-openclaw-guard@${user}@${unit}.rules`;
}

function says(why: RegExp) {
  return (error: unknown) =>
    error instanceof GuardError && why.test(error.describe());
}

Deno.test("whose gateways it is for, and which", async () => {
  const alice = [file("alice", "openclaw"), file("alice", "openclaw@two")];
  const rows: [
    what: string,
    args: string[],
    env: Record<string, string>,
    files: string[],
  ][] = [
    ["who called sudo", [], { SUDO_USER: "alice" }, alice],
    ["--for", ["--for", "alice"], {}, alice],
    [
      "--for wins over who called sudo",
      ["--for", "bob"],
      { SUDO_USER: "alice" },
      [file("bob", "openclaw-b")],
    ],
    // sudo and polkit know users by name: a number there is nobody.
    ["--for a number", ["--for", "1000"], {}, alice],
    [
      "--unit",
      ["--for", "alice", "--unit", "openclaw@two.service"],
      {},
      [file("alice", "openclaw@two")],
    ],
    [
      "--unit without its end",
      ["--for", "alice", "--unit", "openclaw"],
      {},
      [file("alice", "openclaw")],
    ],
  ];
  for (const [what, args, env, files] of rows) {
    using machine = new Machine();
    machine.env = env;
    assert.equal(await machine.grant(...args), 0, what);
    assert.deepEqual(machine.files, [...files].sort(), what);
    // The real unit is not touched: what does not exist is asked about.
    for (const call of machine.calls) {
      if (!call.startsWith("runuser")) continue;
      const user = files[0]?.includes("@bob@") ? "bob" : "alice";
      assert.match(
        call,
        new RegExp(
          `^runuser -u ${user} -- .* stop --no-block openclaw-guard-asks-for-`,
        ),
      );
    }
  }
});

Deno.test("what is refused writes nothing and says what to do", async () => {
  const rows: [
    what: string,
    uid: number,
    args: string[],
    env: Record<string, string>,
    why: RegExp,
  ][] = [
    [
      "not root",
      1000,
      [],
      { USER: "alice" },
      /^cannot run "grant" as uid 1000: only root can change that\. Run "sudo .* ?openclaw-guard grant"$/,
    ],
    [
      "root, and nobody named",
      0,
      [],
      {},
      /cannot tell whose guard is meant\. Add --for USER/,
    ],
    ["root itself", 0, ["--for", "root"], {}, /cannot tell whose/],
    ["root by number", 0, ["--for", "0"], {}, /cannot tell whose/],
    ["another name of root's", 0, ["--for", "toor"], {}, /cannot tell whose/],
    ["root by sudo of root", 0, [], { SUDO_USER: "root" }, /cannot tell whose/],
    ["nobody", 0, ["--for", "carol"], {}, /"carol": there is no such user/],
    [
      "an option in disguise",
      0,
      ["--for=--help"],
      {},
      /"--help": there is no such user/,
    ],
    [
      "a user without a gateway",
      0,
      ["--for", "alicia"],
      {},
      /cannot grant anything to alicia: no gateway of the system runs as that user\. Gateways of the system: openclaw\.service \(alice\), .*roots\.service \(root\)$/,
    ],
    [
      "another user's gateway",
      0,
      ["--for", "alice", "--unit", "openclaw-b"],
      {},
      /openclaw-b\.service is no gateway that runs as that user/,
    ],
    [
      "root's gateway",
      0,
      ["--for", "alice", "--unit", "roots"],
      {},
      /roots\.service is no gateway that runs as that user/,
    ],
    [
      "no gateway, though it runs as that user",
      0,
      ["--for", "alice", "--unit", "nginx"],
      {},
      /nginx\.service is no gateway that runs as that user/,
    ],
    [
      "a pattern",
      0,
      ["--for", "alice", "--unit", "*.service"],
      {},
      /--unit "\*\.service" is not the name of a service/,
    ],
  ];
  for (const [what, uid, args, env, why] of rows) {
    using machine = new Machine();
    machine.uid = uid;
    machine.env = env;
    await assert.rejects(machine.grant(...args), says(why), what);
    assert.deepEqual(machine.files, [], what);
  }
});

Deno.test("--dry-run shows to anybody what root would write, and writes and tries nothing", async () => {
  const rows: [uid: number, args: string[], env: Record<string, string>][] = [
    [1000, [], { USER: "alice" }],
    [1002, ["--for", "alice"], { USER: "bob" }],
    [0, [], { SUDO_USER: "alice" }],
  ];
  const kinds: ["polkit" | "sudo", name: string, mode: string][] = [
    ["polkit", `polkit-1/rules.d/${file("alice", "openclaw")}`, "644"],
    ["sudo", "sudoers.d/openclaw-guard@alice@openclaw", "440"],
  ];
  for (const [kind, name, mode] of kinds) {
    using real = new Machine(kind);
    await real.grant("--for", "alice");
    const written = Deno.readTextFileSync(`${real.etc}/${name}`).trimEnd();
    for (const [uid, args, env] of rows) {
      using machine = new Machine(kind);
      Object.assign(machine, { uid, env });
      assert.equal(await machine.grant("--dry-run", ...args), 0);
      assert.deepEqual(machine.files, []);
      assert.ok(
        machine.calls.every((call) => /^(?:getent|systemctl) /.test(call)),
      );
      const { lines } = machine.terminal;
      const title = `would write ${machine.etc}/${name} (mode ${mode}):`;
      const at = lines.indexOf(title);
      assert.ok(at >= 0, lines.join("\n"));
      const shown = written.split("\n").map((line) => `  ${line}`);
      assert.deepEqual(lines.slice(at + 1, at + 1 + shown.length), shown);
    }
  }
});

Deno.test("without polkit's folder it is sudo that is asked, and tried as sudo will do it", async () => {
  using machine = new Machine("sudo");
  assert.equal(await machine.grant("--for", "bob"), 0);
  assert.deepEqual(machine.files, ["openclaw-guard@bob@openclaw-b"]);
  assert.ok(
    machine.calls.includes(
      "runuser -u bob -- sudo -n -- /usr/bin/systemctl --system --no-ask-password stop --no-block openclaw-guard-asks-for-openclaw-b.service",
    ),
    machine.calls.join("\n"),
  );
});

Deno.test("what is written is shown before, tried after, and said when it does not hold", async () => {
  using machine = new Machine();
  const args = ["--for", "bob"];
  assert.equal(await machine.grant(...args), 0);
  const { lines, errors } = machine.terminal;
  assert.deepEqual(lines.slice(-2), [
    "written",
    "tried as bob: the guard may start, stop and restart openclaw-b.service",
  ]);
  await machine.grant(...args);
  assert.equal(lines.at(-2), "that is there already");
  machine.trial = failed("Access denied\n");
  const began = machine.clock.now().bootMs;
  assert.equal(await machine.grant(...args), 2);
  assert.match(
    errors.at(-1) ?? "",
    /^tried as bob: it is still refused; see "/,
  );
  const waited = machine.clock.now().bootMs - began;
  assert.ok(waited >= 5000 && waited < 6000, String(waited));
  // sudo would want a password, or a unit was stopped that is none.
  for (const trial of [failed("sudo: a password is required\n"), ok("")]) {
    machine.trial = trial;
    assert.equal(await machine.grant(...args), 2);
  }
});

Deno.test("whom the unit ran as before is named with the command that takes it back", async () => {
  for (const kind of ["polkit", "sudo"] as const) {
    using machine = new Machine(kind);
    await machine.grant("--for", "alice");
    await machine.grant("--for", "bob");
    const { errors } = machine.terminal;
    assert.deepEqual(errors, []);
    const former = kind === "polkit"
      ? `polkit-1/rules.d/${file("a%2esmith", "openclaw-b")}`
      : "sudoers.d/openclaw-guard@a%2esmith@openclaw-b";
    Deno.writeTextFileSync(
      `${machine.etc}/${former}`,
      "# Managed by openclaw-guard: of another time",
    );
    assert.equal(await machine.grant("--for", "bob", "--dry-run"), 0);
    assert.deepEqual(errors, []);
    assert.equal(await machine.grant("--for", "bob"), 0);
    assert.match(
      errors.join("\n"),
      /^a\.smith may start, stop and restart openclaw-b\.service, too, from before it ran as bob; "sudo \S*openclaw-guard revoke --for a\.smith --unit openclaw-b\.service" takes that back$/,
    );
    await machine.revoke("--for", "a.smith", "--unit", "openclaw-b.service");
    await machine.grant("--for", "bob");
    assert.equal(errors.length, 1);
  }
});

Deno.test("revoke knows a user by number, too, and one who is gone by name", async () => {
  using machine = new Machine();
  await machine.grant("--for", "1000");
  assert.equal(machine.files.length, 2);
  assert.equal(await machine.revoke("--for", "1000"), 0);
  assert.deepEqual(machine.files, []);
  const rule = `${machine.etc}/polkit-1/rules.d/${file("gone", "openclaw")}`;
  Deno.writeTextFileSync(rule, "// Managed by openclaw-guard: of another time");
  assert.equal(await machine.revoke("--for", "gone"), 0);
  assert.deepEqual(machine.files, []);
});

Deno.test("revoke removes what that user was granted, and is root's", async () => {
  using machine = new Machine();
  await machine.grant("--for", "alice");
  await machine.grant("--for", "bob");
  const all = machine.files;
  assert.equal(all.length, 3);
  assert.equal(await machine.revoke("--for", "alice", "--dry-run"), 0);
  assert.equal(await machine.revoke("--for", "ali"), 0);
  assert.equal(machine.terminal.lines.at(-1), "nothing was granted to ali");
  assert.deepEqual(machine.files, all);
  assert.equal(await machine.revoke("--for", "alice", "--unit", "openclaw"), 0);
  assert.deepEqual(machine.files, [
    file("alice", "openclaw@two"),
    file("bob", "openclaw-b"),
  ]);
  machine.env = { SUDO_USER: "alice" };
  assert.equal(await machine.revoke(), 0);
  assert.deepEqual(machine.files, [file("bob", "openclaw-b")]);
  machine.uid = 1002;
  await assert.rejects(
    machine.revoke("--for", "bob"),
    says(/^cannot run "revoke" as uid 1002: .* revoke"$/),
  );
  assert.deepEqual(machine.files, [file("bob", "openclaw-b")]);
});

Deno.test({
  name:
    "root's rights are given by no program that somebody else can replace, but the caller of sudo",
  ignore: Deno.uid() !== 0, // only root can give a folder away
  fn() {
    const [ALICE, BOB] = [987_654_321, 987_654_322];
    const base = Deno.makeTempDirSync();
    try {
      for (const path of ["alice", "alice/bobs", "root"]) {
        Deno.mkdirSync(`${base}/${path}`);
      }
      for (const path of ["alice/own", "alice/bobs/guard", "root/guard"]) {
        Deno.writeTextFileSync(`${base}/${path}`, "");
      }
      Deno.symlinkSync(`${base}/alice/own`, `${base}/root/link`);
      Deno.chownSync(`${base}/alice`, ALICE, ALICE);
      Deno.chownSync(`${base}/alice/own`, ALICE, ALICE);
      Deno.chownSync(`${base}/alice/bobs`, BOB, BOB);
      Deno.chownSync(`${base}/alice/bobs/guard`, BOB, BOB);
      const rows: [string | null, sudoer: string | undefined, fine: boolean][] =
        [
          [null, undefined, true],
          ["root/guard", undefined, true],
          ["root/guard", String(BOB), true],
          ["alice/own", undefined, false],
          ["alice/own", String(BOB), false],
          ["alice/own", String(ALICE), true],
          ["root/link", undefined, false],
          ["root/link", String(ALICE), true],
          // bob's own file, in a folder of alice's.
          ["alice/bobs/guard", String(BOB), false],
          ["alice/own", "x", false],
          ["alice/own", "", false],
        ];
      for (const [program, sudoer, fine] of rows) {
        const context = fakeContext({
          uid: 0,
          env: (name) => name === "SUDO_UID" ? sudoer : undefined,
        });
        const path = program === null ? null : `${base}/${program}`;
        for (const verb of ["grant", "revoke"] as const) {
          const refuse = () => refuseOthers(verb, context, path);
          const what = `${program} by ${sudoer}`;
          if (fine) assert.doesNotThrow(refuse, what);
          else assert.throws(refuse, says(/does not belong to root/), what);
        }
      }
    } finally {
      Deno.removeSync(base, { recursive: true });
    }
  },
});
