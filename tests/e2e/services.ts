/** The services that messages go to, in a lab: tests/notify/stand_in.ts. */

import { CHANNELS } from "../../lib/notify/channels/table.ts";
import type { Entry, Plan } from "../notify/stand_in.ts";
import { type Lab, runProgram } from "./lab.ts";
import { HOME } from "./names.ts";

/** Where they listen in the lab. */
const ADDRESS = "127.0.0.1";
const PORT = 18950;

/** The stand-in for all services. */
export class Services implements AsyncDisposable {
  readonly #lab: Lab;
  #child: Deno.ChildProcess | null = null;
  #earlier: Entry[] = [];
  /** What the settings keep in files of their own. */
  readonly secrets: string[] = [];

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  /** Returns when they can be reached. */
  async start(): Promise<void> {
    const program = new URL("../notify/stand_in.ts", import.meta.url);
    this.#child = new Deno.Command("nsenter", {
      args: [
        `--net=/proc/${this.#lab.pid}/ns/net`,
        ...[Deno.execPath(), "run", "--allow-all", "--no-lock", "--no-config"],
        ...["--no-check", program.pathname, String(PORT)],
      ],
      ...{ stdin: "null", stdout: "null", stderr: "inherit" },
    }).spawn();
    await this.#lab.waitFor(
      "the services answer",
      async () => (await this.#ask("GET", "received")).code === 0,
      20_000,
    );
  }

  /** From now on nobody can reach them. */
  async stop(): Promise<void> {
    if (this.#child === null) return;
    this.#earlier = await this.received();
    this.#child.kill("SIGKILL");
    await this.#child.status;
    this.#child = null;
  }

  /** All that has come in, oldest first. */
  async received(): Promise<Entry[]> {
    if (this.#child === null) return this.#earlier;
    const { stdout } = await this.#ask("GET", "received");
    return [...this.#earlier, ...JSON.parse(stdout) as Entry[]];
  }

  /** How the next messages to a service are answered. */
  async plan(type: string, plan: Plan): Promise<void> {
    await this.#ask("PUT", `answers/${type}`, JSON.stringify(plan));
  }

  /**
   * The setting `notify.channels` with one of each type, secrets in files.
   *
   * @param host How the guard calls the machine where they are.
   */
  async channels(
    host = ADDRESS,
  ): Promise<Record<string, Record<string, unknown>>> {
    const { stdout } = await this.#ask("GET", "settings");
    const all: Record<string, Record<string, string>> = JSON.parse(stdout);
    return Object.fromEntries(
      Object.entries(all).map(([type, settings]) => [
        type,
        this.#withFiles(type, settings, host),
      ]),
    );
  }

  #withFiles(
    type: string,
    settings: Readonly<Record<string, string>>,
    host: string,
  ): Record<string, unknown> {
    const fields = CHANNELS.find((channel) => channel.type === type)?.fields;
    return Object.fromEntries(
      Object.entries(settings).map(([name, value]) => {
        const here = typeof value === "string"
          ? value.replaceAll(ADDRESS, host)
          : value;
        if (fields?.[name]?.secret !== true) return [name, here];
        const path = `${HOME}/.config/openclaw-guard/secrets/${type}-${name}`;
        this.#lab.writeFile(path, `${here}\n`);
        this.secrets.push(here);
        return [`${name}File`, path];
      }),
    );
  }

  async #ask(method: string, path: string, body?: string) {
    return await runProgram("nsenter", [
      `--net=/proc/${this.#lab.pid}/ns/net`,
      ...["curl", "--silent", "--max-time", "5", "-X", method],
      ...body === undefined ? [] : ["--data-binary", "@-"],
      `http://${ADDRESS}:${PORT}/_/${path}`,
    ], body === undefined ? {} : { stdin: body });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}
