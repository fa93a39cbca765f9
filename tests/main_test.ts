import assert from "node:assert/strict";
import { PROGRAM_NAME } from "../lib/base/program_name.ts";
import { VERSION } from "../lib/base/version.ts";

const ROOT = new URL("..", import.meta.url);

/** The flags that resolve imports the way they are resolved here. */
function importFlags(): string[] {
  return import.meta.resolve("@std/cli/parse-args").startsWith("file:")
    ? [
      "--import-map=build/npm_only/import_map.json",
      "--lock=build/npm_only/deno.lock",
      "--frozen",
    ]
    : [];
}

/** Runs the program as a process of its own. */
async function guard(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--allow-all",
      ...importFlags(),
      "main.ts",
      ...args,
    ],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

Deno.test("the version is printed whichever way it is asked for", async () => {
  for (const word of ["version", "--version", "-V"]) {
    assert.deepEqual(await guard(word), {
      code: 0,
      out: `openclaw-guard ${VERSION}\n`,
      err: "",
    });
  }
});

Deno.test("version --json says which program it is", async () => {
  const { name, version } = JSON.parse((await guard("version", "--json")).out);
  assert.deepEqual([name, version], [PROGRAM_NAME, VERSION]);
});

Deno.test("without a command the program shows help and fails as misused", async () => {
  const { code, out, err } = await guard();
  assert.equal(code, 64);
  assert.match(out, /^Usage: openclaw-guard COMMAND/m);
  assert.equal(err, "");
});

Deno.test("an error is one line on standard error and an exit code", async () => {
  assert.deepEqual(await guard("versoin"), {
    code: 64,
    out: "",
    err: 'openclaw-guard: cannot run "versoin": there is no such command. ' +
      'Did you mean "openclaw-guard version"?\n',
  });
});

Deno.test("what the environment says to Deno and Node does not keep the guard from asking", async () => {
  await using gateway = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => new Response("gateway"),
  );
  const request =
    `console.log(await (await fetch("http://127.0.0.1:${gateway.addr.port}/health")).text());`;
  const forget =
    `import { forgetEnvironment } from "${ROOT}lib/sys/proxy.ts"; const forgotten = forgetEnvironment();`;
  // Of 30 variables tried on the compiled program these two kept it from asking.
  for (const variable of ["DENO_CERT=/gone.pem", "DENO_TLS_CA_STORE=bogus"]) {
    const [name = "", value = ""] = variable.split("=");
    const succeeds = async (code: string) =>
      (await new Deno.Command(Deno.execPath(), {
        args: ["eval", "--no-lock", "--no-config", code],
        clearEnv: true,
        env: { HOME: Deno.env.get("HOME")!, [name]: value },
      }).output()).success;
    assert.equal(await succeeds(request), false, `${variable} is no trouble`);
    assert.equal(await succeeds(forget + request), true, variable);
    const recall =
      `import { recallTrust } from "${ROOT}lib/sys/proxy.ts"; recallTrust((name) => forgotten.get(name));`;
    assert.equal(await succeeds(forget + recall + request), false, "download");
  }
});

Deno.test("with a proxy in the environment, requests still go direct", async () => {
  const asked: string[] = [];
  const serve = (name: string) =>
    Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => {
      asked.push(name);
      return new Response(name);
    });
  await using gateway = serve("gateway");
  await using proxy = serve("proxy");
  const proxyUrl = `http://127.0.0.1:${proxy.addr.port}`;
  const request =
    `console.log(await (await fetch("http://127.0.0.1:${gateway.addr.port}/health")).text());`;
  const forget =
    `import { forgetEnvironment } from "${ROOT}lib/sys/proxy.ts"; forgetEnvironment();`;
  for (const name of ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"]) {
    for (
      const [code, answer] of [[request, "proxy"], [
        forget + request,
        "gateway",
      ]]
    ) {
      const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["eval", "--no-lock", "--no-config", code!],
        clearEnv: true,
        env: { HOME: Deno.env.get("HOME")!, [name]: proxyUrl },
      }).output();
      const decoder = new TextDecoder();
      assert.equal(
        decoder.decode(stdout),
        `${answer}\n`,
        `${name} ${decoder.decode(stderr)}`,
      );
    }
  }
  assert.equal(asked.length, 8);
});
