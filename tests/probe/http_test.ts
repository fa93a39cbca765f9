import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { endpointOf } from "../../lib/probe/endpoint.ts";
import {
  parseStartup,
  probeGateway,
  probeStartup,
  quickProbe,
} from "../../lib/probe/http.ts";
import type { ProbeLimits } from "../../lib/probe/stages.ts";
import { systemClock } from "../../lib/sys/clock.ts";
import {
  answerOf,
  type Behaviour,
  healthAnswers,
  serveFaults,
  write,
} from "./faulty_server.ts";

const CLOCK = systemClock();

const LIMITS: ProbeLimits = {
  connectTimeoutMs: 200,
  httpTimeoutMs: 450,
  healthTimeoutMs: 800,
  maxBodyBytes: 1024,
};

function endpointAt(port: number, alternateHost: string | null = null) {
  return endpointOf({
    host: "127.0.0.1",
    alternateHost,
    port,
    tls: false,
    certPath: null,
    configPath: "/nowhere/openclaw.json",
    stateDir: "/nowhere",
  });
}

/**
 * The second question may be answered in the moment in which the first one made
 * it needless. It is let go of, but Deno may count that after the test's end.
 */
function test(name: string, fn: () => Promise<void>): void {
  Deno.test({ name, fn, sanitizeResources: false });
}

const silence: Behaviour = async (_connection, _path, end) => await end;

/** Sends until the other side hangs up. */
function endless(head: string, piece: Uint8Array): Behaviour {
  return async (connection, path) => {
    if (path !== "/health") return await write(connection, answerOf(200, ""));
    await write(connection, head);
    while (true) await write(connection, piece);
  };
}

const OK = '{"ok":true,"status":"live"}';
const deepNesting = "[".repeat(1000);

const CASES: readonly {
  readonly name: string;
  readonly behave: Behaviour;
  readonly outcome: string;
  readonly reason: string | null;
  readonly status: number | null;
}[] = [
  {
    name: "ok: true",
    behave: healthAnswers(200, OK),
    outcome: "healthy",
    reason: null,
    status: 200,
  },
  {
    name: "ok: true with spaces",
    behave: healthAnswers(200, '{ "ok" : true }'),
    outcome: "healthy",
    reason: null,
    status: 200,
  },
  {
    name: "a chunked answer",
    behave: (connection) =>
      write(
        connection,
        `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nb\r\n{"ok":true}\r\n0\r\n\r\n`,
      ),
    outcome: "healthy",
    reason: null,
    status: 200,
  },
  {
    name: "500",
    behave: healthAnswers(500, '{"ok":false}'),
    outcome: "failing",
    reason: "stuck",
    status: 500,
  },
  {
    name: "500 that claims ok: true",
    behave: healthAnswers(500, OK),
    outcome: "failing",
    reason: "stuck",
    status: 500,
  },
  {
    name: "503 on every path",
    behave: (connection) => write(connection, answerOf(503, '{"ok":false}')),
    outcome: "failing",
    reason: "stuck",
    status: 503,
  },
  {
    name: "ok: false",
    behave: healthAnswers(200, '{"ok":false}'),
    outcome: "failing",
    reason: "stuck",
    status: 200,
  },
  {
    name: "a web page",
    behave: healthAnswers(200, "<html>ok</html>"),
    outcome: "unsupported",
    reason: null,
    status: 200,
  },
  {
    name: "JSON without ok",
    behave: healthAnswers(200, '{"status":"live"}'),
    outcome: "unsupported",
    reason: null,
    status: 200,
  },
  {
    name: 'ok: "true", a text',
    behave: healthAnswers(200, '{"ok":"true"}'),
    outcome: "unsupported",
    reason: null,
    status: 200,
  },
  {
    name: "JSON null",
    behave: healthAnswers(200, "null"),
    outcome: "unsupported",
    reason: null,
    status: 200,
  },
  {
    name: "an empty body",
    behave: healthAnswers(200, ""),
    outcome: "unsupported",
    reason: null,
    status: 200,
  },
  {
    name: "404",
    behave: healthAnswers(404, OK),
    outcome: "unsupported",
    reason: null,
    status: 404,
  },
  {
    name: "401",
    behave: healthAnswers(401, OK),
    outcome: "unsupported",
    reason: null,
    status: 401,
  },
  {
    name: "a redirect",
    behave: healthAnswers(302, "", ["location: /health"]),
    outcome: "unsupported",
    reason: null,
    status: 302,
  },
  {
    name: "204",
    behave: (connection) =>
      write(connection, "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n"),
    outcome: "unsupported",
    reason: null,
    status: 204,
  },
  {
    name: "invalid UTF-8",
    behave: healthAnswers(200, Uint8Array.of(0x7b, 0xff, 0xfe)),
    outcome: "unsupported",
    reason: null,
    status: 200,
  },
  {
    name: "deep nesting",
    behave: healthAnswers(200, deepNesting),
    outcome: "unsupported",
    reason: null,
    status: 200,
  },
  {
    name: "a body one byte too long",
    behave: healthAnswers(200, OK.padEnd(LIMITS.maxBodyBytes + 1)),
    outcome: "unsupported",
    reason: null,
    status: 200,
  },
  {
    name: "a body just short enough",
    behave: healthAnswers(200, OK.padEnd(LIMITS.maxBodyBytes)),
    outcome: "healthy",
    reason: null,
    status: 200,
  },
  {
    name: "an endless body",
    behave: endless(
      'HTTP/1.1 200 OK\r\n\r\n{"pad":"',
      new Uint8Array(65536).fill(0x78),
    ),
    outcome: "unsupported",
    reason: null,
    status: 200,
  },
  {
    name: "a gzip bomb",
    behave: healthAnswers(200, gzipSync(new Uint8Array(1 << 24)), [
      "content-encoding: gzip",
    ]),
    outcome: "unsupported",
    reason: null,
    status: 200,
  },
  {
    name: "no answer to anything",
    behave: silence,
    outcome: "silent",
    reason: "http",
    status: null,
  },
  {
    name: "an answer to / but none to /health",
    behave: (connection, path, end) =>
      path === "/health" ? end : write(connection, answerOf(200, "hello")),
    outcome: "failing",
    reason: "stuck",
    status: null,
  },
  {
    name: "a body that never ends",
    behave: async (connection, path, end) => {
      if (path !== "/health") {
        return await write(
          connection,
          answerOf(200, "hello"),
        );
      }
      await write(connection, "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{");
      await end;
    },
    outcome: "failing",
    reason: "stuck",
    status: 200,
  },
  {
    name: "a body that breaks off",
    behave: async (connection, path) =>
      await write(
        connection,
        path === "/health"
          ? "HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{"
          : answerOf(200, "hello"),
      ),
    outcome: "failing",
    reason: "stuck",
    status: 200,
  },
  {
    name: "an empty reply",
    behave: () => Promise.resolve(),
    outcome: "silent",
    reason: "http",
    status: null,
  },
  {
    name: "something that is not HTTP",
    behave: (connection) => write(connection, "SSH-2.0-OpenSSH_9.2\r\n"),
    outcome: "silent",
    reason: "http",
    status: null,
  },
  {
    name: "headers that do not end",
    behave: async (connection, _path, end) => {
      await write(connection, "HTTP/1.1 200 OK\r\nx: y\r\n");
      await end;
    },
    outcome: "silent",
    reason: "http",
    status: null,
  },
  {
    name: "an empty reply to /health only",
    behave: (connection, path) =>
      path === "/health"
        ? Promise.resolve()
        : write(connection, answerOf(200, "hello")),
    outcome: "failing",
    reason: "stuck",
    status: null,
  },
];

for (const { name, behave, outcome, reason, status } of CASES) {
  test(`a gateway that gives ${name} is ${outcome}`, async () => {
    await using server = serveFaults(behave);
    const result = await probeGateway(CLOCK, endpointAt(server.port), LIMITS);
    assert.deepEqual(
      { outcome: result.outcome, reason: result.reason, status: result.status },
      { outcome, reason, status },
      result.detail,
    );
    assert.ok(result.detail.length > 0 && result.detail.length < 250);
  });
}

test("a healthy gateway is asked exactly once", async () => {
  await using server = serveFaults(healthAnswers(200, OK));
  await probeGateway(CLOCK, endpointAt(server.port), LIMITS);
  assert.deepEqual(server.asked, ["/health"]);
});

test("a slow but good answer is waited for", async () => {
  const late: Behaviour = async (connection, path) => {
    if (path === "/health") {
      await new Promise((resolve) => setTimeout(resolve, 600));
    }
    await write(connection, answerOf(200, OK));
  };
  await using server = serveFaults(late);
  const result = await probeGateway(CLOCK, endpointAt(server.port), LIMITS);
  assert.equal(result.outcome, "healthy");
});

test("a frozen gateway is known when the HTTP limit is over, not the health limit", async () => {
  await using server = serveFaults(silence);
  const limits = { ...LIMITS, healthTimeoutMs: 60_000 };
  const result = await probeGateway(CLOCK, endpointAt(server.port), limits);
  assert.equal(result.outcome, "silent");
  assert.ok(result.latencyMs >= 440 && result.latencyMs < 3000);
});

function closedPort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

test("a closed port is refused, with the reason port", async () => {
  const result = await probeGateway(CLOCK, endpointAt(closedPort()), LIMITS);
  assert.deepEqual([result.outcome, result.reason], ["refused", "port"]);
});

test("a process that listens but never accepts is silent", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const result = await probeGateway(
    CLOCK,
    endpointAt(listener.addr.port),
    LIMITS,
  );
  assert.deepEqual([result.outcome, result.reason], ["silent", "http"]);
});

test("the alternate host is asked when nobody listens on the first", async () => {
  const listener = Deno.serve(
    { hostname: "127.0.0.2", port: 0, onListen() {} },
    () => new Response(OK),
  );
  const { port } = listener.addr;
  const result = await probeGateway(
    CLOCK,
    endpointAt(port, "127.0.0.2"),
    LIMITS,
  );
  const alone = await probeGateway(CLOCK, endpointAt(port), LIMITS);
  const quick = await quickProbe(endpointAt(port, "127.0.0.2"), 2000);
  await listener.shutdown();
  assert.equal(result.outcome, "healthy");
  assert.equal(alone.outcome, "refused");
  assert.equal(quick, true);
});

test("what a gateway says is quoted short and harmless", async () => {
  const nasty = `{"ok":false,"x":"\u001b[31m\n${"y".repeat(500)}"}`;
  await using server = serveFaults(healthAnswers(200, nasty));
  const { detail } = await probeGateway(CLOCK, endpointAt(server.port), LIMITS);
  assert.match(detail, /^[\x20-\x7e…]+$/);
  assert.ok(detail.length < 130, detail);
});

test("a conversation that breaks off is told in a sentence that does not change with Deno; its own words are beside it", async () => {
  const cases: [Behaviour, detail: string][] = [
    [
      () => Promise.resolve(),
      "it takes connections but gives no HTTP answer: the connection broke off",
    ],
    [
      (connection) => write(connection, "SSH-2.0-OpenSSH\r\n\r\n"),
      "it takes connections but gives no HTTP answer: what answers there does not speak HTTP",
    ],
    [
      (connection, path) =>
        write(
          connection,
          path === "/health"
            ? 'HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"ok":true}'
            : answerOf(200, ""),
        ),
      "it answers HTTP, but GET /health broke off",
    ],
  ];
  for (const [behave, detail] of cases) {
    await using server = serveFaults(behave);
    const result = await probeGateway(CLOCK, endpointAt(server.port), LIMITS);
    assert.equal(result.detail, detail);
    assert.match(result.error ?? "", /^[\x20-\x7e]{10,160}$/);
  }
  await using server = serveFaults(silence);
  const { error } = await probeGateway(CLOCK, endpointAt(server.port), LIMITS);
  assert.equal(error, undefined, "silence has no words");
});

test("a quick probe says yes only to a healthy gateway, and in time", async () => {
  for (
    const [behave, expected] of [
      [healthAnswers(200, OK), true],
      [healthAnswers(500, OK), false],
      [healthAnswers(200, '{"ok":false}'), false],
      [silence, false],
    ] as const
  ) {
    await using server = serveFaults(behave);
    const started = performance.now();
    assert.equal(await quickProbe(endpointAt(server.port), 300), expected);
    assert.ok(performance.now() - started < 2000);
  }
  assert.equal(await quickProbe(endpointAt(closedPort()), 300), false);
});

test("startup tells its status and the version even with status 503", async () => {
  const body =
    '{"ok":false,"status":"draining","version":"2026.9.6","uptimeMs":988}';
  await using server = serveFaults((connection, path) =>
    write(
      connection,
      path === "/startup" ? answerOf(503, body) : answerOf(404, ""),
    )
  );
  assert.deepEqual(await probeStartup(endpointAt(server.port), 2000), {
    status: "draining",
    version: "2026.9.6",
  });
});

test("startup is unknown when there is none", async () => {
  const unknown = { status: "unknown", version: null };
  for (
    const text of [
      "",
      "null",
      "<html>",
      "[]",
      '{"status":"other"}',
      '{"status":1,"version":"a b"}',
    ]
  ) {
    assert.deepEqual(parseStartup(text), unknown, text);
  }
  await using server = serveFaults(silence);
  assert.deepEqual(await probeStartup(endpointAt(server.port), 100), unknown);
  assert.deepEqual(await probeStartup(endpointAt(closedPort()), 100), unknown);
});

/** What Deno says when it could not even ask (2.6.8), and what it has sent before. */
const OWN_TROUBLE: readonly [what: string, error: Error][] = [
  [
    "DENO_CERT names a file that is gone",
    new Error("Failed opening CA file: No such file or directory (os error 2)"),
  ],
  [
    "no free descriptor",
    new TypeError(
      "error sending request for url (http://127.0.0.1:1/health): client error (Connect): tcp open error: Too many open files (os error 24)",
    ),
  ],
  ["what is not known", new TypeError("fetch failed")],
];
for (const [what, error] of OWN_TROUBLE) {
  test(`trouble of the guard's own is no silence of the gateway: ${what}`, async () => {
    await using server = serveFaults(healthAnswers(200, OK));
    const { fetch } = globalThis;
    globalThis.fetch = () => Promise.reject(error);
    try {
      const result = await probeGateway(CLOCK, endpointAt(server.port), LIMITS);
      assert.deepEqual([result.outcome, result.reason], ["unasked", null]);
      assert.ok(
        result.detail.includes(error.message.slice(-60)),
        result.detail,
      );
    } finally {
      globalThis.fetch = fetch;
    }
  });
}

test("a connection that fails for want of descriptors says nothing about the port", async () => {
  await using server = serveFaults(silence);
  const { connect } = Deno;
  Deno.connect =
    (() =>
      Promise.reject(new Error("Too many open files (os error 24)"))) as never;
  try {
    const result = await probeGateway(CLOCK, endpointAt(server.port), LIMITS);
    assert.equal(result.outcome, "unasked");
    assert.match(result.detail, /could not ask: Too many open files/);
  } finally {
    Deno.connect = connect;
  }
});
