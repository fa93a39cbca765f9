import { ownGatewayUnit } from "../../../lib/base/gateway_unit.ts";
import assert from "node:assert/strict";
import {
  cronOf,
  judgePlaces,
  type PlaceFacts,
} from "../../../lib/commands/doctor/cron_environment.ts";
import { examineSession } from "../../../lib/commands/doctor/session.ts";
import { putBlock } from "../../../lib/install/cron/table.ts";
import { cronVariables } from "../../../lib/install/cron/variables.ts";
import { fakeContext } from "../../fake_context.ts";
import { fixes, levels } from "./levels.ts";

const INSTALL = "openclaw-guard install --profile work";
const CRON = { HOME: "/h", SHELL: "/bin/sh", PATH: "/usr/bin:/bin" };

Deno.test("what cron gives the guard: its own variables, and the table's above its lines", () => {
  const cases: [table: string, Record<string, string>][] = [
    ["", {}],
    ["# A=1\n* * * * * B=2 true\n", {}],
    ['PATH=/opt/bin:/bin\nMAILTO=""\n', {
      PATH: "/opt/bin:/bin",
      MAILTO: "",
    }],
    ["  'A' = ' b c '  \nA_2=x=y\n", { A: " b c ", A_2: "x=y" }],
    [
      putBlock("A=1\n", {
        program: "/g",
        variables: { XDG_STATE_HOME: "/é" },
      }) +
      "A=2\nB=3\n",
      { A: "1", XDG_STATE_HOME: "/é" },
    ],
    ["* * * * * A='2' '/x' check\n", {}],
  ];
  for (const [table, expected] of cases) {
    assert.deepEqual(cronVariables(table, "/h"), { ...CRON, ...expected });
  }
});

Deno.test("assignments of the crontab hold only where cron starts the guard, or may", () => {
  const own = "XDG_RUNTIME_DIR=/wrong\n";
  const cases: [string, Parameters<typeof cronOf>[1], boolean][] = [
    [own, "cron", true],
    [own, null, true],
    [own, "systemd", false],
    [own, "none", false],
    [putBlock(own, { program: "/g", variables: {} }), "systemd", true], // both start it
  ];
  for (const [table, scheduler, hold] of cases) {
    const { variables } = cronOf(table, scheduler, "/h");
    assert.equal(
      variables["XDG_RUNTIME_DIR"],
      hold ? "/wrong" : undefined,
      `${scheduler}: ${table}`,
    );
  }
});

Deno.test("a guard that cron starts with other files than yours is told", () => {
  const places = {
    state: "/h/.local/state/openclaw-guard",
    settings: "/h/.config/openclaw-guard/config.json",
  };
  const facts: PlaceFacts = {
    here: places,
    cron: places,
    settingsExist: false,
  };
  const elsewhere = { ...places, state: "/x y/openclaw-guard" };
  const otherSettings = {
    ...places,
    settings: "/x/openclaw-guard/config.json",
  };
  const cases: [Partial<PlaceFacts>, string[], string[]][] = [
    [{}, [], []],
    [{ here: elsewhere }, ["cron-environment: problem"], [INSTALL]],
    [{ cron: elsewhere }, ["cron-environment: problem"], [INSTALL]],
    [{ here: otherSettings }, [], []],
    [
      { cron: otherSettings, settingsExist: true },
      ["cron-environment: warning"],
      [INSTALL],
    ],
  ];
  for (const [change, expected, commands] of cases) {
    const findings = judgePlaces(
      { ...facts, ...change },
      " --profile work",
    );
    assert.deepEqual(levels(findings), expected, JSON.stringify(change));
    assert.deepEqual(fixes(findings), commands, JSON.stringify(change));
  }
});

Deno.test("the bus is tried with an empty environment and what the guard adds", async () => {
  const run = async (
    variables: Record<string, string>,
    answer: (given: readonly string[]) => boolean,
  ) => {
    const tried: string[][] = [];
    const findings = await examineSession(
      fakeContext({
        env: (name) =>
          ({ XDG_RUNTIME_DIR: "/mine", DISPLAY: ":0" } as Record<
            string,
            string
          >)[name],
        run: (program, args) => {
          const result = { code: 0, stdout: "", stderr: "", timedOut: false };
          if (program !== "env") return Promise.resolve(result);
          const given = args.slice(1, args.indexOf("systemctl"));
          assert.equal(args[0], "-i");
          tried.push(given);
          return Promise.resolve(
            answer(given) ? result : { ...result, code: 1, stderr: "no bus" },
          );
        },
      }),
      {
        gatewayUnit: ownGatewayUnit(1000, "default"),
        scheduler: "cron",
        cron: { startsGuard: true, variables: { ...CRON, ...variables } },
      },
    );
    return { tried, findings };
  };
  const usual = [
    "HOME=/h",
    "SHELL=/bin/sh",
    "PATH=/usr/bin:/bin",
    "XDG_RUNTIME_DIR=/run/user/1000",
    "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus",
    "LC_ALL=C",
    "SYSTEMD_COLORS=0",
    "SYSTEMD_PAGER=",
  ];
  const good = await run({ MY_TOKEN: "s3cret" }, () => true);
  assert.deepEqual(good.tried, [usual]);
  assert.deepEqual(levels(good.findings), ["linger: note"]);

  const wrong = await run(
    { XDG_RUNTIME_DIR: "/run/user/1" },
    (given) => given.includes("XDG_RUNTIME_DIR=/run/user/1000"),
  );
  assert.equal(wrong.tried.length, 2);
  assert.deepEqual(levels(wrong.findings), [
    "user-bus: problem",
    "linger: note",
  ]);
  assert.equal(fixes(wrong.findings)[0], "crontab -e");

  const dead = await run({ XDG_RUNTIME_DIR: "/run/user/1" }, () => false);
  assert.notEqual(fixes(dead.findings)[0], "crontab -e");
});
