import assert from "node:assert/strict";
import { portStateOf, tryPort } from "../../lib/probe/port_stage.ts";

Deno.test("a port is open or refused", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  assert.equal(await tryPort("127.0.0.1", port, 2000), "open");
  listener.close();
  assert.equal(await tryPort("127.0.0.1", port, 2000), "refused");
});

Deno.test("a connection that was reset at once had reached an open port", () => {
  const { errors } = Deno;
  assert.equal(portStateOf(new errors.ConnectionReset("")), "open");
  assert.equal(portStateOf(new errors.ConnectionAborted("")), "open");
  assert.equal(portStateOf(new errors.NotConnected("")), "open");
  assert.equal(portStateOf(new errors.ConnectionRefused("")), "refused");
  assert.equal(portStateOf(new errors.TimedOut("")), "unreachable");
  assert.equal(
    portStateOf(new DOMException("aborted", "AbortError")),
    "unreachable",
  );
});
