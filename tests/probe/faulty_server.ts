/** A server on 127.0.0.1 that misbehaves as told, for the tests of the probes. */

/** Answers one request; the connection is closed afterwards. */
export type Behaviour = (
  connection: Deno.Conn,
  path: string,
  /** Resolves when the server is shut down. */
  end: Promise<void>,
) => Promise<void>;

/** A running {@linkcode serveFaults}. */
export interface FaultyServer extends AsyncDisposable {
  readonly port: number;
  /** The paths asked so far. */
  readonly asked: readonly string[];
}

const encoder = new TextEncoder();

/** Starts a server that reads each request's head and then does as told. */
export function serveFaults(
  behave: Behaviour,
  tls?: { readonly cert: string; readonly key: string },
): FaultyServer {
  const address = { hostname: "127.0.0.1", port: 0 };
  const listener = tls === undefined
    ? Deno.listen(address)
    : Deno.listenTls({ ...address, ...tls });
  const asked: string[] = [];
  const connections = new Set<Deno.Conn>();
  const { promise: end, resolve: finish } = Promise.withResolvers<void>();
  const handle = async (connection: Deno.Conn) => {
    connections.add(connection);
    try {
      const buffer = new Uint8Array(4096);
      const size = await connection.read(buffer);
      const request = new TextDecoder().decode(buffer.subarray(0, size ?? 0));
      const path = request.split(" ")[1] ?? "";
      if (size !== null) asked.push(path);
      await behave(connection, path, end);
    } catch {
      // The probe hung up, which it may at any time.
    } finally {
      connections.delete(connection);
      connection.close();
    }
  };
  const running: Promise<void>[] = [];
  const accepting = (async () => {
    for await (const connection of listener) running.push(handle(connection));
  })();
  return {
    port: listener.addr.port,
    asked,
    async [Symbol.asyncDispose]() {
      listener.close();
      finish();
      await accepting;
      await Promise.all(running);
    },
  };
}

/** Writes all of a text. */
export async function write(
  connection: Deno.Conn,
  text: string | Uint8Array,
): Promise<void> {
  let bytes = typeof text === "string" ? encoder.encode(text) : text;
  while (bytes.length > 0) {
    bytes = bytes.subarray(await connection.write(bytes));
  }
}

/** A whole HTTP answer. */
export function answerOf(
  status: number,
  body: string | Uint8Array,
  headers: readonly string[] = [],
): Uint8Array {
  const bytes = typeof body === "string" ? encoder.encode(body) : body;
  const head = encoder.encode(
    [
      `HTTP/1.1 ${status} X`,
      `content-length: ${bytes.length}`,
      "connection: close",
      ...headers,
      "",
      "",
    ].join("\r\n"),
  );
  const whole = new Uint8Array(head.length + bytes.length);
  whole.set(head);
  whole.set(bytes, head.length);
  return whole;
}

/** Gives one answer on /health and a page on every other path. */
export function healthAnswers(
  status: number,
  body: string | Uint8Array,
  headers: readonly string[] = [],
): Behaviour {
  return (connection, path) =>
    write(
      connection,
      path === "/health"
        ? answerOf(status, body, headers)
        : answerOf(200, "<!doctype html>"),
    );
}
