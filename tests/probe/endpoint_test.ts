import assert from "node:assert/strict";
import type { UnitFacts } from "../../lib/core/types.ts";
import {
  type EndpointOverrides,
  endpointUrl,
  locateConfig,
  resolveEndpoint,
} from "../../lib/probe/endpoint.ts";
import {
  defaultPort,
  gatewayPaths,
  optionValue,
  parsePort,
  parsePortVariable,
} from "../../lib/probe/gateway_location.ts";
import { fakeContext } from "../fake_context.ts";
import { unitFacts } from "./facts.ts";
import { writeProcess } from "./fake_proc.ts";

/** A home folder with a configuration, and an empty proc(5). */
function world(config?: string) {
  const home = Deno.makeTempDirSync();
  const proc = `${home}/proc`;
  Deno.mkdirSync(`${home}/.openclaw`);
  Deno.mkdirSync(proc);
  if (config !== undefined) {
    Deno.writeTextFileSync(`${home}/.openclaw/openclaw.json`, config);
  }
  const roots = { proc, cgroup: "/nowhere", tmp: "/nowhere", etc: "/nowhere" };
  const context = fakeContext({ home, roots, uid: 1000 });
  return {
    home,
    proc,
    resolve: (
      unit: Partial<UnitFacts> | null = null,
      overrides: EndpointOverrides = {},
    ) =>
      resolveEndpoint(
        context,
        "default",
        unit === null ? null : unitFacts(unit),
        overrides,
      ),
    [Symbol.dispose]: () => Deno.removeSync(home, { recursive: true }),
  };
}

Deno.test("without anything written the defaults hold", () => {
  using it = world();
  const { notes, ...endpoint } = it.resolve();
  assert.deepEqual(endpoint, {
    url: "http://127.0.0.1:18789",
    host: "127.0.0.1",
    alternateHost: null,
    port: 18789,
    tls: false,
    certPath: `${it.home}/.openclaw/gateway/tls/gateway-cert.pem`,
    configPath: `${it.home}/.openclaw/openclaw.json`,
    stateDir: `${it.home}/.openclaw`,
  });
  assert.equal(notes.length, 1);
});

Deno.test("the port: setting, command line, environment, config, default", () => {
  using it = world("{ gateway: { port: 4, }, } // JSON5");
  const environment = { OPENCLAW_GATEWAY_PORT: "3" };
  const argv = (...words: string[]) => ["node", "gateway", ...words];
  const ports = [
    [
      it.resolve({ execStart: argv("--port", "2"), environment }, { port: 1 }),
      1,
    ],
    [it.resolve({ execStart: argv("--port", "2"), environment }), 2],
    [it.resolve({ execStart: argv("--port=2"), environment }), 2],
    [it.resolve({ execStart: argv("--port", "$PORT"), environment }), 3],
    [it.resolve({ execStart: argv("--port"), environment }), 3],
    [it.resolve({ execStart: argv(), environment }), 3],
    [it.resolve({ environment: { OPENCLAW_GATEWAY_PORT: "none" } }), 4],
    [it.resolve(), 4],
  ] as const;
  for (const [endpoint, port] of ports) {
    assert.equal(endpoint.port, port);
    assert.equal(endpoint.url, `http://127.0.0.1:${port}`);
  }
});

Deno.test("a running process is believed before the unit file", () => {
  using it = world();
  writeProcess(it.proc, {
    pid: 90,
    argv: ["node", "gateway", "--port", "5"],
    environment: { OPENCLAW_STATE_DIR: "/srv/live" },
  });
  writeProcess(it.proc, { pid: 91, argv: ["openclaw-gateway"] });
  writeProcess(it.proc, { pid: 92, uid: 7, argv: ["x", "--port", "6"] });
  const unit = { execStart: ["node", "--port", "9"] };
  const live = it.resolve({ ...unit, mainPid: 90 });
  assert.deepEqual([live.port, live.stateDir], [5, "/srv/live"]);
  assert.equal(it.resolve({ ...unit, mainPid: 91 }).port, 9);
  assert.equal(it.resolve({ ...unit, mainPid: 92 }).port, 9);
  assert.equal(it.resolve({ ...unit, mainPid: 93 }).port, 9);
});

Deno.test("a broken configuration gives the defaults and says so", () => {
  for (
    const text of [
      "{ gateway: {",
      "",
      "[]",
      "null",
      '{gateway: "x"}',
      "{gateway: {port: 'x', tls: 1}}",
      "{gateway: {port: 99999}}",
    ]
  ) {
    using it = world(text);
    const endpoint = it.resolve();
    assert.deepEqual([endpoint.port, endpoint.tls], [18789, false], text);
  }
  using broken = world("{ gateway: { auth: 'secret' ");
  const { notes } = broken.resolve();
  assert.match(notes[0] ?? "", /cannot read .*openclaw\.json/);
  assert.doesNotMatch(notes.join(), /secret/);
});

Deno.test("a folder or a pipe instead of a configuration does not block", () => {
  using it = world();
  Deno.mkdirSync(`${it.home}/.openclaw/openclaw.json`);
  assert.match(it.resolve().notes[0] ?? "", /is a folder/);
});

Deno.test("TLS and its certificate come from the configuration", () => {
  using it = world('{gateway: {tls: {enabled: true, certPath: "~/c.pem"}}}');
  const endpoint = it.resolve();
  assert.equal(endpoint.url, "https://127.0.0.1:18789");
  assert.equal(endpoint.certPath, `${it.home}/c.pem`);
  assert.equal(it.resolve(null, { tls: false }).tls, false);
});

Deno.test("every bind mode is asked on 127.0.0.1 first", () => {
  const cases = [
    ["loopback", null],
    ["lan", null],
    ["auto", null],
    ["custom", "192.168.1.5"],
  ] as const;
  for (const [bind, alternateHost] of cases) {
    using it = world(
      JSON.stringify({ gateway: { bind, customBindHost: "192.168.1.5" } }),
    );
    const endpoint = it.resolve();
    assert.equal(endpoint.host, "127.0.0.1");
    assert.equal(endpoint.alternateHost, alternateHost);
  }
  for (const customBindHost of ["0.0.0.0", "127.0.0.1", "${HOST}", "", 5]) {
    using it = world(
      JSON.stringify({ gateway: { bind: "custom", customBindHost } }),
    );
    assert.equal(it.resolve().alternateHost, null);
  }
  using it = world(
    '{gateway: {bind: "custom", customBindHost: "192.168.1.5"}}',
  );
  const lan = it.resolve({ execStart: ["node", "gateway", "--bind", "lan"] });
  assert.equal(lan.alternateHost, null);
  const forced = it.resolve(null, { host: "::1" });
  assert.deepEqual([forced.url, forced.alternateHost], [
    "http://[::1]:18789",
    null,
  ]);
  assert.equal(endpointUrl(true, "fe80::1", 5), "https://[fe80::1]:5");
});

Deno.test("included files count, later ones more, keys beside them most", () => {
  using it = world(`{ $include: "./base.json5", gateway: { bind: "lan" } }`);
  const put = (name: string, text: string) =>
    Deno.writeTextFileSync(`${it.home}/.openclaw/${name}`, text);
  put(
    "base.json5",
    `{ gateway: { $include: ["./a.json", "./b.json"], tls: { $include: "./tls.json" } } }`,
  );
  put("a.json", `{ port: 7, tls: { enabled: false } }`);
  put("b.json", `{ port: 8 }`);
  put("tls.json", `{ enabled: true }`);
  const endpoint = it.resolve();
  assert.deepEqual(
    [endpoint.port, endpoint.tls],
    [8, true],
    endpoint.notes.join(),
  );
  assert.deepEqual(endpoint.notes, []);
});

Deno.test("includes from elsewhere and includes in circles are not followed", () => {
  using outside = world('{ $include: "../other.json" }');
  Deno.writeTextFileSync(`${outside.home}/other.json`, "{gateway: {port: 7}}");
  assert.equal(outside.resolve().port, 18789);
  assert.match(outside.resolve().notes.join(), /does not follow/);
  using circle = world('{ $include: "./openclaw.json", gateway: { port: 9 } }');
  assert.equal(circle.resolve().port, 9);
  using missing = world('{ $include: "./none.json", gateway: { port: 9 } }');
  assert.equal(missing.resolve().port, 9);
  assert.match(missing.resolve().notes.join(), /none\.json/);
});

Deno.test("ports are read as OpenClaw reads them", () => {
  const variables = [
    ["18790", 18790],
    [" 1 ", 1],
    ["127.0.0.1:5", 5],
    ["[::1]:6", 6],
    ["::1", null],
    ["0", null],
    ["65536", null],
    ["1e3", null],
    ["", null],
    [undefined, null],
    ["-5", null],
    ["host:", null],
  ] as const;
  for (const [text, port] of variables) {
    assert.equal(parsePortVariable(text), port, String(text));
  }
  for (const value of [0, -1, 1.5, NaN, 65_536, "x", null, {}, true]) {
    assert.equal(parsePort(value), null);
  }
  assert.equal(optionValue(["--port", "1", "--port=2"], "--port"), "2");
  assert.equal(optionValue(["--port-x=1"], "--port"), undefined);
});

Deno.test("a profile without a port has the one OpenClaw derives", () => {
  assert.equal(defaultPort("default"), 18789);
  assert.equal(defaultPort("dev"), 19001);
  // Values of OpenClaw 2026.9.6's own resolveGatewayPort().
  assert.equal(defaultPort("work"), 41984);
});

Deno.test("OpenClaw's variables move its paths", () => {
  const cases = [
    [{}, "default", "/h/.openclaw", "/h/.openclaw/openclaw.json"],
    [{}, "work", "/h/.openclaw-work", "/h/.openclaw-work/openclaw.json"],
    [{ HOME: "/x" }, "default", "/x/.openclaw", "/x/.openclaw/openclaw.json"],
    [
      { OPENCLAW_HOME: "~/oc" },
      "default",
      "/h/oc/.openclaw",
      "/h/oc/.openclaw/openclaw.json",
    ],
    [{ OPENCLAW_STATE_DIR: "/s/" }, "work", "/s", "/s/openclaw.json"],
    [
      { OPENCLAW_STATE_DIR: "s", OPENCLAW_CONFIG_PATH: "~/c.json" },
      "default",
      "/h/s",
      "/h/c.json",
    ],
    [
      { OPENCLAW_STATE_DIR: "  " },
      "default",
      "/h/.openclaw",
      "/h/.openclaw/openclaw.json",
    ],
  ] as const;
  for (const [environment, profile, stateDir, configPath] of cases) {
    assert.deepEqual(gatewayPaths(environment, "/h", profile), {
      stateDir,
      configPath,
    });
  }
});

Deno.test("systemd is asked where the configuration is", async () => {
  const stdout =
    'LoadState=loaded\nMainPID=0\nEnvironment="OPENCLAW_STATE_DIR=/my state" OPENCLAW_NIX_MODE=1\n';
  const context = fakeContext({
    home: "/h",
    run: () =>
      Promise.resolve({ code: 0, stdout, stderr: "", timedOut: false }),
  });
  assert.deepEqual(await locateConfig(context, "default"), {
    stateDir: "/my state",
    version: null,
    readOnly: "OPENCLAW_NIX_MODE",
    configPath: "/my state/openclaw.json",
  });
  const silent = fakeContext({
    run: () =>
      Promise.resolve({
        code: 1,
        stdout: "",
        stderr: "no bus",
        timedOut: false,
      }),
  });
  await assert.rejects(locateConfig(silent, "default"), /no bus/);
});
