import assert from "node:assert/strict";
import {
  checkVariables,
  missingVariables,
} from "../../lib/install/check_variables.ts";
import { withGuardBlock } from "../../lib/install/cron/block.ts";
import { cronVariables } from "../../lib/install/cron/variables.ts";
import { fakeContext } from "../fake_context.ts";

type Environment = Readonly<Record<string, string>>;

function contextWith(env: Environment) {
  return fakeContext({ env: (name) => env[name], home: "/h" });
}

Deno.test("a check is told what it would not see by itself", () => {
  const state = { XDG_STATE_HOME: "/s" };
  const config = { XDG_CONFIG_HOME: "/c" };
  const cases: [here: Environment, given: Environment, Environment][] = [
    [{}, {}, {}],
    [{ XDG_STATE_HOME: "relative" }, {}, {}],
    [{ XDG_STATE_HOME: "/h/.local/state" }, {}, {}],
    [{ ...state, ...config }, {}, { ...state, ...config }],
    [state, state, {}],
    [state, { XDG_STATE_HOME: "/other" }, state],
    [{}, state, { XDG_STATE_HOME: "/h/.local/state" }],
    [{}, { HOME: "/other" }, {
      XDG_STATE_HOME: "/h/.local/state",
      XDG_CONFIG_HOME: "/h/.config",
    }],
  ];
  for (const [here, given, expected] of cases) {
    assert.deepEqual(missingVariables(contextWith(here), given), expected);
  }
});

Deno.test("what the lines give makes the files of a check the ones of the command", () => {
  const tables = ["", "XDG_STATE_HOME=/t\n", "HOME=/else\n0 3 * * * /x\n"];
  const here: Environment[] = [
    {},
    { XDG_STATE_HOME: '/100% of "it\'s" $HOME' },
    { XDG_CONFIG_HOME: "/日本", XDG_STATE_HOME: "/h/.local/state/" },
  ];
  for (const table of tables) {
    for (const env of here) {
      const context = contextWith(env);
      const installed = withGuardBlock(context, table, "/g");
      assert.equal(withGuardBlock(context, installed, "/g"), installed);
      const seen = cronVariables(installed, "/h");
      const check = { ...contextWith(seen), home: seen["HOME"] ?? "" };
      assert.deepEqual(checkVariables(check), checkVariables(context), table);
    }
  }
});

Deno.test("without variables of one's own the lines stay plain", () => {
  const block = withGuardBlock(contextWith({}), "", "/g");
  assert.match(block, /^\* \* \* \* \* '\/g' check >\/dev\/null 2>&1$/m);
});
