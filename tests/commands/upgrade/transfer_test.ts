import assert from "node:assert/strict";
import {
  receive,
  redirected,
  type Transfer,
} from "../../../lib/commands/upgrade/transfer.ts";

/** Ample for loopback. */
const PATIENT = { silenceMs: 10_000, totalMs: 20_000 };

function transfer(
  limits = PATIENT,
  env: Record<string, string> = {},
  signal = new AbortController().signal,
): Transfer {
  return { limits, signal, env: (name) => env[name] };
}

async function textAt(address: string, how = transfer()): Promise<string> {
  let text = "";
  await receive(address, how, (piece, { size }) => {
    text += new TextDecoder().decode(piece);
    if (size !== null) assert.ok(text.length <= size);
  });
  return text;
}

/** A server while something runs. */
async function serving(
  handler: (request: Request) => Response | Promise<Response>,
  work: (url: string) => Promise<void>,
): Promise<void> {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    handler,
  );
  try {
    await work(`http://127.0.0.1:${server.addr.port}`);
  } finally {
    await server.shutdown();
  }
}

/** A connection that is answered with these bytes and then closed. */
async function answering(
  answer: string,
  work: (url: string, heard: () => string) => Promise<void>,
): Promise<void> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let heard = "";
  const serve = (async () => {
    using connection = await listener.accept();
    const buffer = new Uint8Array(4096);
    const length = await connection.read(buffer) ?? 0;
    heard = new TextDecoder().decode(buffer.subarray(0, length));
    await connection.write(new TextEncoder().encode(answer));
  })();
  await work(`http://127.0.0.1:${listener.addr.port}`, () => heard);
  await serve;
}

Deno.test("a web address, a file address and a path give the same", async () => {
  const path = Deno.makeTempFileSync();
  Deno.writeTextFileSync(path, "hello");
  await serving(() => new Response("hello"), async (url) => {
    for (const address of [url, path, `file://${path}`]) {
      assert.equal(await textAt(address), "hello");
    }
  });
  Deno.removeSync(path);
});

Deno.test("redirects are followed, a circle is not", async () => {
  const handler = (request: Request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/end") return new Response("there");
    const location = pathname === "/start" ? "/next" : "/end";
    const to = pathname === "/circle" ? "/circle" : location;
    return new Response("", { status: 302, headers: { location: to } });
  };
  await serving(handler, async (url) => {
    assert.equal(await textAt(`${url}/start`), "there");
    await assert.rejects(textAt(`${url}/circle`), /more than 10 times/);
  });
});

Deno.test("a redirect never leaves encryption or the web", () => {
  const from = new URL("https://a.example/x/y");
  assert.equal(redirected(from, "../z").href, "https://a.example/z");
  const other = "https://b.example/";
  assert.equal(redirected(from, other).href, other);
  for (const to of ["http://a.example/", "file:///etc/passwd", "data:,x"]) {
    assert.throws(() => redirected(from, to), /was redirected to/);
  }
  const plain = new URL("http://a.example/");
  assert.equal(redirected(plain, other).href, other);
});

Deno.test("an answer that is not the file is refused with its number", async () => {
  for (const status of [404, 403, 500, 204, 206]) {
    const body = status === 204 ? null : "x";
    await serving(() => new Response(body, { status }), async (url) => {
      await assert.rejects(
        textAt(url),
        new RegExp(`cannot download .*the server answered ${status}`),
      );
    });
  }
});

Deno.test("a body that breaks off is refused", async () => {
  const head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
  await answering(head + "half", async (url) => {
    await assert.rejects(textAt(url), /cannot download/);
  });
});

Deno.test("a server nobody listens at is refused with the reason", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  await assert.rejects(
    textAt(`http://127.0.0.1:${port}`),
    /cannot download .*: the connection was refused$/,
  );
  await assert.rejects(
    textAt("/nonexistent"),
    /cannot download \/nonexistent: there is no such file or folder$/,
  );
  await assert.rejects(
    textAt("/tmp"),
    /cannot download \/tmp: .*is a folder, not a plain file/,
  );
});

Deno.test("a server that goes silent, and one that drips, are given up", async () => {
  const drip = (everyMs: number) => () => {
    let timer: ReturnType<typeof setInterval>;
    return new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new Uint8Array(1));
          timer = setInterval(
            () => controller.enqueue(new Uint8Array(1)),
            everyMs,
          );
        },
        cancel: () => clearInterval(timer),
      }),
    );
  };
  await serving(drip(60_000), async (url) => {
    const how = transfer({ silenceMs: 50, totalMs: 20_000 });
    await assert.rejects(textAt(url, how), /nothing came for 0\.05 s/);
  });
  await serving(drip(5), async (url) => {
    const how = transfer({ silenceMs: 10_000, totalMs: 60 });
    await assert.rejects(textAt(url, how), /not complete after 0\.001 min/);
  });
  using silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const accepted = silent.accept();
  const how = transfer({ silenceMs: 50, totalMs: 20_000 });
  const url = `http://127.0.0.1:${silent.addr.port}`;
  await assert.rejects(textAt(url, how), /nothing came for 0\.05 s/);
  (await accepted).close();
});

Deno.test("what the receiver throws is told as it is", async () => {
  await serving(() => new Response("hello"), async (url) => {
    const full = new Error("No space left on device");
    const attempt = receive(url, transfer(), () => {
      throw full;
    });
    await assert.rejects(attempt, (error) => error === full);
  });
});

Deno.test("an HTTP proxy is asked for plain addresses, with its password", async () => {
  const answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  await answering(answer, async (proxy, heard) => {
    const http_proxy = proxy.replace("//", "//me:p%40ss@");
    const how = transfer(PATIENT, { http_proxy });
    assert.equal(await textAt("http://far.example/VERSION", how), "ok");
    assert.match(heard(), /^GET http:\/\/far\.example\/VERSION HTTP/);
    assert.match(heard(), new RegExp(btoa("me:p@ss")));
  });
});

Deno.test("a tunnel is asked of the proxy for encrypted addresses", async () => {
  const refusal = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
  await answering(refusal, async (proxy, heard) => {
    const how = transfer(PATIENT, { HTTPS_PROXY: proxy });
    await assert.rejects(
      textAt("https://far.example/x", how),
      /cannot download https:\/\/far\.example\/x: the proxy refuses/,
    );
    assert.match(heard(), /^CONNECT far\.example:443 HTTP/);
  });
});
