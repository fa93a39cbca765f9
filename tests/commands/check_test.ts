import assert from "node:assert/strict";
import { folderOf } from "../../lib/base/path.ts";
import { checkCommand } from "../../lib/commands/check.ts";
import { settingsPath } from "../../lib/store/paths.ts";
import { fakeTerminal } from "../fake_context.ts";
import { ModelledHost } from "../model/modelled_host.ts";

Deno.test("who looks at one profile of several, or at one that is not watched, pings nobody", async () => {
  await using host = new ModelledHost();
  const context = { ...host.context, terminal: fakeTerminal() };
  host.start({ hung: false });
  host.advance(20_000);
  const asked: string[] = [];
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    ({ url }) => {
      asked.push(new URL(url).pathname);
      return new Response("OK");
    },
  );
  const address = `http://127.0.0.1:${server.addr.port}`;
  const path = settingsPath(context);
  Deno.mkdirSync(folderOf(path), { recursive: true });
  Deno.writeTextFileSync(
    path,
    JSON.stringify({
      ping: { liveness: `${address}/alive`, health: `${address}/well` },
    }),
  );
  await checkCommand.run(["--profile", "work"], context);
  assert.deepEqual(asked, []);
  await checkCommand.run(["--profile", "default"], context);
  assert.deepEqual(asked.sort(), ["/alive", "/well"]);
});
