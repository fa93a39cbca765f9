import assert from "node:assert/strict";
import { parseJson5 } from "../../lib/base/json5.ts";
import { CHANNELS } from "../../lib/notify/channels/table.ts";
import { settingsFor } from "../../lib/settings/check.ts";
import { DEFAULT_SETTINGS } from "../../lib/settings/load.ts";
import { sideSettings } from "../../lib/settings/side.ts";

/** Written where a secret stands; no problem may show it. */
const HIDDEN = "hidden4711";

const WHOLE = `{
  host: "kitchen",
  notify: {
    channels: {
      team: { type: "feishu", urlFile: "/s/url", secretEnv: "KEY", keyword: "Claw",
        minSeverity: "critical", reminders: false, resolve: false, proxy: "socks5://127.0.0.1:1080" },
      mine: { type: "feishu", url: "https://open.feishu.cn/open-apis/bot/v2/hook/${HIDDEN}" },
    },
    minSeverity: "warning", reminders: ["1h", "1d"], quietHours: "23:00-7:30",
    events: false, drills: true, proxy: "http://127.0.0.1:7890",
  },
  ping: { livenessFile: "/s/live", healthCredential: "health", tokenEnv: "TOKEN",
    every: "5m", service: "gatus", proxy: "http://p:1" },
  metrics: { file: "/m/me.prom" },
  history: { page: "/h/page.html" },
}`;

Deno.test("sideSettings() reads every key", () => {
  const url = {
    kind: "inline",
    value: `https://open.feishu.cn/open-apis/bot/v2/hook/${HIDDEN}`,
  };
  const token = { kind: "env", name: "TOKEN" };
  assert.deepEqual(sideSettings(parseJson5(WHOLE)), {
    notify: {
      channels: [
        {
          name: "team",
          type: "feishu",
          values: { keyword: "Claw" },
          secrets: {
            url: { kind: "file", path: "/s/url" },
            secret: { kind: "env", name: "KEY" },
          },
          minSeverity: "critical",
          reminders: false,
          resolve: false,
          proxy: "socks5://127.0.0.1:1080",
        },
        {
          name: "mine",
          type: "feishu",
          values: {},
          secrets: { url },
          minSeverity: "warning",
          reminders: true,
          resolve: true,
          proxy: "http://127.0.0.1:7890",
        },
      ],
      remindersMs: [3_600_000, 86_400_000],
      quietHours: { fromMinute: 23 * 60, toMinute: 7 * 60 + 30 },
      drills: true,
      events: false,
      host: "kitchen",
    },
    ping: {
      liveness: {
        url: { kind: "file", path: "/s/live" },
        service: "gatus",
        token,
      },
      health: {
        url: { kind: "credential", name: "health" },
        service: "gatus",
        token,
      },
      everyMs: 300_000,
      proxy: "http://p:1",
    },
    metrics: { file: "/m/me.prom" },
    history: { page: "/h/page.html" },
    host: "kitchen",
    sideProblems: [],
  });
});

Deno.test("sideSettings() of an empty document are the defaults", () => {
  const { policy: _, endpoint: __, ...defaults } = DEFAULT_SETTINGS;
  for (const document of [{}, null, [], { notify: {}, ping: {} }]) {
    assert.deepEqual(
      { ...sideSettings(document), sideProblems: [] },
      defaults,
    );
  }
});

/** A channel with a mistake, what is said of it, and whether it is used all the same. */
const CHANNEL_MISTAKES: readonly [
  text: string,
  problem: RegExp | null,
  used: boolean,
][] = [
  [`{type: "feishu", urlFile: "/s/url"}`, null, true],
  [`{}`, /^"notify\.channels\.team" needs a "type": /, false],
  [`[]`, /^"notify\.channels\.team" needs a "type": /, false],
  [
    `{type: "fieshu", urlFile: "/s/url"}`,
    /^"notify\.channels\.team" has the unknown type "fieshu" \(did you mean "feishu"\?\)$/,
    false,
  ],
  [
    `{type: "carrier-pigeon"}`,
    /has the unknown type "carrier-pigeon"; there are .*feishu/,
    false,
  ],
  [`{type: "feishu"}`, /^"notify\.channels\.team" needs "urlFile"$/, false],
  [
    `{type: "feishu", urlFile: "secrets/url"}`,
    /^"notify\.channels\.team\.urlFile" must be an absolute path such as "\/home\/me\/file"$/,
    false,
  ],
  [
    `{type: "feishu", url: "${HIDDEN}"}`,
    /^"notify\.channels\.team\.url" must be an address/,
    false,
  ],
  [
    `{type: "feishu", urlEnv: "${HIDDEN}:AA-x"}`,
    /^"notify\.channels\.team\.urlEnv" must be the name of an environment variable/,
    false,
  ],
  [
    `{type: "feishu", urlFile: "/s/url", minSeverty: "info"}`,
    /^"notify\.channels\.team\.minSeverty" is unknown \(did you mean "notify\.channels\.team\.minSeverity"\?\)$/,
    true,
  ],
  [
    `{type: "feishu", urlFile: "/s/url", minSeverity: "loud"}`,
    /^"notify\.channels\.team\.minSeverity" is "loud", but it must be "info", "warning" or "critical"$/,
    true,
  ],
  [
    `{type: "feishu", urlFile: "/s/url", url: "https://open.feishu.cn/open-apis/bot/v2/hook/${HIDDEN}"}`,
    /has "urlFile" and "url", of which one is enough: the first counts$/,
    true,
  ],
  [
    `{type: "feishu", urlFile: "/s/url", proxy: "127.0.0.1:7890 ${HIDDEN}"}`,
    /^"notify\.channels\.team\.proxy" must be the address of a proxy/,
    true,
  ],
];

Deno.test("a mistake in a channel is told once, without secrets; what still can be used is", () => {
  for (const [text, problem, used] of CHANNEL_MISTAKES) {
    const { notify, sideProblems } = sideSettings(
      parseJson5(`{notify: {channels: {team: ${text}}}}`),
    );
    assert.deepEqual(notify.channels.map(({ name }) => name).length, +used);
    assert.equal(sideProblems.length, problem === null ? 0 : 1, text);
    if (problem !== null) assert.match(sideProblems[0] ?? "", problem);
    assert(!sideProblems.join().includes(HIDDEN), text);
  }
});

Deno.test("a channel's name can be part of a file's name", () => {
  for (const name of ["../x", "a b", "", "x".repeat(33), "__proto__", "-x"]) {
    const channels = Object.fromEntries([
      [name, { type: "feishu", urlFile: "/x/y" }],
    ]);
    const { notify, sideProblems } = sideSettings({ notify: { channels } });
    assert.deepEqual(notify.channels, [], name);
    assert.match(sideProblems.join(), /a name has at most 32 letters/, name);
  }
});

/** Beside channels: a mistake leaves the default. */
const OTHER_MISTAKES: readonly [text: string, problem: RegExp][] = [
  ["{notify: null}", /^"notify" is null, but it must be an object/],
  ["{notify: {channels: []}}", /^"notify\.channels" is \[\], but/],
  [
    `{notify: {channels: ["https://a.example/${HIDDEN}"]}}`,
    /^"notify\.channels" must be an object/,
  ],
  [
    `{ping: "https://hc-ping.com/${HIDDEN}"}`,
    /^"ping" must be an object/,
  ],
  ["{notify: {quietHours: '23-7'}}", /two different times of the day/],
  ["{notify: {quietHours: '7:00-07:00'}}", /two different times of the day/],
  ["{notify: {reminders: ['1s']}}", /a list of 0 to 5 durations/],
  ["{notify: {chanels: {}}}", /did you mean "notify\.channels"/],
  ["{ping: {every: '1s'}}", /^"ping\.every" is "1s", but it must be a dur/],
  ["{ping: {livenes: 'x'}}", /did you mean "ping\.liveness"/],
  [`{ping: {liveness: '${HIDDEN}'}}`, /^"ping\.liveness" must be an address/],
  ["{metrics: {file: 'me.prom'}}", /an absolute path/],
  ["{metrics: {file: '/m/'}}", /an absolute path/],
  ["{history: {page: 1}}", /an absolute path/],
  ["{host: ''}", /a text of one line/],
  ["{host: 'a\\nb'}", /a text of one line/],
];

Deno.test("no mistake here keeps the guard from a rescue", () => {
  for (const [text, problem] of OTHER_MISTAKES) {
    const settings = settingsFor(parseJson5(text), "default");
    assert("policy" in settings, text);
    assert.equal(settings.sideProblems.length, 1, text);
    assert.match(settings.sideProblems[0] ?? "", problem);
    assert(!settings.sideProblems.join().includes(HIDDEN), text);
    assert.deepEqual(
      { ...settings, sideProblems: [] },
      DEFAULT_SETTINGS,
      text,
    );
  }
});

Deno.test("a mistake elsewhere in the file leaves this as it is", () => {
  const document = {
    ...parseJson5(WHOLE) as object,
    rolback: "auto",
    probe: { port: "x" },
  };
  assert.deepEqual(sideSettings(document), sideSettings(parseJson5(WHOLE)));
});

Deno.test("no profile has its own channels", () => {
  const result = settingsFor({ profiles: { work: { notify: {} } } }, "work");
  assert("problems" in result);
});

Deno.test("no two channels have the same type, and no field has the name of a common one", () => {
  const types = CHANNELS.map(({ type }) => type);
  assert.equal(new Set(types).size, types.length);
  const common = ["type", "minSeverity", "reminders", "resolve", "proxy"];
  for (const { type, fields } of CHANNELS) {
    for (const name of Object.keys(fields)) {
      assert(!common.includes(name), `${type}: ${name}`);
      assert.doesNotMatch(name, /(?:File|Env|Credential)$/, type);
    }
  }
});
