/** `demo`: the guard at work on a stand-in gateway, in less than a minute. */

import { UsageError } from "../../base/errors.ts";
import { parsePort } from "../../probe/gateway_location.ts";
import { playDemo } from "./demo.ts";
import { FAST, WATCHABLE } from "./pace.ts";
import { liveScreen, plainScreen } from "./screen.ts";
import { runStandIn } from "./stand_in.ts";
import type { Context } from "../../sys/context.ts";
import { interruptExitCode, onInterrupt } from "../../sys/interrupt.ts";
import { say } from "../../base/say.ts";
import { t } from "../../text/speech.ts";
import { type Command, parseOptions } from "../../cli/options.ts";
import { demoDescription } from "./description.ts";

/** Columns of a timeline that goes into a file, and the most on a terminal. */
const PLAIN_WIDTH = 80;
const MOST_COLUMNS = 110;
const FEWEST_COLUMNS = 50;

/** See the help text. */
export const demoCommand: Command = {
  async run(args, context) {
    const options = parseOptions(demoDescription, args);
    const port = parsePort(options.value("port"));
    if (options.flag("stand-in-gateway")) {
      if (port === null) throw new UsageError(say`the stand-in needs a port`);
      await runStandIn(port, Number(options.value("boot-ms") ?? 0));
      return 0;
    }
    const stop = new AbortController();
    let exitCode: number | null = null;
    using _listening = onInterrupt((signal) => {
      exitCode ??= interruptExitCode(signal);
      stop.abort();
    });
    const pace = options.flag("fast") ? FAST : WATCHABLE;
    using screen = screenFor(context);
    try {
      await playDemo(context, pace, screen, stop.signal);
      return 0;
    } catch (error) {
      if (exitCode === null) throw error;
      screen.status([]);
      screen.print([[], [["faint", t`Ended early. Nothing is left behind.`]]]);
      return exitCode;
    }
  },
};

function screenFor(context: Context) {
  const { terminal } = context;
  const screen = context.screen("stdout");
  // One column less: some terminals wrap a line that is exactly full.
  const columns = (screen.size()?.columns ?? 0) - 1;
  if (!terminal.colour || columns < FEWEST_COLUMNS) {
    return plainScreen(PLAIN_WIDTH, terminal.out);
  }
  // Not the terminal, which takes out what moves the cursor.
  const write = (text: string) => void screen.write(`${text}\n`);
  return liveScreen(Math.min(columns, MOST_COLUMNS), write);
}
