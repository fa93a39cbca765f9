import assert from "node:assert/strict";
import { refuseUnknownProfile } from "../../lib/cli/known_profile.ts";
import { UsageError } from "../../lib/base/errors.ts";
import { parseUnits } from "../../lib/install/profiles.ts";
import { failed, ok, World } from "../install/world.ts";

const UNITS = `openclaw-gateway-work.service enabled  enabled
openclaw-gateway.service      disabled enabled
openclaw-gateway@.service     static   -
`;

/** The gateway of "gone" runs on while its unit file was removed. */
const ACTIVE =
  `openclaw-gateway-gone.service not-found active running openclaw-gateway-gone.service
`;

Deno.test("profiles are read from the names of units", () => {
  assert.deepEqual(parseUnits(UNITS), ["default", "work"]);
  assert.deepEqual(parseUnits(ACTIVE), ["gone"]);
  assert.deepEqual(parseUnits(""), []);
});

/** A user with a unit "work" and files of the guard for "old". */
function withProfiles(): World {
  const world = new World();
  world.file(
    `${world.home}/.local/state/openclaw-guard/profiles/old/guard.log`,
    "",
  );
  world.intercept = (_, args) =>
    args.includes("list-unit-files")
      ? ok(UNITS)
      : args.includes("list-units")
      ? ok(ACTIVE)
      : undefined;
  return world;
}

Deno.test("a profile that nobody knows is refused with those there are", async () => {
  const cases: [args: string[], line: RegExp][] = [
    [
      ["--profile", "wrok"],
      /^cannot run "status": there is no profile "wrok" \(there are: default, gone, old, work\)\. Did you mean --profile work\?$/,
    ],
    [["--json", "--profile=olf"], /Did you mean --profile old\?$/],
    [["--profile", "zebra"], /\. Give the same name as in "openclaw --profile/],
  ];
  for (const [args, line] of cases) {
    using world = withProfiles();
    await assert.rejects(
      refuseUnknownProfile("status", args, world.context),
      (error) => error instanceof UsageError && line.test(error.describe()),
      args.join(" "),
    );
  }
});

Deno.test("what is known, or may be, is let through", async () => {
  const cases: [command: string, args: string[]][] = [
    ["status", []],
    ["status", ["--profile"]],
    ["status", ["--profile", "default"]],
    ["status", ["--profile", "work"]],
    ["status", ["--profile", "old"]],
    ["check", ["--profile", "gone"]],
    ["emergency-stop", ["--profile", "gone"]],
    ["status", ["--", "--profile", "wrok"]],
    // These say themselves what is wrong.
    ["status", ["--profile", "../x"]],
    ["install", ["--profile", "wrok"]],
    ["uninstall", ["--profile", "wrok"]],
    // Settings may be made before the gateway is.
    ["config", ["show", "--profile", "wrok"]],
  ];
  for (const [command, args] of cases) {
    using world = withProfiles();
    await refuseUnknownProfile(command, args, world.context);
    assert.deepEqual(world.lines, []);
  }
});

Deno.test("where systemd does not answer, no profile is called unknown", async () => {
  using world = withProfiles();
  world.intercept = () => failed("no bus\n");
  await refuseUnknownProfile("status", ["--profile", "new"], world.context);
});

Deno.test("an emergency stop is never refused, only warned about the name", async () => {
  using world = withProfiles();
  const args = ["--yes", "--profile", "wrok"];
  await refuseUnknownProfile("emergency-stop", args, world.context);
  assert.deepEqual(world.lines, [
    'warning: the guard finds no profile "wrok" (there are: default, gone, old, work)',
    "Did you mean --profile work?",
  ]);
});
