import assert from "node:assert/strict";
import type { ProbeResult } from "../../lib/core/types.ts";
import { endpointOf } from "../../lib/probe/endpoint.ts";
import { askMeanwhile } from "../../lib/probe/confirm.ts";

const OK = () => Response.json({ ok: true, status: "live" });
const FAILED = () => new Response("", { status: 500 });

type Answer = (request: Request) => Response | Promise<Response>;

const serve = (port: number, answer: Answer) =>
  Deno.serve(
    { hostname: "127.0.0.1", port, onListen: () => {} },
    (request) =>
      request.url.endsWith("/health") ? answer(request) : new Response(""),
  );

const endpointAt = (port: number) =>
  endpointOf({
    ...{ host: "127.0.0.1", port, tls: false, certPath: null },
    ...{ stateDir: "/none", configPath: "/none" },
  });

/** Takes longer than a question that is answered. */
async function work(port: number): Promise<string> {
  for (let count = 0; count < 20; count++) {
    await (await fetch(`http://127.0.0.1:${port}/work`)).text();
  }
  return "done";
}

/** Whether a gateway that answers so has changed while some work was done. */
async function meanwhile(
  failure: ProbeResult["outcome"],
  answer: Answer,
): Promise<boolean> {
  await using server = serve(0, answer);
  const { port } = server.addr;
  const { result, changed } = await askMeanwhile(
    endpointAt(port),
    failure,
    () => work(port),
  );
  assert.equal(result, "done");
  return changed;
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
  const started = performance.now();
  assert.equal(await meanwhile("silent", hangUp), false);
  assert.ok(performance.now() - started < 5000, "the question was waited for");
});

Deno.test("a gateway that begins to listen while something else is done has changed", async () => {
  const probe = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = probe.addr;
  probe.close();
  const asked = Promise.withResolvers<void>();
  const { changed } = await askMeanwhile(
    endpointAt(port),
    "refused",
    async () => {
      await using _server = serve(port, () => {
        asked.resolve();
        return OK();
      });
      await asked.promise;
      await work(port);
    },
  );
  assert.equal(changed, true);
});
