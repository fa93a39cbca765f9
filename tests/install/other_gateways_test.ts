import assert from "node:assert/strict";
import {
  commandAs,
  gatewayOwners,
  programOf,
} from "../../lib/install/other_gateways.ts";
import { fakeContext } from "../fake_context.ts";

const UNITS = ".config/systemd/user";

/** Homes and control groups below a folder, and who is in passwd(5). */
async function owners(
  arrange: (base: string) => void,
  uids: Record<string, string> = { root: "0", alice: "1000", bob: "1001" },
  unlisted: Record<string, string> = {},
  system = "",
): Promise<string[]> {
  const base = Deno.makeTempDirSync();
  const line = ([name, uid]: [string, string]) =>
    `${name}:x:${uid}:${uid}::${base}/${name}:/bin/sh\n`;
  try {
    arrange(base);
    const context = fakeContext({
      uid: 0,
      roots: {
        proc: "/proc",
        cgroup: `${base}/cgroup`,
        tmp: "/tmp",
        etc: "/nowhere",
      },
      run(program, args) {
        const ok = { code: 0, stderr: "", timedOut: false };
        if (program === "systemctl") {
          return Promise.resolve({ ...ok, stdout: system });
        }
        assert.equal(program, "getent");
        const [, ...keys] = args;
        const all = Object.entries({ ...uids, ...unlisted });
        const stdout = keys.length === 0
          ? Object.entries(uids).map(line).join("")
          : all.filter((one) => one.some((key) => keys.includes(key))).map(line)
            .join("");
        return Promise.resolve({
          code: 0,
          stdout,
          stderr: "",
          timedOut: false,
        });
      },
    });
    return (await gatewayOwners(context)).map(({ name }) => name);
  } finally {
    Deno.removeSync(base, { recursive: true });
  }
}

function file(path: string) {
  Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  Deno.writeTextFileSync(path, "");
}

/** Where systemd's user manager keeps the control group of a service. */
function group(base: string, uid: number, inside = "/app.slice"): string {
  return `${base}/cgroup/user.slice/user-${uid}.slice/user@${uid}.service${inside}`;
}

Deno.test("a user has a gateway by its unit file, or because it runs", async () => {
  const unit = "openclaw-gateway.service";
  const cases: [what: string, (base: string) => void, string[]][] = [
    ["nothing", () => {}, []],
    ["a file", (base) => file(`${base}/bob/${UNITS}/${unit}`), ["bob"]],
    [
      "a profile's",
      (base) => file(`${base}/bob/${UNITS}/openclaw-gateway-work.service`),
      ["bob"],
    ],
    ["another unit", (base) => file(`${base}/bob/${UNITS}/x.service`), []],
    ["root's own", (base) => file(`${base}/root/${UNITS}/${unit}`), []],
    ["it runs", (base) => file(`${group(base, 1000)}/${unit}/x`), ["alice"]],
    [
      "it runs under an old systemd",
      (base) => file(`${group(base, 1000, "")}/${unit}/x`),
      ["alice"],
    ],
    ["root's runs", (base) => file(`${group(base, 0)}/${unit}/x`), []],
    [
      "both",
      (base) => {
        file(`${group(base, 1001)}/${unit}/x`);
        file(`${base}/alice/${UNITS}/${unit}`);
      },
      ["alice", "bob"],
    ],
    [
      "behind a link",
      (base) => {
        file(`${base}/elsewhere/systemd/user/${unit}`);
        Deno.mkdirSync(`${base}/bob`);
        Deno.symlinkSync(`${base}/elsewhere`, `${base}/bob/.config`);
      },
      [],
    ],
  ];
  for (const [what, arrange, expected] of cases) {
    assert.deepEqual(await owners(arrange), expected, what);
  }
});

Deno.test("a user has a gateway that is a unit of the system, by name, number or directory service", async () => {
  const unit = (user: string) =>
    `Id=openclaw.service\nLoadState=loaded\nActiveState=active\nUser=${user}\nExecStart={ path=/n ; argv[]=/n openclaw gateway ; ignore_errors=no ; }\n`;
  const uids = { root: "0", alice: "1000", bob: "1001" };
  const rows: [user: string, string[]][] = [
    ["bob", ["bob"]],
    ["1000", ["alice"]],
    ["carol", ["carol"]],
    ["root", []],
    ["0", []],
    ["", []],
    // It runs as somebody who is in no list.
    ["4711", []],
    ["gone", []],
  ];
  for (const [user, expected] of rows) {
    const found = await owners(() => {}, uids, { carol: "70000" }, unit(user));
    assert.deepEqual(found, expected, user);
  }
});

Deno.test("a user of a directory service, whom no list names, is found when it runs", async () => {
  const found = await owners(
    (base) => file(`${group(base, 70_000)}/openclaw-gateway.service/x`),
    { root: "0" },
    { carol: "70000" },
  );
  assert.deepEqual(found, ["carol"]);
});

Deno.test("the command runs the user's own program, else one that all may run, else the installer", () => {
  const base = Deno.makeTempDirSync({ dir: "/tmp" });
  try {
    Deno.chmodSync(base, 0o755);
    const own = `${base}/alice/.local/bin/openclaw-guard`;
    const shared = `${base}/openclaw-guard`;
    const closed = `${base}/closed/openclaw-guard`;
    for (const path of [own, shared, closed]) file(path);
    Deno.chmodSync(shared, 0o755);
    Deno.chmodSync(closed, 0o755);
    Deno.chmodSync(`${base}/closed`, 0o700);
    const alice = { name: "alice", home: `${base}/alice`, shell: "/bin/bash" };
    const bob = { ...alice, name: "bob", home: `${base}/bob` };
    const service = { ...bob, shell: "/usr/sbin/nologin" };
    const status = ["status", "--json"];
    const quoted = ["maintenance", "on", "--reason", "it's me"];
    const cases: [typeof alice, string[], string | null, string][] = [
      [alice, status, shared, `su - alice -c '${own} status --json'`],
      [bob, status, shared, `su - bob -c '${shared} status --json'`],
      [
        service,
        ["check"],
        shared,
        `su - bob -s /bin/sh -c '${shared} check'`,
      ],
      [
        bob,
        status,
        closed,
        "su - bob -c 'curl -fsSL https://github.com/openclaw-guard/openclaw-guard/releases/latest/download/install.sh | sh'",
      ],
      [
        bob,
        quoted,
        shared,
        `su - bob -c '${shared} maintenance on --reason '\\''it'\\''\\'\\'''\\''s me'\\'''`,
      ],
    ];
    for (const [owner, args, running, expected] of cases) {
      const program = programOf(owner, running);
      assert.equal(commandAs(owner, program, args, undefined), expected);
    }
    assert.equal(programOf(bob, null), null);
    // Who is root by sudo may have no password of root's to tell su.
    const bySudo = (sudoer: string) =>
      commandAs(bob, shared, ["check"], sudoer);
    assert.equal(bySudo("alice"), `sudo su - bob -c '${shared} check'`);
    assert.equal(bySudo("bob"), `${shared} check`);
  } finally {
    Deno.removeSync(base, { recursive: true });
  }
});

Deno.test("only a unit of the system that runs a gateway makes its user an owner", async () => {
  const unit = (name: string, command: string, load = "loaded") =>
    `Id=${name}\nLoadState=${load}\nActiveState=active\nUser=bob\nExecStart={ path=/n ; argv[]=${command} ; ignore_errors=no ; }\n`;
  const rows: [what: string, unit: string, string[]][] = [
    ["of any name", unit("ai.service", "node openclaw/index.js gateway"), [
      "bob",
    ]],
    ["the old name", unit("moltbot-gateway.service", "/opt/start.sh"), ["bob"]],
    ["another program", unit("ai.service", "/usr/bin/ai"), []],
    [
      "the guard",
      unit("openclaw-guard.service", "/usr/bin/openclaw-guard check"),
      [],
    ],
    [
      "one that is not there",
      unit("openclaw.service", "openclaw gateway", "not-found"),
      [],
    ],
    [
      "one that is masked",
      unit("openclaw.service", "openclaw gateway", "masked"),
      [],
    ],
  ];
  for (const [what, text, expected] of rows) {
    const found = await owners(() => {}, undefined, {}, text);
    assert.deepEqual(found, expected, what);
  }
});
