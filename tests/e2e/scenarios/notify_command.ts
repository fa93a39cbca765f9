/** What people do who want to be told. */

import assert from "node:assert/strict";
import { expectCode } from "../expect.ts";
import type { Lab } from "../lab.ts";
import { HOME } from "../names.ts";
import { scenario } from "../scenario.ts";
import { Services } from "../services.ts";

const SETTINGS = `${HOME}/.config/openclaw-guard/config.json`;
const SECRETS = `${HOME}/.config/openclaw-guard/secrets`;
const TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0";
const OURS = `{
  // a slow machine
  "recovery": { "startupGrace": "5m" }, // since the new disk
}
`;

scenario(
  "notify: added by standard input, listed, tested, failing, removed; nothing shows the token (openclaw#53684)",
  { gateway: "fake", seconds: 25 },
  async (lab) => {
    await using services = new Services(lab);
    await services.start();
    lab.writeFile(SETTINGS, OURS);
    const shown: string[] = [];
    const guard = async (
      args: readonly string[],
      code: number | null,
      stdin = "",
    ) => {
      const output = await lab.guard(args, { stdin });
      if (code !== null) expectCode(output, code);
      const text = output.stdout + output.stderr;
      shown.push(text);
      return text;
    };
    const input = [
      `https://api.telegram.org/bot${TOKEN}`,
      "chat=-1001234567890",
      "topic=7",
      "baseUrl=http://127.0.0.1:18950/telegram",
    ].join("\n");

    // Not by an argument, and nothing that does not arrive.
    await guard(["notify", "add", TOKEN], 64);
    await services.plan("telegram", { next: ["503"], then: "success" });
    await guard(["notify", "add", "team"], 70, input);
    assert.equal(lab.readFile(SETTINGS), OURS);
    assert(!lab.exists(SECRETS));

    assert.match(await guard(["doctor"], null), /note +notify: nobody is told/);
    await guard(["notify", "add", "team"], 0, input);
    const modes = await lab.mustUser([
      "stat",
      "-c",
      "%a %U",
      `${SECRETS}/team-token`,
      SECRETS,
    ]);
    assert.match(modes.trim(), /^600 (\w+)\n700 \1$/);
    const text = lab.readFile(SETTINGS);
    assert(text.startsWith(OURS.slice(0, OURS.indexOf("}\n"))), text);
    assert(!text.includes(TOKEN));
    assert.match(await guard(["doctor"], null), /ok +notify: nothing is wrong/);
    assert.match(
      await guard(["notify", "list"], 0),
      /^team {2}Telegram: everything, reminders, "well again"\n/,
    );
    assert.match(await guard(["config", "show"], 0), /notify\.channels\.team/);

    assert.match(await guard(["notify", "test"], 0), /team.*: delivered/);
    await services.plan("telegram", { next: ["503"], then: "success" });
    assert.match(await guard(["notify", "test"], 1), /not delivered: HTTP 503/);
    assert.match(
      await guard(["doctor"], null),
      /notify: team has failed since/,
    );
    const status = await lab.guard(["status"]);
    assert.match(status.stdout, /Alerts .*team has failed since.*HTTP 503/);
    assert.match(
      await guard(["notify", "log"], 0),
      /team {2}delivered .*\n.*not yet \(try 1\): HTTP 503/,
    );
    await seen(services);

    await guard(["notify", "remove", "team"], 0);
    assert.deepEqual(lab.list(SECRETS), []);
    assert.match(lab.readFile(SETTINGS), /slow machine[^]*since the new disk/);
    assert.match(await guard(["notify", "list"], 0), /^Nobody is told/);
    const after = await lab.guard(["status"]);
    assert.doesNotMatch(after.stdout, /Alerts/);
    for (const part of shown) assert(!part.includes(TOKEN.slice(12)), part);
    await noToken(lab);
  },
);

scenario(
  "notify: what is pasted on a terminal is not shown, and Ctrl-C keeps nothing",
  { gateway: "none", seconds: 10 },
  async (lab) => {
    // What is typed before the question is shown by the terminal itself.
    const typed = `(sleep 3; printf '${TOKEN}\\r'; sleep 2; printf '\\003')`;
    const { stdout } = await lab.user([
      "sh",
      "-c",
      `${typed} | script -qec "/lab/bin/openclaw-guard notify add" /dev/null`,
    ]);
    assert.match(stdout, /not shown[^]*That is Telegram\./);
    assert(!stdout.includes(TOKEN.slice(12)), stdout);
    assert(!lab.exists(SETTINGS));
    assert(!lab.exists(SECRETS));
  },
);

/** As strict as Telegram, the stand-in has refused nothing. */
async function seen(services: Services): Promise<void> {
  const received = await services.received();
  assert.deepEqual(received.map(({ fault }) => fault), [
    ...Array(received.length).fill(null),
  ]);
  assert.equal(received.length, 4);
}

/** No file of the guard's has it any more. */
async function noToken(lab: Lab): Promise<void> {
  const { stdout } = await lab.user([
    "grep",
    "-rlF",
    "--",
    TOKEN,
    `${HOME}/.config`,
    `${HOME}/.local/state`,
  ]);
  assert.equal(stdout, "");
}
