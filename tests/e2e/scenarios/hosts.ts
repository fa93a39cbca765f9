/** `status` of other machines, over a real ssh. */

import assert from "node:assert/strict";
import type { HostsJson } from "../../../lib/commands/status/hosts/text.ts";
import { expectCode, healthyTick } from "../expect.ts";
import type { Lab } from "../lab.ts";
import { GUARD, HOME } from "../names.ts";
import { scenario } from "../scenario.ts";
import { startHosts } from "../sshd.ts";

/** Each file below the home folder with when it was last changed. */
async function filesOf(lab: Lab): Promise<string> {
  const folders = [".config", ".local", ".openclaw"];
  return await lab.mustUser([
    ...["find", ...folders.map((name) => `${HOME}/${name}`)],
    ...["-printf", "%p %T@ %s\\n"],
  ]);
}

scenario(
  "status --host: one fine, one down, one that hangs while it answers, one that says too much",
  { gateway: "fake", seconds: 40 },
  async (lab) => {
    await healthyTick(lab);
    await startHosts(lab, [
      { name: "fine", port: 2201 },
      { name: "down", port: 2202, down: true },
      { name: "hangs", port: 2203, says: `printf '{"schema":1,'; sleep 600` },
      {
        name: "huge",
        port: 2204,
        says: "head -c 3000000 /dev/zero | tr '\\0' y",
      },
      { name: "without", port: 2205, says: "env PATH=/nowhere openclaw-guard" },
    ]);
    const before = await filesOf(lab);
    const hosts = ["down", "hangs", "fine", "huge", "without"]
      .flatMap((name) => ["--host", name]);
    const started = performance.now();
    const json = lab.guard(["status", "--json", ...hosts]);
    // A person sees each as it answers, and is not kept by the one that hangs.
    const output = lab.background([GUARD, "status", "--lang", "zh", ...hosts]);
    await lab.waitFor(
      "the lines of those that have answered",
      () => output.output.split("\n").length > 4,
      20_000,
    );
    assert.equal(output.ended, false);
    assert.match(output.output, /^fine {5}.*healthy，工作正常/m);
    assert.match(
      output.output,
      /^down {5}未知，无法连上：.*Connection refused$/m,
    );
    assert.match(output.output, /^huge {5}未知，它的回答超过 1 MiB$/m);
    assert.match(
      output.output,
      /^without {2}未知，那里找不到 openclaw-guard：/m,
    );
    const answers = await json;
    const seconds = (performance.now() - started) / 1000;
    assert.ok(seconds > 28 && seconds < 45, `it took ${seconds} s`);
    expectCode(answers, 3);
    const told: HostsJson = JSON.parse(answers.stdout);
    assert.deepEqual([told.schema, told.exitCode], [1, 3]);
    assert.deepEqual(
      told.hosts.map(({ target, verdict }) => [target, verdict]),
      [
        ["down", "unknown"],
        ["hangs", "unknown"],
        ["fine", "healthy"],
        ["huge", "unknown"],
        ["without", "unknown"],
      ],
    );
    const [, hangs, fine] = told.hosts;
    assert.match(hangs?.problem ?? "", /^no whole answer within 30 s$/);
    assert.deepEqual(
      [fine?.status?.["host"], fine?.status?.["user"]],
      [(await lab.mustUser(["hostname"])).trim(), "openclaw"],
    );
    await lab.waitFor("the end", () => output.ended, 15_000);
    assert.match(output.output, /^hangs {4}未知，30 秒内没有完整的回答$/m);
    assert.match(output.output, /^机器共 5 台；.*未知 4\n$/m);
    assert.equal(await filesOf(lab), before, "it only looks");
    const left = await lab.root(["pgrep", "--exact", "ssh"]);
    assert.equal(left.stdout, "", "no connection stays in the background");
  },
);

scenario(
  "status --hosts: fifty machines at once, one of them named as an option of ssh is refused",
  { gateway: "fake", seconds: 25, busy: true },
  async (lab) => {
    await healthyTick(lab);
    await startHosts(lab, [{ name: "host-*", port: 2201 }]);
    const names = Array.from({ length: 50 }, (_, index) => `host-${index}`);
    const file = `${HOME}/hosts`;
    lab.writeFile(file, `# the house\n\n${names.join("\n")}\n`);
    const started = performance.now();
    const output = await lab.guard(["status", "--hosts", file]);
    const seconds = (performance.now() - started) / 1000;
    console.log(`50 hosts in ${seconds.toFixed(1)} s`);
    const lines = output.stdout.trimEnd().split("\n");
    assert.equal(lines.length, 51, output.stdout + output.stderr);
    assert.deepEqual(
      lines.slice(0, -1).map((line) => line.split(" ")[0]).toSorted(),
      names.toSorted(),
    );
    expectCode(output, 0);
    assert.equal(lines.at(-1), "hosts: 50; well: 50");
    lab.writeFile(file, "host-1\n-oProxyCommand=touch${IFS}broken\n");
    const refused = await lab.guard(["status", "--hosts", file]);
    expectCode(refused, 64);
    assert.match(refused.stderr, /hosts:2\): it begins with "-"/);
    assert.equal(lab.exists(`${HOME}/broken`), false);
  },
);
