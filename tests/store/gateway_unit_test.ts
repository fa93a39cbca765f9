import assert from "node:assert/strict";
import { gatewayUnit, hasSystemGateway } from "../../lib/store/gateway_unit.ts";
import { receiptPath } from "../../lib/store/paths.ts";
import { fakeContext } from "../fake_context.ts";

const SYSTEM = { scope: "system", unit: "openclaw.service", user: "ann" };
const OWN = "user openclaw-gateway.service";

/** What a profile's unit is, and whether one is the system's, by that install.json. */
function read(
  text: string | null,
  profile: string,
): [unit: string, ofSystem: boolean] {
  const home = Deno.makeTempDirSync();
  try {
    const context = fakeContext({ home });
    const path = receiptPath(context);
    Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    if (text !== null) Deno.writeTextFileSync(path, text);
    const { scope, name, profile: its } = gatewayUnit(context, profile);
    assert.equal(its, profile);
    return [`${scope} ${name}`, hasSystemGateway(context)];
  } finally {
    Deno.removeSync(home, { recursive: true });
  }
}

Deno.test("the unit is the one in install.json, else the one that OpenClaw installs", () => {
  const gateways = (value: unknown) => JSON.stringify({ gateways: value });
  const found = "system openclaw.service";
  const rows: [
    what: string,
    text: string | null,
    profile: string,
    unit: string,
    ofSystem: boolean,
  ][] = [
    ["no file", null, "default", OWN, false],
    ["an empty file", "", "default", OWN, false],
    [
      "a receipt of an older version",
      '{"schema":1,"profiles":["default"]}',
      "default",
      OWN,
      false,
    ],
    [
      "the system's",
      gateways({ default: SYSTEM }),
      "default",
      found,
      true,
    ],
    [
      "one of the user's with a name of its own",
      gateways({ default: { ...SYSTEM, scope: "user" } }),
      "default",
      "user openclaw.service",
      false,
    ],
    [
      "an instance of a template",
      gateways({ default: { ...SYSTEM, unit: "openclaw@ann.service" } }),
      "default",
      "system openclaw@ann.service",
      true,
    ],
    [
      "another profile's",
      gateways({ work: SYSTEM }),
      "default",
      OWN,
      true,
    ],
    [
      "a profile's, and this one's is the usual",
      gateways({ default: SYSTEM }),
      "work",
      "user openclaw-gateway-work.service",
      true,
    ],
    [
      "half a file",
      gateways({ default: SYSTEM }).slice(0, -3),
      "default",
      OWN,
      false,
    ],
    ["null", "null", "default", OWN, false],
    ["gateways is null", gateways(null), "default", OWN, false],
    ["gateways is a word", gateways("system"), "default", OWN, false],
    ["gateways is a list", gateways([SYSTEM]), "default", OWN, true],
    [
      "a gateway is null",
      gateways({ default: null }),
      "default",
      OWN,
      false,
    ],
    [
      "a profile named like a part of every object",
      gateways({}),
      "constructor",
      "user openclaw-gateway-constructor.service",
      false,
    ],
    [
      "a scope nobody knows",
      gateways({ default: { ...SYSTEM, scope: "machine" } }),
      "default",
      OWN,
      false,
    ],
    ...["nginx", "-M.service", "a b.service", "*.service", "", 7].map((
      unit,
    ): [string, string, string, string, boolean] => [
      `a unit that cannot be one: ${JSON.stringify(unit)}`,
      gateways({ default: { ...SYSTEM, unit } }),
      "default",
      OWN,
      true,
    ]),
  ];
  for (const [what, text, profile, unit, ofSystem] of rows) {
    assert.deepEqual(read(text, profile), [unit, ofSystem], what);
  }
});
