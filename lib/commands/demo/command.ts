/** `demo`: the guard at work on a stand-in gateway, in less than a minute. */

import { UsageError } from "../../base/errors.ts";
import { DEFAULT_PROFILE } from "../../base/profile.ts";
import { parsePort } from "../../probe/gateway_location.ts";
import { playDemo } from "./demo.ts";
import { FAST, WATCHABLE } from "./pace.ts";
import { liveScreen, plainScreen } from "./screen.ts";
import { runStandIn } from "./stand_in.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { t } from "../../text/speech.ts";
import { type Command, parseOptions } from "../../cli/options.ts";
import { tick } from "../../guard/tick.ts";
import { demoDescription } from "./description.ts";

/** Makes this very program the stand-in gateway; not for people. */
const STAND_IN_OPTION = "--stand-in-gateway";

/** Signals that end the demo, by their numbers. */
const ENDING_SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** Columns of a timeline that goes into a file, and the most on a terminal. */
const PLAIN_WIDTH = 80;
const MOST_COLUMNS = 110;
const FEWEST_COLUMNS = 50;

/** See the help text. */
export const demoCommand: Command = {
  async run(args, context) {
    const options = parseOptions(demoDescription, args);
    const port = parsePort(options.value("port"));
    if (options.flag(STAND_IN_OPTION.slice(2))) {
      if (port === null) throw new UsageError(say`the stand-in needs a port`);
      const bootMs = Number(options.value("boot-ms") ?? 0);
      await runStandIn({ port, bootMs });
      return 0;
    }
    using ending = watchSignals();
    const pace = options.flag("fast") ? FAST : WATCHABLE;
    using screen = screenFor(context);
    try {
      await playDemo(context, {
        pace,
        screen,
        check: (inside) => tick(inside, DEFAULT_PROFILE),
        standIn: standInCommand(),
        signal: ending.signal,
      });
      return 0;
    } catch (error) {
      if (ending.exitCode === null) throw error;
      screen.status([]);
      screen.print([[], [["faint", t`Ended early. Nothing is left behind.`]]]);
      return ending.exitCode;
    }
  },
};

/** How to start the stand-in: this executable, or its source. */
export function standInCommand(): string[] {
  if (Deno.build.standalone) return [Deno.execPath(), "demo", STAND_IN_OPTION];
  return [
    Deno.execPath(),
    "run",
    "--quiet",
    "--allow-all",
    "--no-lock",
    "--no-config",
    new URL("./stand_in_main.ts", import.meta.url).pathname,
  ];
}

/** Ctrl-C and its like end the demo in good order; more of them change nothing. */
function watchSignals() {
  const stop = new AbortController();
  let exitCode: number | null = null;
  const listeners = Object.entries(ENDING_SIGNALS).map(([name, number]) => {
    const listener = () => {
      exitCode ??= 128 + number;
      stop.abort();
    };
    const signal = name as keyof typeof ENDING_SIGNALS;
    Deno.addSignalListener(signal, listener);
    return () => Deno.removeSignalListener(signal, listener);
  });
  return {
    signal: stop.signal,
    get exitCode() {
      return exitCode;
    },
    [Symbol.dispose]: () => listeners.forEach((remove) => remove()),
  };
}

function screenFor(context: Context) {
  const { terminal } = context;
  if (!terminal.colour) return plainScreen(PLAIN_WIDTH, terminal.out);
  // It moves the cursor itself.
  const screen = context.screen("stdout");
  const write = (text: string) => void screen.write(`${text}\n`);
  // One column less: some terminals wrap a line that is exactly full.
  const columns = Deno.consoleSize().columns - 1;
  return columns < FEWEST_COLUMNS
    ? plainScreen(PLAIN_WIDTH, terminal.out)
    : liveScreen(Math.min(columns, MOST_COLUMNS), write);
}
