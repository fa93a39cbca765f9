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
}

/** How it is refused; null when it is not. */
async function refusal(
  { file, listed = null, active = "", bob = true, carol = false }: Case,
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
    if (carol) put(`carol/${UNITS}/${UNIT}`);
    const passwd = `bob:x:1:1::${base}/bob:/bin/sh
carol:x:2:2::${base}/carol:/bin/sh
`;
    const context = fakeContext({
      // Files of a test are its own; as root they are root's.
      uid: Deno.uid() ?? 0,
      home: `${base}/root`,
      roots: { proc: "/proc", cgroup: `${base}/cgroup`, tmp: "/tmp" },
      run: (program, args) =>
        Promise.resolve({
          code: program === "systemctl" && listed === null ? 1 : 0,
          stdout: program === "getent"
            ? passwd
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
  ];
  for (const [what, given, served] of cases) {
    assert.equal(await refusal(given) === null, served, what);
  }
});

Deno.test("root is told whose gateway there is, and the command", async () => {
  const one = await refusal({});
  assert.equal(one?.exitCode, 70);
  assert.match(
    one?.describe() ?? "",
    /^cannot run "status" as root: root has no gateway, but there is one of bob\. Run it as that user: su - bob -c '.*'$/,
  );
  const two = await refusal({ carol: true });
  assert.match(
    two?.describe() ?? "",
    /one of bob, carol\. Run it as the user you mean, for example: su - bob /,
  );
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
