import assert from "node:assert/strict";
import { GuardError, UsageError } from "../../lib/base/errors.ts";
import type { Scope } from "../../lib/base/gateway_unit.ts";
import type { OtherUnit } from "../../lib/core/instead.ts";
import {
  type Choose,
  gatewayWish,
  numbered,
} from "../../lib/install/choose_gateway.ts";
import {
  findGateway,
  type FoundGateway,
} from "../../lib/install/find_gateway.ts";
import { receiptPath } from "../../lib/store/paths.ts";
import { fakeContext } from "../fake_context.ts";
import { writeTcp } from "../probe/fake_proc.ts";
import { failed, ok } from "./world.ts";

const OWN = "openclaw-gateway.service";
const UIDS: Readonly<Record<string, number>> = {
  root: 0,
  ann: 1000,
  bob: 1001,
};

/** A unit as systemd knows it; it is loaded and runs but for what is said. */
interface Unit {
  readonly scope: Scope;
  readonly name: string;
  /** `User=`, of those of the system. */
  readonly user?: string;
  readonly idle?: boolean;
  readonly port?: number;
  /** Another name of it. */
  readonly alias?: string;
  /** The state it is loaded with. */
  readonly load?: string;
  /** What it runs, when that is no gateway. */
  readonly command?: string;
}

interface Host {
  readonly units?: readonly Unit[];
  readonly uid?: number;
  /** The user's manager does not answer. */
  readonly noManager?: boolean;
  /** What install.json says of the default profile; null: it has the usual one. */
  readonly receipt?: { scope: Scope; unit: string } | null;
}

function block(unit: Unit): string {
  const { name, user = "", idle = false, port, load = "loaded" } = unit;
  const command = unit.command ??
    `/usr/bin/node /opt/openclaw/index.js gateway${
      port === undefined ? "" : ` --port ${port}`
    }`;
  const uid = user in UIDS ? UIDS[user] : user;
  return [
    `Id=${name}`,
    `LoadState=${load}`,
    `ActiveState=${idle ? "inactive" : "active"}`,
    `SubState=${idle ? "dead" : "running"}`,
    `UnitFileState=${idle ? "disabled" : "enabled"}`,
    "MainPID=0",
    `User=${user}`,
    `UID=${idle || user === "" ? "[not set]" : uid}`,
    `ExecStart={ path=/bin/sh ; argv[]=${command} ; ignore_errors=no ; }`,
    "Environment=",
  ].join("\n");
}

/** systemctl(1) and getent(1) of a host, and an empty home. */
async function found(
  { units = [], uid = 1000, noManager = false, receipt }: Host,
  words: { unit?: string; scope?: string } = {},
  choose: Choose = () => null,
): Promise<FoundGateway> {
  const home = Deno.makeTempDirSync();
  try {
    const proc = `${home}/proc`;
    Deno.mkdirSync(proc);
    writeTcp(proc, "");
    const who = Object.keys(UIDS).find((name) => UIDS[name] === uid);
    const context = fakeContext({
      uid,
      home,
      env: (name) => name === "USER" ? who : undefined,
      roots: { proc, cgroup: "/nowhere", tmp: "/nowhere", etc: "/nowhere" },
      run(program, args) {
        if (program === "getent") {
          const [, name = ""] = args;
          const its = UIDS[name];
          return Promise.resolve(
            its === undefined ? failed("", 2) : ok(`${name}:x:${its}:1::/:/\n`),
          );
        }
        assert.equal(program, "systemctl");
        const scope = args.includes("--user") ? "user" : "system";
        if (scope === "user" && noManager) {
          return Promise.resolve(failed("Failed to connect to bus\n"));
        }
        const [, , verb, ...asked] = args;
        assert.equal(verb, "show", "nothing is done with any unit");
        const names = asked.filter((word) => !word.startsWith("--"));
        const blocks = names.flatMap((name) => {
          if (name === "*.service") {
            return units.filter((unit) => unit.scope === scope).map(block);
          }
          const unit = units.find((one) =>
            one.scope === scope && (one.name === name || one.alias === name)
          );
          return unit === undefined
            ? [`Id=${name}\nLoadState=not-found\nActiveState=inactive`]
            : [block(unit)];
        });
        return Promise.resolve(ok(blocks.join("\n\n") + "\n"));
      },
    });
    if (receipt !== undefined) {
      const path = receiptPath(context);
      Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
      Deno.writeTextFileSync(
        path,
        JSON.stringify({
          schema: 1,
          profiles: ["default"],
          program: "/p",
          version: "1",
          installedAt: "x",
          ...receipt === null
            ? {}
            : { gateways: { default: { ...receipt, user: "ann" } } },
        }),
      );
    }
    const wish = gatewayWish(words.unit, words.scope);
    return await findGateway(context, "default", wish, choose);
  } finally {
    Deno.removeSync(home, { recursive: true });
  }
}

const mine: Unit = { scope: "user", name: OWN };
const system: Unit = { scope: "system", name: "openclaw.service", user: "ann" };
const sameName: Unit = { ...system, name: OWN };
const bobs: Unit = { scope: "system", name: "openclaw.service", user: "bob" };
const roots: Unit = { scope: "system", name: "openclaw.service" };

/** One row: what there is, what is wished, and what is taken. */
type Row = readonly [
  what: string,
  host: Host,
  words: { unit?: string; scope?: string },
  taken: string,
];

Deno.test("the gateway that is taken", async () => {
  const rows: Row[] = [
    ["nothing is there", {}, {}, `user ${OWN} not-found`],
    ["only one's own", { units: [mine] }, {}, `user ${OWN} loaded`],
    [
      "only one's own, which is stopped",
      { units: [{ ...mine, idle: true }] },
      {},
      `user ${OWN} loaded`,
    ],
    [
      "only one of the system",
      { units: [system] },
      {},
      "system openclaw.service loaded",
    ],
    [
      "one of the system that is stopped",
      { units: [{ ...system, idle: true }] },
      {},
      "system openclaw.service loaded",
    ],
    [
      "of two of the system the one that runs",
      { units: [system, { ...sameName, idle: true }] },
      {},
      "system openclaw.service loaded",
    ],
    [
      "one's own that is stopped beside another that is stopped",
      { units: [{ ...mine, idle: true }, { ...system, idle: true }] },
      {},
      `user ${OWN} loaded`,
    ],
    [
      "a name nobody would guess",
      { units: [{ ...system, name: "assistant.service" }] },
      {},
      "system assistant.service loaded",
    ],
    [
      "an instance of a template",
      { units: [{ ...system, name: "oc@ann.service" }] },
      {},
      "system oc@ann.service loaded",
    ],
    [
      "a user by number",
      { units: [{ ...system, user: "1000" }] },
      {},
      "system openclaw.service loaded",
    ],
    [
      "a user by number, stopped: systemd tells no UID then",
      { units: [{ ...system, user: "1000", idle: true }] },
      {},
      "system openclaw.service loaded",
    ],
    [
      "one of another user only",
      { units: [bobs] },
      {},
      `user ${OWN} not-found`,
    ],
    [
      "one's own beside another user's of the system",
      { units: [mine, bobs] },
      {},
      `user ${OWN} loaded`,
    ],
    [
      "root's own",
      { units: [roots], uid: 0 },
      {},
      "system openclaw.service loaded",
    ],
    [
      "root's own with User=root",
      { units: [{ ...roots, user: "root" }], uid: 0 },
      {},
      "system openclaw.service loaded",
    ],
    [
      "root's own that is stopped",
      { units: [{ ...roots, idle: true }], uid: 0 },
      {},
      "system openclaw.service loaded",
    ],
    [
      "of others, by root",
      { units: [bobs], uid: 0 },
      {},
      `user ${OWN} not-found`,
    ],
    [
      "the guard's own service is none",
      {
        units: [{
          ...system,
          name: "openclaw-guard.service",
          command: "/usr/bin/openclaw-guard check",
        }],
      },
      {},
      `user ${OWN} not-found`,
    ],
    [
      "no user manager, and one of the system of the usual name",
      { units: [sameName], noManager: true },
      {},
      `system ${OWN} loaded`,
    ],
    // What is named is taken, whatever else runs.
    [
      "--unit",
      { units: [mine, system] },
      { unit: "openclaw" },
      "system openclaw.service loaded",
    ],
    [
      "--unit without a user manager",
      { units: [system], noManager: true },
      { unit: "openclaw" },
      "system openclaw.service loaded",
    ],
    [
      "--unit that is only the user's",
      { units: [{ ...mine, name: "gw.service" }] },
      { unit: "gw" },
      "user gw.service loaded",
    ],
    [
      "--unit by an alias is the unit it names",
      { units: [{ ...system, alias: "ai.service" }] },
      { unit: "ai" },
      "system openclaw.service loaded",
    ],
    [
      "--unit that nobody has",
      { units: [mine] },
      { unit: "gw" },
      "system gw.service not-found",
    ],
    [
      "--scope system",
      { units: [mine, system] },
      { scope: "system" },
      "system openclaw.service loaded",
    ],
    [
      "--scope user",
      { units: [mine, system] },
      { scope: "user" },
      `user ${OWN} loaded`,
    ],
    [
      "--scope system, and there is none",
      { units: [mine] },
      { scope: "system" },
      `system ${OWN} not-found`,
    ],
    [
      "--scope user, and there is none",
      { units: [system], receipt: { scope: "system", unit: system.name } },
      { scope: "user" },
      `user ${OWN} not-found`,
    ],
    [
      "--scope system beside another user's of the usual name",
      { units: [system, { ...sameName, user: "bob" }] },
      { scope: "system" },
      "system openclaw.service loaded",
    ],
    [
      "both scopes have the name, --scope",
      { units: [mine, sameName] },
      { unit: OWN, scope: "system" },
      `system ${OWN} loaded`,
    ],
    // What it watches already, it goes on to watch.
    [
      "installed, and another runs",
      { units: [mine, system], receipt: null },
      {},
      `user ${OWN} loaded`,
    ],
    [
      "installed with the system's",
      {
        units: [mine, system],
        receipt: { scope: "system", unit: system.name },
      },
      {},
      "system openclaw.service loaded",
    ],
    [
      "installed with one that is gone",
      { units: [mine], receipt: { scope: "system", unit: system.name } },
      {},
      `user ${OWN} loaded`,
    ],
    [
      "installed, and --scope says another",
      { units: [mine, system], receipt: null },
      { scope: "system" },
      "system openclaw.service loaded",
    ],
  ];
  for (const [what, host, words, taken] of rows) {
    const { unit } = await found(host, words, () => {
      throw new Error(`${what}: nobody is to be asked`);
    });
    const { scope, name, loadState } = unit;
    assert.equal(`${scope} ${name} ${loadState}`, taken, what);
  }
});

Deno.test("of several a person chooses; without one the error has a command", async () => {
  const rows: [
    what: string,
    host: Host,
    words: { scope?: string },
    asked: string[],
    command: string,
  ][] = [
    [
      "two that run",
      { units: [mine, system] },
      {},
      [`user ${OWN}`, "system openclaw.service"],
      "openclaw-guard install --scope system --unit openclaw.service",
    ],
    [
      "one's own is stopped, one of the system runs",
      { units: [{ ...mine, idle: true }, system] },
      {},
      [`user ${OWN}`, "system openclaw.service"],
      "openclaw-guard install --scope system --unit openclaw.service",
    ],
    [
      "two of the system",
      { units: [sameName, system] },
      {},
      [`system ${OWN}`, "system openclaw.service"],
      `openclaw-guard install --scope system --unit ${OWN}`,
    ],
    [
      "two of the system that are stopped",
      { units: [{ ...sameName, idle: true }, { ...system, idle: true }] },
      {},
      [`system ${OWN}`, "system openclaw.service"],
      `openclaw-guard install --scope system --unit ${OWN}`,
    ],
    [
      "two of the system, and --scope system",
      { units: [mine, sameName, system] },
      { scope: "system" },
      [`system ${OWN}`, "system openclaw.service"],
      "openclaw-guard install --scope system --unit openclaw.service",
    ],
  ];
  for (const [what, host, words, asked, command] of rows) {
    const shown: string[][] = [];
    const choose = (units: readonly OtherUnit[]) => {
      shown.push(units.map(({ scope, name }) => `${scope} ${name}`));
      return null;
    };
    await assert.rejects(
      found(host, words, choose),
      (error) =>
        error instanceof GuardError &&
        /^cannot tell which gateway to guard: there is /.test(error.message) &&
        error.hint.endsWith(`for example: ${command}`),
      what,
    );
    assert.deepEqual(shown, [asked], what);
    for (const [index, label] of asked.entries()) {
      const { unit } = await found(
        host,
        words,
        (units) => units[index] ?? null,
      );
      assert.equal(`${unit.scope} ${unit.name}`, label, what);
    }
  }
});

Deno.test("what is refused, and what to do", async () => {
  const rows: [
    what: string,
    Host,
    { unit?: string; scope?: string },
    RegExp,
  ][] = [
    [
      "another user's",
      { units: [bobs] },
      { unit: "openclaw" },
      /^cannot guard openclaw\.service: it runs as bob, and this is uid 1000\. Install the guard as bob/,
    ],
    [
      "root's",
      { units: [roots] },
      { unit: "openclaw" },
      /runs as root, and this is uid 1000\. Install the guard as root/,
    ],
    [
      "root takes none of a user",
      { units: [system], uid: 0 },
      { unit: "openclaw" },
      /runs as ann, and this is uid 0\. Install the guard as ann/,
    ],
    [
      "a user's by number",
      { units: [{ ...bobs, user: "1001" }] },
      { unit: "openclaw" },
      /runs as 1001, and this is uid 1000/,
    ],
    [
      "a user nobody knows",
      { units: [{ ...bobs, user: "gone" }] },
      { unit: "openclaw" },
      /runs as gone/,
    ],
    [
      "it was ann's, and is bob's now",
      { units: [bobs], receipt: { scope: "system", unit: bobs.name } },
      {},
      /runs as bob/,
    ],
    [
      "both scopes have the name",
      { units: [mine, sameName] },
      { unit: OWN },
      /^cannot tell which openclaw-gateway\.service is meant: .*Add --scope user or --scope system$/,
    ],
    [
      "no user manager, and none of the system",
      { noManager: true },
      {},
      /cannot ask systemd's user manager/,
    ],
    [
      "no user manager, and another user's of the usual name",
      { units: [{ ...sameName, user: "bob" }], noManager: true },
      {},
      /runs as bob/,
    ],
    [
      "no user manager, and --scope user",
      { units: [sameName], noManager: true },
      { scope: "user" },
      /cannot ask systemd's user manager/,
    ],
  ];
  for (const [what, host, words, why] of rows) {
    await assert.rejects(
      found(host, words),
      (error) => error instanceof GuardError && why.test(error.describe()),
      what,
    );
  }
});

Deno.test("--unit and --scope take a service's name and a scope, and nothing else", () => {
  const good: [string | undefined, string | undefined, string][] = [
    [undefined, undefined, "undefined undefined"],
    ["openclaw", undefined, "openclaw.service undefined"],
    ["openclaw.service", "user", "openclaw.service user"],
    ["oc@ann.service", "system", "oc@ann.service system"],
  ];
  for (const [name, where, expected] of good) {
    const { unit, scope } = gatewayWish(name, where);
    assert.equal(`${unit} ${scope}`, expected);
  }
  const bad: [string | undefined, string | undefined, RegExp][] = [
    [undefined, "machine", /--scope "machine" is not one of user\|system/],
    [undefined, "", /--scope "" is not/],
    ["", undefined, /--unit "" is not the name/],
    ["--now", undefined, /--unit "--now" is not the name of a service/],
    ["*", undefined, /is not the name/],
    ["openclaw.timer", undefined, /is not the name/],
    ["/etc/x.service", undefined, /is not the name/],
    ["a b", undefined, /is not the name/],
  ];
  for (const [name, where, why] of bad) {
    assert.throws(
      () => gatewayWish(name, where),
      (error) => error instanceof UsageError && why.test(error.message),
    );
  }
});

Deno.test("two that want one port are said to be the outage they are, each shown with what it does", async () => {
  const { rivals } = await found({ units: [mine, system] }, { scope: "user" });
  assert.match(
    rivals ?? "",
    /openclaw-gateway\.service, the system's unit openclaw\.service \(User=ann, active, enabled\) \(several want port 18789/,
  );
  const apart = [mine, { ...system, port: 19001 }];
  assert.equal((await found({ units: apart }, { scope: "user" })).rivals, null);
  let shown: string[] = [];
  await found({ units: apart }, {}, (units) => {
    shown = numbered(units);
    return units[0] ?? null;
  });
  assert.deepEqual(shown, [
    `1. your unit ${OWN} (active, enabled) at port 18789`,
    "2. the system's unit openclaw.service (User=ann, active, enabled) at port 19001",
  ]);
});
