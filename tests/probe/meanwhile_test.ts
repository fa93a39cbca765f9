import assert from "node:assert/strict";
import type { ProbeResult } from "../../lib/core/types.ts";
import { endpointOf } from "../../lib/probe/endpoint.ts";
import { askMeanwhile } from "../../lib/probe/meanwhile.ts";

const OK = () => Response.json({ ok: true, status: "live" });
const FAILED = () => new Response("", { status: 500 });

/** Does a work of a few requests beside the question; what it found. */
async function meanwhile(
  failure: ProbeResult["outcome"],
  answer: (request: Request) => Response | Promise<Response>,
): Promise<boolean> {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) =>
      request.url.endsWith("/health") ? answer(request) : new Response(""),
  );
  const { port } = server.addr;
  const endpoint = endpointOf({
    ...{ host: "127.0.0.1", port, tls: false, certPath: null },
    ...{ stateDir: "/none", configPath: "/none" },
  });
  try {
    const { result, changed } = await askMeanwhile(
      endpoint,
      failure,
      async () => {
        for (let count = 0; count < 20; count++) {
          await (await fetch(`http://127.0.0.1:${port}/work`)).text();
        }
        return "done";
      },
    );
    assert.equal(result, "done");
    return changed;
  } finally {
    await server.shutdown();
  }
}

Deno.test("a gateway that answers while something else is done has changed", async () => {
  assert.equal(await meanwhile("silent", OK), true);
  assert.equal(await meanwhile("silent", FAILED), true);
});

Deno.test("a gateway that goes on failing in the same way has not changed", async () => {
  assert.equal(await meanwhile("failing", FAILED), false);
});

Deno.test("a silent gateway has not changed and is not waited for", async () => {
  const hangUp = (request: Request) =>
    new Promise<Response>((resolve) =>
      request.signal.addEventListener("abort", () => resolve(OK()))
    );
  assert.equal(await meanwhile("silent", hangUp), false);
});
