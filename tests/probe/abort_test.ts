import assert from "node:assert/strict";

/** Reads one byte a second, collects garbage, then aborts. */
const SCRIPT = `
import { plainGet } from "${new URL(
  "../../lib/probe/plain_get.ts",
  import.meta.url,
)}";
const server = Deno.serve(
  { hostname: "127.0.0.1", port: 0, onListen: () => {} },
  (request) => {
    if (new URL(request.url).pathname === "/silent") return new Promise(() => {});
    return new Response(new ReadableStream({
      async pull(it) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        it.enqueue(new Uint8Array([32]));
      },
    }));
  },
);
const stop = new AbortController();
const get = plainGet("http://127.0.0.1:" + server.addr.port);
async function outcome(path) {
  try {
    for await (const _ of (await get(path, stop.signal)).body);
    return "ended";
  } catch (error) {
    return error.name;
  }
}
const both = Promise.all([outcome("/drip"), outcome("/silent")]);
for (let round = 0; round < 10; round++) {
  globalThis.gc();
  await new Promise((resolve) => setTimeout(resolve, 20));
}
stop.abort();
const late = new Promise((resolve) => setTimeout(() => resolve("hangs"), 5000));
console.log(await Promise.race([both.then(String), late]));
Deno.exit();
`;

Deno.test("an abort ends a request even after a garbage collection", async () => {
  const script = Deno.makeTempFileSync({ suffix: ".ts" });
  Deno.writeTextFileSync(script, SCRIPT);
  try {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--allow-all",
        "--no-config",
        "--no-lock",
        "--no-check",
        "--v8-flags=--expose-gc",
        script,
      ],
      stdin: "null",
      stderr: "inherit",
    }).output();
    assert.equal(
      new TextDecoder().decode(stdout).trim(),
      "AbortError,AbortError",
    );
  } finally {
    Deno.removeSync(script);
  }
});
