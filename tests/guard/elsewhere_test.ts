import assert from "node:assert/strict";
import { PrivateProc } from "../../lib/commands/demo/private_proc.ts";
import { tick } from "../../lib/guard/tick.ts";
import { readFastTerms } from "../../lib/store/fast_terms.ts";
import { readHistory } from "../../lib/store/history.ts";
import { profilePaths, settingsPath } from "../../lib/store/paths.ts";
import { fakeClock, fakeContext } from "../fake_context.ts";

const GROUP = "/elsewhere.service";

/** A gateway on a port of its own choice, which it prints. */
const GATEWAY = `Deno.serve(
  { hostname: "127.0.0.1", port: 0, onListen: ({ port }) => console.log(port) },
  () => Response.json({ ok: true, status: "live", ready: true }),
);`;

Deno.test("a gateway on a port that nobody named is well, and that is told once", async () => {
  const home = Deno.makeTempDirSync();
  Deno.mkdirSync(`${home}/proc`);
  const gateway = new Deno.Command(Deno.execPath(), {
    args: ["eval", GATEWAY, "gateway"],
    clearEnv: true,
    env: { HOME: home },
    stdout: "piped",
  }).spawn();
  const reader = gateway.stdout.getReader();
  try {
    const { value } = await reader.read();
    const port = Number(new TextDecoder().decode(value));
    const proc = new PrivateProc(`${home}/proc`, GROUP);
    proc.show(gateway.pid);
    const [uptime = ""] = Deno.readTextFileSync("/proc/uptime").split(".");
    // Later than all that was just written.
    const clock = fakeClock({
      wallMs: Date.now() + 60_000,
      bootMs: 1000 * Number(uptime) + 60_000,
    });
    const unit = `LoadState=loaded
ActiveState=active
SubState=running
Result=success
MainPID=${gateway.pid}
ControlGroup=${GROUP}
InvocationID=030277894937489294e79e9cb26c2a9e
Restart=always
ExecStart={ path=/usr/bin/node ; argv[]=/usr/bin/node index.js gateway ; ignore_errors=no }
`;
    const context = fakeContext({
      clock,
      home,
      uid: Deno.uid() ?? 0,
      roots: {
        proc: proc.root,
        cgroup: "/nowhere",
        tmp: `${home}/tmp`,
        etc: "/nowhere",
      },
      run: (_program, args) =>
        Promise.resolve({
          code: 0,
          stdout: args.includes("show") ? unit : "",
          stderr: "",
          timedOut: false,
        }),
    });
    const settings = settingsPath(context);
    Deno.mkdirSync(settings.slice(0, settings.lastIndexOf("/")), {
      recursive: true,
    });
    // Nobody listens there, whatever machine this is.
    Deno.writeTextFileSync(settings, `{ "probe": { "port": 1 } }`);
    for (let number = 1; number <= 3; number++) {
      const { verdict, why } = await tick(context, "default");
      assert.equal(verdict, "healthy", why);
      clock.advance(30_000);
    }
    const told = readHistory(context, "default").events
      .filter(({ event }) => event === "listens-elsewhere");
    assert.deepEqual(told.map(({ sentence }) => sentence), [
      `the gateway listens at http://127.0.0.1:${port}, where it is asked; nobody listens at http://127.0.0.1:1, where it should (the guard's settings)`,
    ]);
    // Whose socket that is was not asked, as a setting names the port: anybody
    // may have it next time.
    assert.equal(readFastTerms(profilePaths(context, "default")), null);
  } finally {
    gateway.kill("SIGKILL");
    await gateway.status;
    await reader.cancel();
    Deno.removeSync(home, { recursive: true });
  }
});
