import assert from "node:assert/strict";
import { waitForHealthy } from "../../lib/act/wait_healthy.ts";
import { PrivateProc } from "../../lib/commands/demo/private_proc.ts";
import { settingsPath } from "../../lib/store/paths.ts";
import { fakeContext } from "../fake_context.ts";

interface Case {
  readonly when: string;
  /** /health answers in this process; is it the unit's? */
  readonly own: boolean;
  readonly answer: () => Response;
  /** The unit says another port, the settings the right one. */
  readonly elsewhere?: boolean;
  readonly expected: boolean;
}

const OK = () => Response.json({ ok: true });
const PAGE = () => new Response("<html>ok</html>");
const FAILS = () => Response.json({ ok: false }, { status: 500 });

const CASES: readonly Case[] = [
  { when: "the unit says ok", own: true, answer: OK, expected: true },
  {
    when: "another program says ok on its port",
    own: false,
    answer: OK,
    expected: false,
  },
  {
    when: "the unit answers, but has no health JSON",
    own: true,
    answer: PAGE,
    expected: true,
  },
  {
    when: "another program has a page on its port",
    own: false,
    answer: PAGE,
    expected: false,
  },
  { when: "the unit says no", own: true, answer: FAILS, expected: false },
  {
    when: "the settings name the port that is asked",
    own: true,
    answer: OK,
    elsewhere: true,
    expected: true,
  },
];

for (const { when, own, answer, elsewhere = false, expected } of CASES) {
  const end = expected ? "well" : "in vain";
  Deno.test(`waiting for a healthy gateway ends ${end} when ${when}`, async () => {
    const home = Deno.makeTempDirSync();
    const server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      answer,
    );
    const { port } = server.addr;
    const unit = [
      "LoadState=loaded",
      "ActiveState=active",
      "SubState=running",
      "ControlGroup=/unit.service",
      `Environment=OPENCLAW_GATEWAY_PORT=${elsewhere ? 1 : port}`,
      "",
    ].join("\n");
    Deno.mkdirSync(`${home}/proc`);
    const proc = new PrivateProc(
      `${home}/proc`,
      own ? "/unit.service" : "/other.service",
    );
    proc.show(Deno.pid);
    const context = fakeContext({
      home,
      roots: {
        proc: proc.root,
        cgroup: "/nowhere",
        tmp: "/nowhere",
        etc: "/nowhere",
      },
      uid: Deno.uid() ?? 0,
      run: () =>
        Promise.resolve({
          code: 0,
          stdout: unit,
          stderr: "",
          timedOut: false,
        }),
    });
    if (elsewhere) {
      const path = settingsPath(context);
      Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
      Deno.writeTextFileSync(path, JSON.stringify({ probe: { port } }));
    }
    try {
      assert.equal(await waitForHealthy(context, "default", 1000), expected);
    } finally {
      await server.shutdown();
      Deno.removeSync(home, { recursive: true });
    }
  });
}
