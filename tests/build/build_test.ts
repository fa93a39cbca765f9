import assert from "node:assert/strict";
import { compileOptions } from "../../build/compile.ts";
import { fingerprint } from "../../build/fingerprint.ts";
import { BuildError, ROOT } from "../../build/run.ts";

Deno.test("compile takes a target and nothing else", () => {
  const target = "aarch64-unknown-linux-gnu";
  assert.deepEqual(compileOptions([]), {});
  assert.deepEqual(compileOptions(["--target", target]), { target });
  assert.deepEqual(compileOptions([`--target=${target}`]), { target });
  for (
    const args of [["--target"], ["--targett=x"], ["../x"], ["--target=../x"]]
  ) {
    assert.throws(() => compileOptions(args), BuildError, args.join(" "));
  }
});

/** Runs code of the build in a Deno of its own, with another environment. */
async function evaluate(
  code: string,
  options: { cwd?: string; env?: Record<string, string> },
): Promise<{ ok: boolean; text: string }> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", "--no-config", code],
    ...options,
  }).output();
  const decoder = new TextDecoder();
  return {
    ok: success,
    text: decoder.decode(stdout) + decoder.decode(stderr),
  };
}

Deno.test("a change of any input makes the compiled program out of date", async () => {
  const project = Deno.makeTempDirSync();
  try {
    for (const folder of ["build", "lib/deep"]) {
      Deno.mkdirSync(`${project}/${folder}`, { recursive: true });
    }
    const files = [
      "deno.json",
      "deno.lock",
      "main.ts",
      "build/a",
      "lib/deep/b",
    ];
    const change = (file: string, text: string) =>
      Deno.writeTextFileSync(`${project}/${file}`, text);
    for (const file of files) change(file, file);
    const seen = new Set([
      await fingerprint("x", project),
      await fingerprint("y", project),
    ]);
    assert.equal(seen.size, 2, "target");
    assert.ok(
      seen.has(await fingerprint("x", project)),
      "the same when nothing changed",
    );
    for (const file of files) {
      change(file, "changed");
      const now = await fingerprint("x", project);
      assert.ok(!seen.has(now), file);
      seen.add(now);
    }
  } finally {
    Deno.removeSync(project, { recursive: true });
  }
});

Deno.test("a base executable that is not the expected one is refused", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    Deno.mkdirSync(`${folder}/bin`);
    Deno.writeTextFileSync(
      `${folder}/bin/npm`,
      "#!/bin/sh\necho forged >forged.tgz\n",
      { mode: 0o755 },
    );
    const { ok, text } = await evaluate(
      `import { findBaseExecutable } from "${ROOT}/build/base_executable.ts";
       await findBaseExecutable("x86_64-unknown-linux-gnu");`,
      {
        env: {
          PATH: `${folder}/bin:${Deno.env.get("PATH")}`,
          XDG_CACHE_HOME: `${folder}/cache`,
          OPENCLAW_GUARD_REGISTRY: "npm",
          DENORT_BIN: "",
        },
      },
    );
    assert.equal(ok, false);
    assert.match(text, /is not the package it was/);
    const cache = `${folder}/cache/openclaw-guard-build`;
    assert.deepEqual([...Deno.readDirSync(cache)], [], "nothing is kept");
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("the registry can be forced, and a wrong name is an error", async () => {
  const code =
    `import { findRegistry } from "${ROOT}/build/registry.ts"; console.log(await findRegistry());`;
  for (const name of ["jsr", "npm"]) {
    const env = { OPENCLAW_GUARD_REGISTRY: name };
    assert.deepEqual(await evaluate(code, { env }), {
      ok: true,
      text: `${name}\n`,
    });
  }
  const { ok, text } = await evaluate(code, {
    env: { OPENCLAW_GUARD_REGISTRY: "jrs" },
  });
  assert.equal(ok, false);
  assert.match(text, /OPENCLAW_GUARD_REGISTRY is "jrs"/);
});
