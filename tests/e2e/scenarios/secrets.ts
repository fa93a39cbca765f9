/** No secret of the gateway is ever shown or kept (C1 of issue 11). */

import assert from "node:assert/strict";
import { expectCode, healthyTick, lifeOf, waitForNewLife } from "../expect.ts";
import { CONFIG } from "../gateway.ts";
import type { Lab } from "../lab.ts";
import { HOME, openclawDir, SAYS_FILE, STATE_DIR } from "../names.ts";
import { scenario } from "../scenario.ts";

/**
 * A secret for each place the gateway takes them from. By their looks nobody
 * would take any of them for a secret.
 */
const SECRETS = {
  included: "velvet-otter-included",
  dotenv: "velvet-otter-dotenv",
  unnamed: "velvet-otter-unnamed-7",
  environmentFile: "velvet-otter-file",
  xKey: "velvet-otter-key",
  xPass: "velvet-otter-pass",
  option: "velvet-otter-option",
  number: "48151623",
  url: 'velvet&otter/"url"',
  oldPass: "velvet-otter-old",
  newPass: "velvet-otter-new",
  oldPin: "62342815",
  newPin: "15162342",
};
const CONFIG_FILE = `${openclawDir()}/openclaw.json`;
const ENV_FILE = `${HOME}/gateway-secrets.env`;

function config(pass: string, pin: string): string {
  return JSON.stringify({
    $include: "./more.json",
    ...JSON.parse(CONFIG),
    hooks: { token: SECRETS.url, code: { accessKey: Number(SECRETS.number) } },
    channels: { x: { pass, pin: Number(pin) } },
  });
}

/** Every secret by itself, in no place that gives it away, and encoded. */
const SAID = Object.values(SECRETS).flatMap((secret) => [
  `[gateway] now ${secret} it is, \x1b[33m${secret.slice(0, 9)}\x1b[0m${
    secret.slice(9)
  }`,
  `GET /x?y=${encodeURIComponent(secret)} {"z":${JSON.stringify(secret)}}`,
]).join("\n");

async function restarted(lab: Lab): Promise<void> {
  await lab.systemctl("restart");
  await lab.waitForHealth(20_000);
  await lab.waitFor("the config is proven", async () => {
    await healthyTick(lab);
    return (await lab.status()).backups.newestProven !== null;
  }, 30_000);
}

/** What of the secrets is in a text, in whatever form it was said. */
function secretsOf(text: string): string[] {
  return Object.values(SECRETS).filter((secret) =>
    [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]
      .some((form) => text.includes(form))
  );
}

function filesBelow(lab: Lab, folder: string): string[] {
  return [...Deno.readDirSync(lab.hostPath(folder))].flatMap((entry) =>
    entry.isDirectory
      ? filesBelow(lab, `${folder}/${entry.name}`)
      : [`${folder}/${entry.name}`]
  );
}

const COMMANDS = [
  "status",
  "status --json",
  "explain",
  "explain --json",
  "explain --list",
  "history",
  "history --json",
  // Read with the other files.
  `history --html ${STATE_DIR}/history.html`,
  "logs -n 1000",
  "doctor",
  "doctor --json",
  "evidence show latest",
  "evidence show latest --json",
  "restore-config --list",
  "restore-config --list --json",
  "restore-config --diff",
  "restore-config --diff --json",
  "config show",
  "config show --json",
];

/** Looks through whatever the guard says and has written down. */
async function expectNoSecret(lab: Lab): Promise<Map<string, string>> {
  const said = new Map<string, string>();
  for (const command of COMMANDS) {
    const { stdout, stderr } = await lab.guard(command.split(" "), {
      timeoutMs: 30_000,
    });
    said.set(command, stdout + stderr);
  }
  // The copies of the config are copies.
  const copy = /\/config\/(?!index)/;
  for (const path of filesBelow(lab, STATE_DIR)) {
    if (!copy.test(path)) said.set(path, lab.readFile(path));
  }
  for (const [where, text] of said) {
    assert.deepEqual(secretsOf(text), [], `${where}:\n${text}`);
  }
  return said;
}

scenario(
  "C1 no secret of the gateway, from wherever it reads it, is shown by any command or kept in log, state or evidence, though its journal tells them all",
  {
    gateway: "fake",
    seconds: 60,
    start: false,
    config: config(SECRETS.oldPass, SECRETS.oldPin),
    unitEdits: {
      "--port 18789": `--port 18789 --token ${SECRETS.option}`,
      "Restart=always": [
        "Restart=always",
        `EnvironmentFile=${ENV_FILE}`,
        `Environment=X_KEY=${SECRETS.xKey} X_PASS=${SECRETS.xPass}`,
      ].join("\n"),
    },
  },
  async (lab) => {
    lab.writeFile(ENV_FILE, `ANY_SECRET='${SECRETS.environmentFile}'\n`);
    lab.writeFile(
      `${openclawDir()}/.env`,
      `export BOT_TOKEN="${SECRETS.dotenv}"\nANYTHING=${SECRETS.unnamed}\n`,
    );
    lab.writeFile(
      `${openclawDir()}/more.json`,
      JSON.stringify({ talk: { apiKey: SECRETS.included } }),
    );
    lab.writeFile(SAYS_FILE, SAID);
    await restarted(lab);
    lab.writeFile(CONFIG_FILE, config(SECRETS.newPass, SECRETS.newPin));
    await restarted(lab);

    // An incident: the journal goes into the evidence.
    const before = await lifeOf(lab);
    await lab.fault("hang", { untilRestart: true });
    const rescue = await lab.tick();
    expectCode(rescue, 2);
    await waitForNewLife(lab, before, 15_000);
    await healthyTick(lab);
    const said = await expectNoSecret(lab);
    const evidence = said.get("evidence show latest") ?? "";
    assert.match(evidence, /\[gateway\] now \*\*\* it is/);
    assert.match(evidence, /GET \/x\?y=\*\*\*/);
    assert.match(
      said.get("restore-config --diff") ?? "",
      /channels\.x\.pass: "?\*\*\*"? -> "?\*\*\*[^]*channels\.x\.pin/,
    );

    // A refused config: what the journal says goes into reason, log and status.
    const problems = Object.values(SECRETS).slice(0, 4)
      .map((secret) => `- gateway.auth: not one of ${secret}`);
    await lab.fault(
      `crash 78 ${
        [`Invalid config at ${CONFIG_FILE}:`, ...problems].join("\\n")
      }`,
    );
    await lab.systemctl("restart");
    await lab.waitFor("it is named", async () => {
      const { stdout } = await lab.tick();
      assert.deepEqual(secretsOf(stdout), []);
      return /bad-config: .*gateway\.auth: not one of \*\*\*/.test(stdout);
    }, 30_000);
    const refused = await expectNoSecret(lab);
    assert.match(
      refused.get("status") ?? "",
      /gateway\.auth: not one of \*\*\*/,
    );
  },
);
