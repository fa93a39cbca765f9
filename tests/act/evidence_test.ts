import assert from "node:assert/strict";
import { journalEvidence } from "../../lib/act/evidence_sources.ts";
import {
  collectEvidence,
  type Deadline,
  type EvidenceTarget,
} from "../../lib/act/evidence.ts";
import { CommandNotFoundError } from "../../lib/base/errors.ts";
import { recordHealthyConfig } from "../../lib/config/record.ts";
import type { Evidence } from "../../lib/store/evidence.ts";
import type { RunCommand } from "../../lib/sys/command.ts";
import { at, GATEWAY, sight, UNIT } from "../core/world.ts";
import { unitFacts } from "../probe/facts.ts";
import { fakeContext } from "../fake_context.ts";
import { listenLine, writeProcess, writeTcp } from "../probe/fake_proc.ts";

/** Time is never up. */
const NEVER: Deadline = { expired: new Promise(() => {}), cancel: () => {} };

const DF = "Filesystem 1024-blocks Used Available Capacity Mounted on\n" +
  "/dev/sda1 100 50 50 50% /\n";

/** Answers every program; a test says what differs. */
function programs(answers: Readonly<Record<string, string>> = {}): RunCommand {
  return (program) =>
    Promise.resolve({
      code: 0,
      stdout: answers[program] ?? (program === "df" ? DF : ""),
      stderr: "",
      timedOut: false,
    });
}

interface World {
  readonly run?: RunCommand;
  readonly environment?: Readonly<Record<string, string>>;
  readonly config?: string;
  readonly restartLog?: string;
  /** Text by path below the home folder. */
  readonly others?: Readonly<Record<string, string>>;
  readonly unit?: Partial<EvidenceTarget["unit"]>;
}

/** A gateway with everything there is to be collected, in fake folders. */
function world({ run = programs(), environment = {}, ...files }: World = {}) {
  const root = Deno.makeTempDirSync();
  const stateDir = `${root}/openclaw`;
  const group = `${root}/cgroup${UNIT.controlGroup}`;
  const { pid, startTicks } = GATEWAY;
  writeProcess(`${root}/proc`, { pid, startTicks, environment, open: ["/a"] });
  writeTcp(`${root}/proc`, listenLine("0100007F", 1, 1000, 7, 129));
  Deno.mkdirSync(`${root}/proc/pressure`);
  Deno.writeTextFileSync(`${root}/proc/pressure/cpu`, "some avg10=1.00\n");
  Deno.writeTextFileSync(`${root}/proc/loadavg`, "0.1 0.2 0.3 1/2 3\n");
  Deno.writeTextFileSync(`${root}/proc/${pid}/wchan`, "do_signal_stop");
  Deno.mkdirSync(`${root}/proc/${pid}/task/100`, { recursive: true });
  Deno.mkdirSync(group, { recursive: true });
  Deno.writeTextFileSync(`${group}/memory.current`, "12345\n");
  Deno.writeTextFileSync(`${group}/memory.events`, "oom 0\noom_kill 0\n");
  Deno.writeTextFileSync(`${group}/cpu.stat`, "usage_usec 7\n");
  Deno.mkdirSync(`${stateDir}/logs/stability`, { recursive: true });
  for (const day of [1, 2]) {
    const path = `${stateDir}/logs/stability/bundle-${day}.json`;
    Deno.writeTextFileSync(path, "{}");
    Deno.utimeSync(path, new Date(day), new Date(Date.UTC(2026, 1, 3 - day)));
  }
  Deno.writeTextFileSync(
    `${stateDir}/logs/gateway-restart.log`,
    files.restartLog ?? "2026-11-23 restart asked for by cli\n",
  );
  Deno.writeTextFileSync(`${stateDir}/openclaw.json`, files.config ?? "{}");
  for (const [path, text] of Object.entries(files.others ?? {})) {
    Deno.mkdirSync(`${root}/${path.replace(/[^/]*$/, "")}`, {
      recursive: true,
    });
    Deno.writeTextFileSync(`${root}/${path}`, text);
  }
  const context = fakeContext({
    home: root,
    run,
    roots: {
      proc: `${root}/proc`,
      cgroup: `${root}/cgroup`,
      tmp: "/tmp",
      etc: "/nowhere",
    },
  });
  const target: EvidenceTarget = {
    profile: "default",
    cause: "restart",
    attempt: 1,
    verdict: "hung",
    reason: "http",
    why: "no answer",
    unit: { ...UNIT, environment, ...files.unit },
    main: GATEWAY,
    // Port 1: nobody listens there, so the connection is refused at once.
    endpoint: {
      host: "127.0.0.1",
      port: 1,
      stateDir,
      configPath: `${stateDir}/openclaw.json`,
    },
    observation: sight({ unit: { environment } }),
  };
  return { context, target };
}

function valueOf(evidence: Evidence, name: string): unknown {
  const part = evidence.parts[name];
  assert.equal(part?.state, "collected", `${name}: ${JSON.stringify(part)}`);
  return part.state === "collected" ? part.value : undefined;
}

Deno.test("evidence holds all that tells why a gateway was stuck", async () => {
  const journal = "newest\nmiddle\noldest\n";
  const { context, target } = world({
    run: programs({ journalctl: journal }),
  });
  const evidence = await collectEvidence(context, target, at(0), 2000, NEVER);
  assert.equal(evidence.at, "2026-11-23T01:00:00.000Z");
  assert.deepEqual(
    Object.keys(evidence.parts).sort(),
    [
      "cgroup",
      "disk",
      "host",
      "journal",
      "port",
      "probe",
      "process",
      "restartLog",
      "stability",
      "unit",
    ],
  );
  const process = valueOf(evidence, "process") as Record<string, unknown>;
  assert.equal(process.wchan, "do_signal_stop");
  assert.equal(process.fileDescriptors, 1);
  assert.equal(process.threads, 1);
  assert.equal((process.stat as string[]).length, 2);
  assert.match(String(process.status), /Uid:/);
  assert.equal(process.cpuShare, 0);
  const port = valueOf(evidence, "port") as Record<string, unknown>;
  assert.equal(port.connect, "refused");
  assert.deepEqual(port.listening, [
    { takesLoopback: true, uid: 1000, inode: 7, backlog: 129 },
  ]);
  assert.deepEqual(valueOf(evidence, "journal"), [
    "oldest",
    "middle",
    "newest",
  ]);
  const cgroup = valueOf(evidence, "cgroup") as Record<string, unknown>;
  assert.equal(cgroup["memory.current"], "12345");
  assert.deepEqual(cgroup["memory.events"], ["oom 0", "oom_kill 0"]);
  assert.equal(cgroup["cpu.stat"], "usage_usec 7");
  const host = valueOf(evidence, "host") as Record<string, unknown>;
  assert.equal(host.loadAverage, "0.1 0.2 0.3 1/2 3");
  assert.equal(host.cpuPressure, "some avg10=1.00");
  assert.deepEqual(valueOf(evidence, "disk"), ["/dev/sda1 100 50 50 50% /"]);
  assert.equal(
    valueOf(evidence, "restartLog"),
    "2026-11-23 restart asked for by cli",
  );
  assert.deepEqual(valueOf(evidence, "stability"), {
    file: "bundle-1.json",
    modified: "2026-02-02T00:00:00.000Z",
  });
  const probe = valueOf(evidence, "probe") as Record<string, unknown>;
  assert.equal((probe.probe as Record<string, unknown>).outcome, "silent");
  assert.equal("unit" in probe, false);
  assert.equal("environment" in (valueOf(evidence, "unit") as object), false);
});

Deno.test("df and journalctl get argument arrays, the user's bus and the time limit", async () => {
  const asked: string[] = [];
  const { context, target } = world({
    run: (program, args, options) => {
      asked.push([program, ...args].join(" "));
      assert.equal(options?.timeoutMs, 777);
      if (program === "journalctl") {
        assert.equal(options?.env?.XDG_RUNTIME_DIR, "/run/user/1000");
      }
      return programs()(program, args);
    },
  });
  await collectEvidence(context, target, at(0), 777, NEVER);
  asked.sort();
  assert.match(asked[0] ?? "", /^df -Pk -- \/.*\/openclaw \/.* \/tmp$/);
  assert.match(
    asked[1] ?? "",
    /^journalctl --user --unit=openclaw-gateway.service --lines=200 --reverse /,
  );
});

/** The search for secrets reads files, which cannot be held up by a test. */
const OUTLIVED = { sanitizeOps: false, sanitizeResources: false };

/** Reads of files cannot be held up by a test, and would outlive it. */
function withoutFiles(target: EvidenceTarget): EvidenceTarget {
  return { ...target, endpoint: null };
}

Deno.test(
  "a journal that never answers does not hold up the rescue, the rest is kept",
  OUTLIVED,
  async () => {
    let cancelled = 0;
    let timeUp = () => {};
    const deadline = {
      expired: new Promise<void>((resolve) => timeUp = resolve),
      cancel: () => void cancelled++,
    };
    const { context, target } = world({
      run: (program, args) => {
        if (program === "df") return programs()(program, args);
        setTimeout(timeUp); // once all that needs no file has been collected
        return new Promise(() => {});
      },
    });
    const { parts } = await collectEvidence(
      context,
      withoutFiles(target),
      at(0),
      2000,
      deadline,
    );
    assert.deepEqual(parts.journal, { state: "late" });
    for (const name of ["probe", "unit", "process", "cgroup", "host", "disk"]) {
      assert.equal(parts[name]?.state, "collected", name);
    }
    assert.equal(cancelled, 1);
  },
);

Deno.test(
  "when everything hangs everything is late, and nothing is thrown",
  OUTLIVED,
  async () => {
    const { context, target } = world({ run: () => new Promise(() => {}) });
    const hanging = {
      ...context,
      clock: { ...context.clock, sleep: () => new Promise<void>(() => {}) },
    };
    const up: Deadline = { expired: Promise.resolve(), cancel: () => {} };
    const { parts } = await collectEvidence(
      hanging,
      withoutFiles(target),
      at(0),
      2000,
      up,
    );
    for (const name of ["journal", "disk", "process"]) {
      assert.deepEqual(parts[name], { state: "late" }, name);
    }
  },
);

Deno.test("what cannot be had is marked with the reason, and nothing is thrown", async () => {
  const { context, target } = world({
    run: (program) => Promise.reject(new CommandNotFoundError(program)),
  });
  const gone = {
    ...target,
    main: { pid: 999, startTicks: 1 },
    endpoint: { ...target.endpoint!, stateDir: "/nonexistent" },
  };
  const { parts } = await collectEvidence(context, gone, at(0), 2000, NEVER);
  for (const name of ["journal", "disk"]) {
    assert.match(JSON.stringify(parts[name]), /"failed".*no such program/);
  }
  for (const name of ["restartLog", "stability"]) {
    assert.match(
      JSON.stringify(parts[name]),
      /"failed".*there is no such file or folder/,
    );
  }
  assert.match(JSON.stringify(parts.process), /"status":null/);
});

Deno.test("with nothing known at all there is still evidence of the host", async () => {
  const { context, target } = world();
  const { parts } = await collectEvidence(
    context,
    { ...target, unit: null, main: null, endpoint: null, observation: null },
    at(0),
    2000,
    NEVER,
  );
  assert.deepEqual(Object.keys(parts), ["host", "disk"]);
});

Deno.test("one endless line is cut", async () => {
  const { context, target } = world({
    run: programs({ journalctl: "x".repeat(500_000) }),
  });
  const evidence = await collectEvidence(context, target, at(0), 2000, NEVER);
  assert.equal(valueOf(evidence, "journal"), `${"x".repeat(2000)} … (cut)`);
});

Deno.test("of a long restart log the last whole lines are kept", async () => {
  const lines = Array.from({ length: 3000 }, (_, n) => `token=a${n} line ${n}`);
  const { context, target } = world({ restartLog: lines.join("\n") + "\n" });
  const evidence = await collectEvidence(context, target, at(0), 2000, NEVER);
  const kept = valueOf(evidence, "restartLog") as string[];
  assert.equal(kept.length, 100);
  assert.equal(kept.at(-1), "token=*** line 2999");
});

Deno.test("half a line at the start of a long restart log is left out: its secret has lost its name", async () => {
  const { context, target } = world({
    restartLog: `"token": "${"hunter2 ".repeat(10_000)}"\nlast\n`,
  });
  const evidence = await collectEvidence(context, target, at(0), 2000, NEVER);
  assert.equal(valueOf(evidence, "restartLog"), "last");
});

const SECRET = "kaninchen-17";
/** Worlds in whose journal somebody says the secret aloud, without any name. */
function messagesIn(worlds: readonly [string, World][]): [string, World][] {
  const journalctl = [
    SECRET,
    btoa(`me:${SECRET}`),
  ].join(" said ");
  return worlds.map(([where, made]) => [
    `a journal line, known from ${where}`,
    { run: programs({ journalctl }), ...made },
  ]);
}

const LEAKS: readonly [where: string, world: World][] = [
  ["the unit's environment", { environment: { GATEWAY_TOKEN: SECRET } }],
  ["the unit's environment, any name", { environment: { HARMLESS: SECRET } }],
  [
    "a journal line, by name",
    { run: programs({ journalctl: `Authorization: Bearer ${SECRET}` }) },
  ],
  [
    "a journal line, escaped twice",
    {
      run: programs({
        journalctl: JSON.stringify(
          JSON.stringify({ a: JSON.stringify({ apiKey: SECRET }) }),
        ),
      }),
    },
  ],
  [
    "a journal line, known from the config",
    {
      config: `{ gateway: { auth: { password: "${SECRET}" } } }`,
      run: programs({ journalctl: `somebody said ${SECRET} aloud` }),
    },
  ],
  [
    "a journal line, known from the environment",
    {
      environment: { OPENCLAW_GATEWAY_PASSWORD: SECRET },
      run: programs({ journalctl: `somebody said ${SECRET} aloud` }),
    },
  ],
  [
    "the restart log",
    { restartLog: `{"argv":["--token","${SECRET}"],"cookie":"${SECRET}"}\n` },
  ],
  ...messagesIn([
    ["an included file", {
      config: `{ gateway: { $include: "sub/gateway.json5" } }`,
      others: {
        "openclaw/sub/gateway.json5": `{ $include: "./auth.json5" }`,
        "openclaw/sub/auth.json5": `{ auth: { token: "${SECRET}" } }`,
      },
    }],
    ["a file that a broken config includes", {
      config: `{ $include: ["./more.json5"], broken`,
      others: { "openclaw/more.json5": `{ apiKey: "${SECRET}" }` },
    }],
    ["a broken config", { config: `{ auth: { token: '${SECRET}', }, broken` }],
    [".env of the state folder", {
      others: { "openclaw/.env": `A_TOKEN=${SECRET} # mine\n` },
    }],
    ["~/.openclaw/.env, under any name", {
      others: { ".openclaw/.env": `export ANY='${SECRET}'\n` },
    }],
    ["gateway.env", {
      others: { ".config/openclaw/gateway.env": `X_KEY: "${SECRET}"\n` },
    }],
    ["a variable the config refers to", {
      config: `{ channels: { x: { password: "\${ODD}" } } }`,
      environment: { ODD: SECRET },
    }],
    ["X_KEY of the unit", { environment: { X_KEY: SECRET } }],
    ["X_PASS of the unit", { environment: { X_PASS: SECRET } }],
    ["--token X of the unit", {
      unit: { execStart: ["node", "gateway", "--token", SECRET] },
    }],
    ["--token=X of the unit", {
      unit: { execStart: ["node", "gateway", `--token=${SECRET}`] },
    }],
    ["a URL of the config", {
      config: `{ proxy: "http://me:${SECRET}@host:1/" }`,
    }],
    ["the arguments of a tool", {
      config: `{ mcp: { args: ["--api-key", "${SECRET}"] } }`,
    }],
    ["a header", { config: `{ headers: { "X-Any": "${SECRET}" } }` }],
    ["a file the config names", {
      config: `{ telegram: { tokenFile: "~/bot" } }`,
      others: { bot: `${SECRET}\n` },
    }],
    ["a file of secrets", {
      config:
        `{ secrets: { providers: { one: { source: "file", path: "~/s.json" } } } }`,
      others: { "s.json": `{ "one": { "two": "${SECRET}" } }` },
    }],
  ]),
  ["an error of df", {
    run: (program, args) =>
      program === "df"
        ? Promise.reject(new Error(`cannot open password=${SECRET}`))
        : programs()(program, args),
  }],
];
for (const [where, made] of LEAKS) {
  Deno.test(`a secret never reaches the evidence from ${where}`, async () => {
    const { context, target } = world(made);
    const leaky = {
      ...target,
      why: `answered with token=${SECRET}`,
      unit: made.unit === undefined
        ? {
          ...target.unit!,
          execStart: ["node", "gateway", "--password", "other"],
        }
        : target.unit,
    };
    const evidence = await collectEvidence(context, leaky, at(0), 2000, NEVER);
    assert.ok(
      !JSON.stringify(evidence).includes(SECRET),
      JSON.stringify(evidence.parts.journal),
    );
    assert.equal(evidence.parts.unit?.state, "collected");
  });
}

Deno.test("C1: a secret that has been changed since is hidden, too: a copy of the config has it", async () => {
  const { context, target } = world({
    config: `{ channels: { x: { pin: "${SECRET}" } } }`,
    run: programs({ journalctl: `the old one was ${SECRET}` }),
  });
  const { configPath } = target.endpoint!;
  Deno.utimeSync(configPath, 1, 1);
  await recordHealthyConfig(
    context,
    "default",
    {
      configPath,
      incarnation: "a",
      incarnationStartedWallMs: 0,
      version: null,
    },
    at(0),
  );
  Deno.writeTextFileSync(configPath, "{}");
  const evidence = await collectEvidence(context, target, at(0), 2000, NEVER);
  assert.equal(valueOf(evidence, "journal"), "the old one was ***");
});

// The last one here: what it leaves behind would count as the next one's.
Deno.test(
  "C1: without the secrets in time nothing that others said is kept",
  OUTLIVED,
  async () => {
    const { context, target } = world({
      run: programs({ journalctl: "somebody said kaninchen aloud" }),
    });
    let asked = 0;
    const deadline = {
      // What is asked first, the secrets, is late; all else is in time.
      get expired() {
        return asked++ === 0 ? Promise.resolve() : new Promise<void>(() => {});
      },
      cancel: () => {},
    };
    const { parts } = await collectEvidence(
      context,
      target,
      at(0),
      2000,
      deadline,
    );
    assert.match(
      JSON.stringify(parts.journal),
      /"failed".*could not be gathered/,
    );
    assert.equal(parts.restartLog?.state, "failed");
    assert.equal(parts.host?.state, "collected");
  },
);

Deno.test("where no journal can be read, the file that the unit writes to is kept all the same", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    Deno.writeTextFileSync(`${folder}/gateway.log`, "the last words\n");
    const unit = `${folder}/openclaw-gateway.service`;
    Deno.writeTextFileSync(unit, "StandardOutput=append:%h/gateway.log\n");
    const silent = {
      code: 1,
      stdout: "",
      stderr: "No journal files were found.\n",
      timedOut: false,
    };
    const cases: [run: RunCommand, told: RegExp][] = [
      [() => Promise.resolve(silent), /No journal files were found/],
      [
        (program) => Promise.reject(new CommandNotFoundError(program)),
        /cannot run "journalctl": no such program in PATH/,
      ],
    ];
    for (const [run, told] of cases) {
      const context = fakeContext({ home: folder, run });
      const facts = unitFacts({ fragmentPath: unit });
      const [journal = "", ...file] =
        (await journalEvidence(context, facts, 1000)).split("\n");
      assert.match(journal, told);
      assert.deepEqual(file, [
        `==> ${folder}/gateway.log <==`,
        "the last words",
      ]);
      await assert.rejects(
        journalEvidence(context, unitFacts(), 1000),
        told,
      );
    }
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
