/** Ctrl-C and its kin, for commands that have something to put back. */

/** With their numbers of signal(7), for exit codes. */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
/** See the file's comment. */
export type InterruptSignal = keyof typeof SIGNALS;

/** The exit code of a program that a signal ended, as shells report it. */
export function interruptExitCode(signal: InterruptSignal): number {
  return 128 + SIGNALS[signal];
}

/** Calls back instead of ending the process, until it is disposed of. */
export function onInterrupt(
  handler: (signal: InterruptSignal) => void,
): Disposable {
  const signals = Object.keys(SIGNALS) as InterruptSignal[];
  const handlers = signals.map((signal) => {
    const call = () => handler(signal);
    Deno.addSignalListener(signal, call);
    return { signal, call };
  });
  return {
    [Symbol.dispose]() {
      for (const { signal, call } of handlers) {
        Deno.removeSignalListener(signal, call);
      }
    },
  };
}
