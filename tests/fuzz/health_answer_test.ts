import assert from "node:assert/strict";
import { endpointOf } from "../../lib/probe/endpoint.ts";
import { probeGateway } from "../../lib/probe/http.ts";
import { systemClock } from "../../lib/sys/clock.ts";
import { randomNumbers } from "../random.ts";
import { garble } from "./garbage.ts";

const CLOCK = systemClock();

const LIMITS = {
  connectTimeoutMs: 500,
  httpTimeoutMs: 500,
  healthTimeoutMs: 500,
  maxBodyBytes: 4096,
};
const ANSWER = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n` +
  `Content-Length: 27\r\nConnection: close\r\n\r\n{"ok":true,"status":"live"}`;

Deno.test("fuzz: only a whole good answer is healthy, every other one is known in time", async () => {
  const server = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let answer = "";
  const serving = (async () => {
    for await (const connection of server) {
      const bytes = new TextEncoder().encode(answer);
      try {
        await connection.read(new Uint8Array(4096));
        await connection.write(bytes);
      } catch {
        // The guard has heard enough.
      }
      connection.close();
    }
  })();
  const endpoint = endpointOf({
    host: "127.0.0.1",
    port: server.addr.port,
    tls: false,
    certPath: null,
    configPath: "/nonexistent",
    stateDir: "/nonexistent",
  });
  try {
    for (let seed = 1; seed <= 100; seed++) {
      answer = garble(ANSWER, randomNumbers(seed));
      const started = performance.now();
      const probe = await probeGateway(CLOCK, endpoint, LIMITS);
      const tookMs = performance.now() - started;
      assert.ok(tookMs < 5000, `seed ${seed} took ${Math.round(tookMs)} ms`);
      assert.ok(probe.detail.length < 300, `seed ${seed}: ${probe.detail}`);
      if (probe.outcome === "healthy") {
        assert.match(answer, /"ok"\s*:\s*true/, `seed ${seed}`);
      }
    }
    answer = ANSWER;
    assert.equal(
      (await probeGateway(CLOCK, endpoint, LIMITS)).outcome,
      "healthy",
    );
  } finally {
    server.close();
    await serving.catch(() => {});
  }
});
