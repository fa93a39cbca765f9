import assert from "node:assert/strict";
import { examineNotify } from "../../../lib/commands/doctor/notify.ts";
import type { Target } from "../../../lib/commands/doctor/target.ts";
import {
  UNTRIED,
  writeDeliveryState,
} from "../../../lib/notify/delivery_state.ts";
import { tryLoadSettings } from "../../../lib/settings/load.ts";
import { settingsPath } from "../../../lib/store/paths.ts";
import { fakeContext } from "../../fake_context.ts";

const HIDDEN = "XXXXXXXXXXXXXXXXXXXXXXXX";
const SLACK = `https://hooks.slack.com/services/T024BE7LD/B024BE7LE/${HIDDEN}`;

interface Case {
  /** The section `notify.channels`, "DIR" for the home. */
  readonly channels?: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Files in the home: content and mode. */
  readonly files?: Readonly<Record<string, readonly [string, number]>>;
  readonly settingsMode?: number;
  readonly cron?: Readonly<Record<string, string>> | null;
  readonly env?: Readonly<Record<string, string>>;
  readonly failing?: string;
  /** Level and sentence of each finding. */
  readonly found: readonly RegExp[];
}

const FILE = { team: { type: "slack", urlFile: "DIR/url" } };
const GOOD = { url: [`${SLACK}\n`, 0o600] } as const;

const CASES: Readonly<Record<string, Case>> = {
  "nothing is configured": {
    found: [/^note nobody is told .* openclaw-guard notify add$/],
  },
  "all is well": {
    channels: FILE,
    files: GOOD,
    found: [/^ok nothing is wrong with team$/],
  },
  "the file of a secret is not there": {
    channels: FILE,
    found: [/^problem team cannot be used: the file .*url does not exist/],
  },
  "it is another secret's": {
    channels: FILE,
    files: { url: ["12345:abc", 0o600] },
    found: [/^problem team cannot be used: the file .*url must be an address/],
  },
  "others can read it": {
    channels: FILE,
    files: { url: [SLACK, 0o644] },
    found: [
      /^warning the file .*url can be read by other users \(mode 644\) chmod 600/,
    ],
  },
  "others can write to it": {
    channels: FILE,
    files: { url: [SLACK, 0o666] },
    found: [/^problem team cannot be used: every user may write/],
  },
  "a secret is in settings that others can read": {
    channels: { team: { type: "slack", url: SLACK } },
    settingsMode: 0o644,
    found: [/^warning .*config.json has an address or a key of team in it/],
  },
  "a secret is in settings that nobody else can read": {
    channels: { team: { type: "slack", url: SLACK } },
    found: [/^ok /],
  },
  "a variable that cron does not set": {
    channels: { team: { type: "slack", urlEnv: "HOOK" } },
    env: { HOOK: SLACK },
    found: [
      /^problem team cannot be used: cron starts the checks without the environment variable HOOK/,
    ],
  },
  "a variable that the crontab sets": {
    channels: { team: { type: "slack", urlEnv: "HOOK" } },
    cron: { HOOK: "x" },
    found: [/^ok /],
  },
  "a variable, and a timer": {
    channels: { team: { type: "slack", urlEnv: "HOOK" } },
    cron: null,
    found: [/^ok /],
  },
  "a credential, and cron": {
    channels: { team: { type: "slack", urlCredential: "hook" } },
    found: [
      /^problem team cannot be used: cron starts the checks, and they have no systemd credential|^problem team cannot be used: cron starts the checks/,
    ],
  },
  "a credential, and a timer": {
    channels: { team: { type: "slack", urlCredential: "hook" } },
    cron: null,
    found: [/^ok /],
  },
  "a mistake in the settings": {
    channels: { team: { type: "slak" } },
    found: [
      /^problem .*unknown type "slak" \(did you mean "slack"\?\) .*EDITOR/,
    ],
  },
  "a channel that fails": {
    channels: FILE,
    files: GOOD,
    failing: "HTTP 404: no_service",
    found: [
      /^warning team has failed since \d{4}-.*: HTTP 404: no_service openclaw-guard notify test team$/,
    ],
  },
  "the address of a ping is damaged": {
    settings: { ping: { livenessFile: "DIR/url" } },
    files: { url: ["hc-ping.com/x", 0o600] },
    found: [
      /^problem ping\.liveness cannot be used: the file .* must be an address/,
    ],
  },
};

for (const [name, its] of Object.entries(CASES)) {
  Deno.test(`doctor on whom the guard tells: ${name}`, async () => {
    const home = Deno.makeTempDirSync();
    for (const [file, [text, mode]] of Object.entries(its.files ?? {})) {
      Deno.writeTextFileSync(`${home}/${file}`, text);
      Deno.chmodSync(`${home}/${file}`, mode);
    }
    const context = fakeContext({
      home,
      uid: Deno.uid() ?? 0,
      env: (variable) => its.env?.[variable],
    });
    const path = settingsPath(context);
    Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    const document = its.settings ??
      (its.channels === undefined
        ? {}
        : { notify: { channels: its.channels } });
    Deno.writeTextFileSync(
      path,
      JSON.stringify(document).replaceAll("DIR", home),
    );
    Deno.chmodSync(path, its.settingsMode ?? 0o600);
    if (its.failing !== undefined) {
      writeDeliveryState(context, {
        channels: {
          team: {
            ...UNTRIED,
            why: its.failing,
            failingSinceWallMs: context.clock.now().wallMs,
          },
        },
        pings: {},
      });
    }
    const target = {
      settings: await tryLoadSettings(context, "default"),
      scheduler: its.cron === null ? "systemd" : "cron",
      cron: { variables: its.cron ?? {} },
    } as unknown as Target;
    const found = examineNotify(context, target)
      .map(({ level, found, fix }) =>
        `${level} ${found}${fix === null ? "" : ` ${fix}`}`
      );
    assert.equal(found.length, its.found.length, found.join("\n"));
    its.found.forEach((wanted, index) =>
      assert.match(found[index] ?? "", wanted)
    );
    assert(!found.join("\n").includes(HIDDEN), found.join("\n"));
  });
}
