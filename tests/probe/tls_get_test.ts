import assert from "node:assert/strict";
import { endpointOf } from "../../lib/probe/endpoint.ts";
import { probeGateway, quickProbe } from "../../lib/probe/http.ts";
import { systemClock } from "../../lib/sys/clock.ts";
import { healthAnswers, serveFaults, write } from "./faulty_server.ts";

const CLOCK = systemClock();

const LIMITS = {
  connectTimeoutMs: 500,
  httpTimeoutMs: 1000,
  healthTimeoutMs: 1500,
  maxBodyBytes: 1024,
};

const OWN = new URL("./testdata/gateway-cert.pem", import.meta.url).pathname;
const OTHER = new URL("./testdata/other-cert.pem", import.meta.url).pathname;
const KEY = new URL("./testdata/gateway-key.pem", import.meta.url).pathname;

function endpointAt(port: number, tls: boolean, certPath: string | null) {
  return endpointOf({
    host: "127.0.0.1",
    port,
    tls,
    certPath,
    configPath: "/nowhere/openclaw.json",
    stateDir: "/nowhere",
  });
}

/** A TLS server with the real gateway's kind of certificate. */
function serveTls(answer: string | null) {
  return serveFaults(
    (connection, _path, end) =>
      answer === null ? end : write(connection, answer),
    { cert: Deno.readTextFileSync(OWN), key: Deno.readTextFileSync(KEY) },
  );
}

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n{"ok":true}';

// node:tls frees its handles a moment after a connection was closed.
const options = { sanitizeOps: false, sanitizeResources: false };

const ANSWERS = [
  ["ok: true", OK, "healthy", 200],
  [
    "ok: true without a length",
    'HTTP/1.0 200 OK\r\n\r\n{"ok":true}',
    "healthy",
    200,
  ],
  [
    "500",
    'HTTP/1.1 500 X\r\ncontent-length: 11\r\n\r\n{"ok":true}',
    "failing",
    500,
  ],
  [
    "a body that is too long",
    `HTTP/1.1 200 OK\r\n\r\n${"x".repeat(2000)}`,
    "unsupported",
    200,
  ],
  [
    "a body that breaks off",
    'HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"ok":true}',
    "failing",
    200,
  ],
  ["something that is not HTTP", "SSH-2.0-OpenSSH\r\n\r\n", "silent", null],
  ["no answer", null, "silent", null],
] as const;

for (const [name, answer, outcome, status] of ANSWERS) {
  Deno.test(
    `over TLS, a gateway that gives ${name} is ${outcome}`,
    options,
    async () => {
      await using server = serveTls(answer);
      const result = await probeGateway(
        CLOCK,
        endpointAt(server.port, true, OWN),
        LIMITS,
      );
      assert.deepEqual(
        [result.outcome, result.status],
        [outcome, status],
        result.detail,
      );
    },
  );
}

Deno.test(
  "a gateway is trusted by its own certificate only",
  options,
  async () => {
    await using server = serveTls(OK);
    for (
      const [certPath, detail] of [
        [OTHER, /another certificate than the one in .*other-cert\.pem/],
        ["/nowhere/cert.pem", /cannot be read from \/nowhere\/cert\.pem/],
        [KEY, /no PEM certificate/],
        [null, /no certificate is known/],
      ] as const
    ) {
      const endpoint = endpointAt(server.port, true, certPath);
      const result = await probeGateway(CLOCK, endpoint, LIMITS);
      assert.deepEqual([result.outcome, result.reason], ["unsupported", null]);
      assert.match(result.detail, detail);
      assert.equal(await quickProbe(endpoint, 1000), false);
    }
    const own = endpointAt(server.port, true, OWN);
    assert.equal(await quickProbe(own, 1000), true);
  },
);

Deno.test(
  "a TLS gateway that hangs before the handshake is silent",
  options,
  async () => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = listener.addr;
    const result = await probeGateway(
      CLOCK,
      endpointAt(port, true, OWN),
      LIMITS,
    );
    assert.deepEqual([result.outcome, result.reason], ["silent", "http"]);
  },
);

Deno.test("a closed port is refused over TLS as well", options, async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  const result = await probeGateway(CLOCK, endpointAt(port, true, OWN), LIMITS);
  assert.equal(result.outcome, "refused");
});

Deno.test(
  "TLS just switched on or off in the config is no reason to kill",
  options,
  async () => {
    await using secure = serveTls(OK);
    const result = await probeGateway(
      CLOCK,
      endpointAt(secure.port, false, OWN),
      LIMITS,
    );
    assert.equal(result.outcome, "healthy", result.detail);
    const other = await probeGateway(
      CLOCK,
      endpointAt(secure.port, false, OTHER),
      LIMITS,
    );
    assert.equal(other.outcome, "unsupported", other.detail);

    await using plain = serveFaults(healthAnswers(200, '{"ok":true}'));
    const back = await probeGateway(
      CLOCK,
      endpointAt(plain.port, true, OWN),
      LIMITS,
    );
    assert.equal(back.outcome, "unsupported", back.detail);
    assert.match(back.detail, /TLS is configured/);
  },
);
