import assert from "node:assert/strict";
import { GuardError } from "../../lib/base/errors.ts";
import { refuseRoot } from "../../lib/cli/refuse_root.ts";
import { fakeContext } from "../fake_context.ts";

const UNIT = "openclaw-gateway.service";
const UNITS = ".config/systemd/user";

/** What root has, below its home and in its manager, and that bob has a gateway. */
interface Case {
  readonly file?: string;
  /** What root's manager lists; null: it does not run. */
  readonly listed?: string | null;
  readonly active?: string;
  readonly bob?: boolean;
  readonly carol?: boolean;
  /** `User=` of a gateway that is a unit of the system. */
  readonly system?: string;
  /** bob has a guard of his own. */
  readonly guard?: boolean;
}

function systemUnit(user: string): string {
  return `Id=openclaw.service
LoadState=loaded
ActiveState=active
User=${user}
ExecStart={ path=/n ; argv[]=/n openclaw gateway ; ignore_errors=no ; }
`;
}

/** How it is refused; null when it is not. */
async function refusal(
  { file, listed = null, active = "", bob = true, ...rest }: Case,
): Promise<GuardError | null> {
  const base = Deno.makeTempDirSync();
  const put = (path: string) => {
    const full = `${base}/${path}`;
    Deno.mkdirSync(full.slice(0, full.lastIndexOf("/")), { recursive: true });
    Deno.writeTextFileSync(full, "");
  };
  try {
    Deno.mkdirSync(`${base}/root`);
    if (file !== undefined) put(`root/${file}`);
    if (bob) put(`bob/${UNITS}/${UNIT}`);
    if (rest.guard) put("bob/.local/bin/openclaw-guard");
    if (rest.carol) put(`carol/${UNITS}/${UNIT}`);
    const passwd = `bob:x:1:1::${base}/bob:/bin/sh
carol:x:2:2::${base}/carol:/bin/sh
`;
    const context = fakeContext({
      // Files of a test are its own; as root they are root's.
      uid: Deno.uid() ?? 0,
      home: `${base}/root`,
      roots: {
        proc: "/proc",
        cgroup: `${base}/cgroup`,
        tmp: "/tmp",
        etc: "/nowhere",
      },
      run: (program, args) =>
        Promise.resolve({
          code: program === "systemctl" && listed === null &&
              !args.includes("--system")
            ? 1
            : 0,
          stdout: program === "getent"
            ? passwd
            : args.includes("--system")
            ? rest.system === undefined ? "" : systemUnit(rest.system)
            : args.includes("list-units")
            ? active
            : listed ?? "",
          stderr: "",
          timedOut: false,
        }),
    });
    await refuseRoot(["status", "--json"], context);
    return null;
  } catch (error) {
    if (error instanceof GuardError) return error;
    throw error;
  } finally {
    Deno.removeSync(base, { recursive: true });
  }
}

Deno.test("root is served with a gateway or a guard of its own, and where nobody has one", async () => {
  const state = ".local/state/openclaw-guard";
  const line = `${UNIT} loaded active running x\n`;
  const cases: [what: string, Case, served: boolean][] = [
    ["nobody has one", { bob: false }, true],
    ["only bob has one", {}, false],
    ["only bob has one, and root's manager runs", { listed: "" }, false],
    ["root has a unit file", { file: `${UNITS}/${UNIT}` }, true],
    [
      "root has a profile's",
      { file: `${UNITS}/openclaw-gateway-work.service` },
      true,
    ],
    ["root's unit file is elsewhere", { listed: `${UNIT} enabled\n` }, true],
    ["root's unit runs without a file", { listed: "", active: line }, true],
    ["root's guard is installed", { file: `${state}/install.json` }, true],
    [
      "root's guard was purged but its log",
      { file: `${state}/guard.log` },
      false,
    ],
    ["another unit of root's", { file: `${UNITS}/other.service` }, false],
    ["one of the system is root's", { bob: false, system: "" }, true],
    ["the same, and bob has one", { system: "" }, true],
    ["User=root", { system: "root" }, true],
    ["User=0", { system: "0" }, true],
    ["one of the system is bob's", { bob: false, system: "bob" }, false],
    ["bob's by number", { bob: false, system: "1" }, false],
  ];
  for (const [what, given, served] of cases) {
    assert.equal(await refusal(given) === null, served, what);
  }
});

Deno.test("root is told whose gateway there is, and the command", async () => {
  const one = await refusal({ guard: true });
  assert.equal(one?.exitCode, 70);
  assert.match(
    one?.describe() ?? "",
    /^cannot run "status" as root: root has no gateway, but there is one of bob\. Run it as that user: su - bob -c '.*openclaw-guard status --json'$/,
  );
  const none = await refusal({});
  assert.match(
    none?.hint ?? "",
    /^bob has no guard yet, this installs one: su - bob -c 'curl .* \| sh'$/,
  );
  const system = await refusal({ bob: false, system: "bob" });
  assert.match(
    system?.describe() ?? "",
    /root has no gateway, but there is one of bob\. bob has no guard yet, this installs one: su - bob -c 'curl /,
  );
  const two = await refusal({ carol: true, guard: true });
  assert.match(
    two?.describe() ?? "",
    /one of bob, carol\. Run it as the user you mean, for example: su - bob /,
  );
});

/** How root is refused whose program this is; `owner` has a gateway. */
async function programRefusal(
  name: string,
  program: string | null,
  owner: "root" | "alice",
): Promise<string | null> {
  const base = Deno.makeTempDirSync();
  const units = `${base}/${owner}/${UNITS}`;
  try {
    for (const folder of [units, `${base}/root`, `${base}/alice`]) {
      Deno.mkdirSync(folder, { recursive: true });
    }
    Deno.writeTextFileSync(`${units}/${UNIT}`, "");
    Deno.chownSync(`${base}/alice`, 987_654_321, 987_654_321);
    const context = fakeContext({
      uid: 0,
      home: `${base}/root`,
      roots: {
        proc: "/proc",
        cgroup: `${base}/cgroup`,
        tmp: "/tmp",
        etc: "/nowhere",
      },
      run: () =>
        Promise.resolve({
          code: 0,
          stdout: `alice:x:1:1::${base}/alice:/bin/sh\n`,
          stderr: "",
          timedOut: false,
        }),
    });
    const path = program === null ? null : `${base}/${program}`;
    await refuseRoot([name], context, path);
    return null;
  } catch (error) {
    if (error instanceof GuardError) return error.describe();
    throw error;
  } finally {
    Deno.removeSync(base, { recursive: true });
  }
}

Deno.test({
  name:
    "root's cron runs no program that somebody else can replace, and upgrades none",
  ignore: Deno.uid() !== 0, // only root can give a folder away
  async fn() {
    const [own, theirs] = ["openclaw-guard", "alice/openclaw-guard"];
    const foreign = /the program is .*, and .*alice does not belong to root/;
    const cases: [string, string | null, "root" | "alice", RegExp | null][] = [
      ["install", own, "root", null],
      ["install", null, "root", null],
      ["install", theirs, "root", foreign],
      ["upgrade", theirs, "root", foreign],
      ["status", theirs, "root", null],
      ["install", theirs, "alice", /there is one of alice\. .* su - alice -c/],
      // One of root's for all users: nobody else can upgrade it.
      ["upgrade", own, "alice", null],
      ["upgrade", theirs, "alice", foreign],
    ];
    for (const [name, program, owner, why] of cases) {
      const told = await programRefusal(name, program, owner);
      const what = `${name} ${program} ${owner}`;
      if (why === null) assert.equal(told, null, what);
      else assert.match(told ?? "", why, what);
    }
  },
});

Deno.test({
  name: "openclaw#78493: HOME of somebody else is refused before all",
  ignore: Deno.uid() !== 0, // only root can give a folder away
  async fn() {
    const home = Deno.makeTempDirSync();
    try {
      Deno.chownSync(home, 987_654_321, 987_654_321);
      await assert.rejects(
        refuseRoot(["check"], fakeContext({ uid: 0, home })),
        (error) =>
          error instanceof GuardError &&
          error.message.includes(`as root: ${home} does not belong to root`) &&
          /^Run "su -" first/.test(error.hint),
      );
    } finally {
      Deno.removeSync(home);
    }
  },
});
