/** A headless Chromium, spoken to in its own protocol: no package is needed for that. */

/** One tab. */
export interface Tab {
  /** Shows a file with a window so wide. */
  show(path: string, look: Look): Promise<void>;
  /** What an expression comes to, a promise's value included. */
  evaluate(expression: string): Promise<unknown>;
  /** A PNG of what is in the window, or of the whole page. */
  picture(whole: boolean): Promise<Uint8Array>;
}

/** How a page is looked at. */
export interface Look {
  readonly width: number;
  readonly height: number;
  readonly scheme: "light" | "dark";
  readonly media?: "screen" | "print";
}

/** Debian's and others' names for it. */
const PROGRAMS = ["chromium", "chromium-browser", "google-chrome"];

/** Where it is; null: nowhere in PATH. */
export function findChromium(): string | null {
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  for (const program of PROGRAMS) {
    for (const folder of folders) {
      try {
        if (Deno.statSync(`${folder}/${program}`).isFile) {
          return `${folder}/${program}`;
        }
      } catch {
        // Not there.
      }
    }
  }
  return null;
}

/** Starts it, lets it be used, and ends it. */
export async function withBrowser<T>(
  program: string,
  use: (tab: Tab) => Promise<T>,
): Promise<T> {
  const profile = Deno.makeTempDirSync({ prefix: "history-page-" });
  const child = new Deno.Command(program, {
    args: [
      "--headless=new",
      "--no-sandbox", // root, as in CI
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--hide-scrollbars",
      "--force-prefers-reduced-motion",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "about:blank",
    ],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const done = new AbortController();
  let drained: Promise<void> | null = null;
  try {
    const socket = new WebSocket(await addressIn(child.stderr));
    // It must not wait for a reader.
    drained = child.stderr.pipeTo(new WritableStream(), { signal: done.signal })
      .catch(() => {}); // aborted
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    try {
      return await use(await tabOf(socket));
    } finally {
      const closed = new Promise((resolve) => socket.onclose = resolve);
      socket.close();
      await closed;
    }
  } finally {
    child.kill("SIGKILL");
    await child.status;
    done.abort();
    await drained;
    await new Promise((resolve) => setTimeout(resolve, 200)); // its children
    Deno.removeSync(profile, { recursive: true });
  }
}

/** Chromium says on standard error where it listens. */
async function addressIn(
  stderr: ReadableStream<Uint8Array>,
): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const piece of stderr.values({ preventCancel: true })) {
    text += decoder.decode(piece, { stream: true });
    const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
    if (found !== undefined) {
      return found;
    }
  }
  throw new Error(`chromium did not start: ${text.slice(-500)}`);
}

async function tabOf(socket: WebSocket): Promise<Tab> {
  let last = 0;
  const waiting = new Map<number, {
    resolve(value: Record<string, unknown>): void;
    reject(error: Error): void;
  }>();
  let loaded: (() => void) | null = null;
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data));
    if (message.method === "Page.loadEventFired") loaded?.();
    const one = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) one?.reject(new Error(message.error.message));
    else one?.resolve(message.result);
  };
  let session: { readonly sessionId?: string } = {};
  // deno-lint-ignore no-explicit-any
  const send = (method: string, params: unknown = {}): Promise<any> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params, ...session }));
    });
  const { targetId } = await send("Target.createTarget", {
    url: "about:blank",
  });
  session = await send("Target.attachToTarget", { targetId, flatten: true });
  await send("Page.enable");
  return {
    async show(path, { width, height, scheme, media = "screen" }) {
      await send("Emulation.setDeviceMetricsOverride", {
        ...{ width, height, deviceScaleFactor: 1, mobile: width < 600 },
      });
      await send("Emulation.setEmulatedMedia", {
        media,
        features: [{ name: "prefers-color-scheme", value: scheme }],
      });
      const done = new Promise<void>((resolve) => loaded = resolve);
      await send("Page.navigate", { url: `file://${path}` });
      await done;
    },
    async evaluate(expression) {
      const { result, exceptionDetails } = await send("Runtime.evaluate", {
        ...{ expression, awaitPromise: true, returnByValue: true },
      });
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return result.value;
    },
    async picture(whole) {
      const { data } = await send("Page.captureScreenshot", {
        captureBeyondViewport: whole,
      });
      return Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    },
  };
}
