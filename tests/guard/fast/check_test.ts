import assert from "node:assert/strict";

/** Runs fastCheck in a process of its own, with its output where it is told. */
async function quiet(args: string[], stdout: "null" | "piped") {
  const module =
    new URL("../../../lib/guard/fast/check.ts", import.meta.url).href;
  const code = `import { fastCheck } from ${JSON.stringify(module)};
const { done, settled } = await fastCheck(${JSON.stringify(args)});
Deno.exit(done ? 10 : settled === null ? 11 : 12);`;
  const home = Deno.makeTempDirSync();
  try {
    const child = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--no-lock", "--no-config", code],
      clearEnv: true,
      env: {
        HOME: home,
        DENO_DIR: `${home}/deno`,
      },
      stdout,
      stderr: "null",
    });
    return (await child.output()).code;
  } finally {
    Deno.removeSync(home, { recursive: true });
  }
}

Deno.test("only a check nobody reads is tried quietly", async () => {
  assert.equal(await quiet(["check"], "null"), 12, "tried, nothing settled");
  assert.equal(await quiet(["check"], "piped"), 11, "somebody may read it");
  assert.equal(await quiet(["check", "--json"], "null"), 11, "with options");
  assert.equal(await quiet(["status"], "null"), 11, "another command");
});
