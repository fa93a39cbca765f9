/** Processes nobody may end, in the lab of every situation. */

import { type Background, delay, type Lab } from "../e2e/lab.ts";
import { DEFAULT_PORT } from "../e2e/names.ts";

/** Where the hand-started gateway of another profile listens. */
const OTHER_PROFILE_PORT = 19001;
/** Where the other user listens. */
const STRANGER_PORT = 19002;
/** How long one that is killed may take to be noticed here, ms. */
const NOTICE_MS = 300;

const WEB_SOCKET_CLIENT = `
import socket, time
try:
    client = socket.create_connection(("127.0.0.1", ${DEFAULT_PORT}), 2)
    client.sendall(b"GET / HTTP/1.1\\r\\nHost: x\\r\\nConnection: Upgrade\\r\\n"
        b"Upgrade: websocket\\r\\nSec-WebSocket-Version: 13\\r\\n"
        b"Sec-WebSocket-Key: MTIzNDU2Nzg5MDEyMzQ1Ng==\\r\\n\\r\\n")
except OSError:
    pass
time.sleep(3600)`;

/** Whoever calls vfork sleeps in state D until the child is done: never. */
const STATE_D = `
import ctypes, os
libc = ctypes.CDLL(None)
if libc.vfork() == 0:
    libc.pause()
    os._exit(0)`;

/** An editor, a log reader, another gateway, a client, another user, a stuck one. */
export class Neighbours {
  readonly #lab: Lab;
  readonly #processes: ReadonlyMap<string, Background>;

  private constructor(
    lab: Lab,
    processes: ReadonlyMap<string, Background>,
  ) {
    this.#lab = lab;
    this.#processes = processes;
  }

  /** Starts them all; the gateway should be up, for its client. */
  static async start(lab: Lab): Promise<Neighbours> {
    const titled = (title: string, command: string, ...args: string[]) =>
      lab.background([
        "bash",
        "-c",
        `exec -a "$0" "$@"`,
        title,
        command,
        ...args,
      ]);
    await lab.mustRoot([
      "systemd-run",
      "--quiet",
      "--unit=stranger",
      "--uid=65534",
      "python3",
      "-m",
      "http.server",
      "--bind",
      "127.0.0.1",
      String(STRANGER_PORT),
    ]);
    const processes = new Map<string, Background>([
      ["editor", titled("vim openclaw-gateway.service", "sleep", "3600")],
      [
        "journalctl -f",
        lab.background([
          "journalctl",
          "--user",
          "-u",
          "openclaw-gateway",
          "-f",
        ]),
      ],
      [
        "other profile's gateway",
        lab.background([
          "env",
          "FAKE_CONTROL=/dev/null",
          "OPENCLAW_PROFILE=other",
          "bash",
          "-c",
          'exec -a openclaw-gateway python3 "$@"',
          "-",
          "/opt/lab-tools/fake-gateway.py",
          "gateway",
          "--port",
          String(OTHER_PROFILE_PORT),
        ]),
      ],
      [
        "WebSocket client",
        lab.background(["python3", "-c", WEB_SOCKET_CLIENT]),
      ],
      [
        "process in state D",
        titled("openclaw-gateway-worker", "python3", "-c", STATE_D),
      ],
    ]);
    await lab.waitForHealth(10_000, { port: OTHER_PROFILE_PORT });
    const neighbours = new Neighbours(lab, processes);
    const gone = await neighbours.gone();
    if (gone.length > 0) throw new Error(`did not start: ${gone.join(", ")}`);
    return neighbours;
  }

  /** Those that were ended. */
  async gone(): Promise<string[]> {
    await delay(NOTICE_MS);
    const gone = [...this.#processes].filter(([, { ended }]) => ended).map((
      [name],
    ) => name);
    const stranger = await this.#lab.root([
      "systemctl",
      "is-active",
      "--quiet",
      "stranger",
    ]);
    return stranger.code === 0 ? gone : [...gone, "another user's listener"];
  }
}
