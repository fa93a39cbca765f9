import assert from "node:assert/strict";
import { tick } from "../../lib/guard/tick.ts";
import { fakeClock, fakeContext } from "../fake_context.ts";

Deno.test("without a user bus a gateway that answers is this user's only if its socket may be", async () => {
  const home = Deno.makeTempDirSync();
  await using gateway = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => Response.json({ ok: true, status: "live" }),
  );
  try {
    Deno.mkdirSync(`${home}/.openclaw`);
    Deno.writeTextFileSync(
      `${home}/.openclaw/openclaw.json`,
      JSON.stringify({ gateway: { port: gateway.addr.port } }),
    );
    const own = Deno.uid() ?? 0;
    const cases = [[own, "healthy"], [own + 1, "inconclusive"]] as const;
    for (const [uid, expected] of cases) {
      const context = fakeContext({
        home,
        uid,
        clock: fakeClock({ wallMs: Date.now(), bootMs: 60_000 }),
        run: () =>
          Promise.resolve({
            code: 1,
            stdout: "",
            stderr: "Failed to connect to bus: No such file or directory\n",
            timedOut: false,
          }),
      });
      const { verdict, why } = await tick(context, "default");
      assert.equal(verdict, expected, why);
    }
  } finally {
    Deno.removeSync(home, { recursive: true });
  }
});
