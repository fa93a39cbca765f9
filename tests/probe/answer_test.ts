import assert from "node:assert/strict";
import { dropBody } from "../../lib/probe/answer.ts";
import { plainGet } from "../../lib/probe/plain_get.ts";
import { serveFaults, write } from "./faulty_server.ts";

Deno.test("an answer that nobody began to read lets go of its connection when it is dropped", async () => {
  // Without an end: only hanging up ends the conversation.
  await using server = serveFaults(async (connection, _path, end) => {
    await write(connection, "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{");
    await end;
  });
  const get = plainGet(`http://127.0.0.1:${server.port}`);
  const answer = await get("/health", new AbortController().signal);
  await dropBody(answer);
  // Deno's own test of leaks is the assertion: a body left behind fails here.
  assert.equal(answer.status, 200);
});
