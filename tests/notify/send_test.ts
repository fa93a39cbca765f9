import assert from "node:assert/strict";
import { CommandNotFoundError, GuardError } from "../../lib/base/errors.ts";
import type { HttpRequest } from "../../lib/notify/channel.ts";
import { NoAnswerError, send } from "../../lib/notify/send.ts";
import type { RunCommand } from "../../lib/sys/command.ts";
import { fakeContext } from "../fake_context.ts";

const KEY = "Key-4711";
const DIRECTLY = { proxy: null, leftMs: 10_000 };

/** What a service was asked. */
interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}

/** A service, and what it was asked. */
async function withService(
  answer: () => Response,
  test: (origin: string, asked: Asked[]) => Promise<void>,
): Promise<void> {
  const asked: Asked[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { method } = request;
      const [url, headers] = [
        new URL(request.url),
        new Headers(request.headers),
      ];
      asked.push({ method, url, headers, body: await request.text() });
      return answer();
    },
  );
  try {
    await test(`http://127.0.0.1:${server.addr.port}`, asked);
  } finally {
    await server.shutdown();
  }
}

function post(origin: string): HttpRequest {
  return {
    kind: "http",
    method: "POST",
    url: `${origin}/hook/${KEY}`,
    headers: { "Content-Type": "application/json; charset=utf-8" },
    body: '{"text":"网关"}',
  };
}

/** The message of the error, which is about the network and has no address. */
async function noAnswer(
  request: HttpRequest,
  way: { proxy?: string; leftMs?: number } = {},
): Promise<string> {
  try {
    await send(fakeContext(), request, { ...DIRECTLY, ...way });
  } catch (error) {
    assert(error instanceof NoAnswerError, String(error));
    assert.doesNotMatch(Deno.inspect(error), new RegExp(KEY));
    return error.message;
  }
  return assert.fail("there was an answer");
}

Deno.test("a request goes out as it is, and its answer comes back", async () => {
  await withService(
    () => new Response("no", { status: 429, headers: { "Retry-After": "7" } }),
    async (origin, asked) => {
      assert.deepEqual(
        await send(fakeContext(), post(origin), DIRECTLY),
        { kind: "http", status: 429, retryAfter: "7", body: "no" },
      );
      const [request = assert.fail()] = asked;
      assert.equal(request.method, "POST");
      assert.equal(request.url.pathname, `/hook/${KEY}`);
      assert.equal(
        request.headers.get("content-type"),
        "application/json; charset=utf-8",
      );
      assert.match(
        request.headers.get("user-agent") ?? "",
        /^openclaw-guard\/\d+\.\d+\.\d+/,
      );
      assert.equal(request.body, '{"text":"网关"}');
    },
  );
});

Deno.test("a redirect is an answer and not followed", async () => {
  await withService(
    () => new Response(null, { status: 302, headers: { Location: "/login" } }),
    async (origin, asked) => {
      const answer = await send(fakeContext(), post(origin), DIRECTLY);
      assert.equal(answer.kind === "http" && answer.status, 302);
      assert.equal(asked.length, 1);
    },
  );
});

Deno.test("of a long answer 64 KiB are read, and of one without an end, too", async () => {
  const piece = new TextEncoder().encode("x".repeat(10_000));
  let pieces = 0;
  await withService(
    () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            pieces++;
            controller.enqueue(piece);
          },
        }),
      ),
    async (origin) => {
      const answer = await send(fakeContext(), post(origin), DIRECTLY);
      assert.equal(answer.kind === "http" && answer.body.length, 65_536);
      assert(pieces < 1000, `${pieces} pieces`);
    },
  );
});

/** What says so much of an answer and then hangs up, or nothing more at all. */
async function withRudeService(
  says: string,
  then: "hangs up" | "hangs",
  test: (origin: string) => Promise<void>,
): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const connections: Deno.Conn[] = [];
  const serving = (async () => {
    for await (const connection of listener) {
      connections.push(connection);
      await connection.read(new Uint8Array(1000));
      await connection.write(new TextEncoder().encode(says));
      if (then === "hangs up") connections.pop()?.close();
    }
  })();
  try {
    await test(`http://127.0.0.1:${port}`);
  } finally {
    for (const connection of connections) connection.close();
    listener.close();
    await serving;
  }
}

const HALF = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{";

Deno.test("who does not answer in time is not waited for, before the head and in the body", async () => {
  for (const says of ["", HALF]) {
    await withRudeService(says, "hangs", async (origin) => {
      assert.equal(
        await noAnswer(post(origin), { leftMs: 200 }),
        "there was no answer in time",
      );
    });
  }
});

Deno.test("a cut answer, nobody there, no such host: why, without the address", async () => {
  let gone = "";
  await withRudeService(HALF, "hangs up", async (origin) => {
    gone = origin;
    assert.equal(await noAnswer(post(origin)), "the connection broke off");
  });
  assert.equal(await noAnswer(post(gone)), "the connection was refused");
  assert.equal(
    await noAnswer(post("http://no-such-host.invalid")),
    "the host name cannot be resolved",
  );
});

Deno.test("a proxy is asked in its place, with its name and password", async () => {
  await withService(
    () => new Response("from the proxy"),
    async (origin, asked) => {
      const proxy = origin.replace("://", "://me:pass%20word@");
      const answer = await send(
        fakeContext(),
        post("http://service.invalid"),
        { proxy, leftMs: 10_000 },
      );
      assert.equal(answer.kind === "http" && answer.body, "from the proxy");
      const [request = assert.fail()] = asked;
      assert.equal(request.url.hostname, "service.invalid");
      assert.equal(
        request.headers.get("proxy-authorization"),
        `Basic ${btoa("me:pass word")}`,
      );
    },
  );
  assert.equal(
    await noAnswer(post("http://service.invalid"), {
      proxy: "http://127.0.0.1:1",
    }),
    "through the proxy: the connection was refused",
  );
});

/** Runs a program that ends like this. */
async function program(run: RunCommand) {
  return await send(
    fakeContext({ run }),
    { kind: "command", args: ["/usr/bin/tell", "-t"], input: "{}\n" },
    { proxy: null, leftMs: 4000 },
  );
}

Deno.test("a program gets its arguments and the input, and no longer than is left", async () => {
  assert.deepEqual(
    await program((name, args, options) => {
      assert.deepEqual([name, args], ["/usr/bin/tell", ["-t"]]);
      assert.deepEqual([options?.stdin, options?.timeoutMs], ["{}\n", 4000]);
      return Promise.resolve({
        ...{ code: 75, stdout: "", stderr: "later", timedOut: false },
      });
    }),
    { kind: "command", code: 75, stderr: "later" },
  );
});

Deno.test("a program that does not end may work later, one that is missing will not", async () => {
  const ended = { code: 137, stdout: "", stderr: "", timedOut: true };
  await assert.rejects(
    program(() => Promise.resolve(ended)),
    new NoAnswerError("/usr/bin/tell did not end within 4 s"),
  );
  await assert.rejects(
    program((name) => Promise.reject(new CommandNotFoundError(name))),
    (error) =>
      error instanceof GuardError && !(error instanceof NoAnswerError) &&
      error.message === "there is no program /usr/bin/tell",
  );
});
