/**
 * What is being waited for, and since when, while something takes long: one
 * line that is written over on a terminal, a line now and then elsewhere. It
 * goes to standard error, so that what a command prints stays as it is.
 */

import type { Clock } from "../sys/clock.ts";
import type { Context } from "../sys/context.ts";
import { safeLine } from "../base/safe_line.ts";
import type { Screen } from "../sys/screen.ts";
import { translate } from "../text/speech.ts";
import { clipToWidth } from "../base/width.ts";
import { formatDuration } from "./format.ts";

/** Shorter waits are not worth a line, ms. */
const SHOWN_AFTER_MS = 1000;
/** Without a terminal: the first line after so long, ms, */
const FIRST_LINE_MS = 5000;
/** and another one each time so long has passed, ms. */
const NEXT_LINE_MS = 30_000;

const CLEAR_LINE = "\r\x1b[K";

/** See the file. Time passes with {@linkcode Progress.tick}. */
export class Progress implements Disposable {
  readonly #clock: Pick<Clock, "now">;
  readonly #screen: Screen | null;
  #text = "";
  #sinceMs = 0;
  #lineAtMs = 0;
  #shown = false;
  #broken = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  /**
   * @param screen Null: nothing is shown.
   * @param text A sentence made with `say`, such as "waiting until the gateway is healthy".
   */
  constructor(clock: Pick<Clock, "now">, screen: Screen | null, text: string) {
    this.#clock = clock;
    this.#screen = screen;
    this.step(text);
  }

  /** Ticks by itself until it is disposed of. */
  start(): void {
    this.#timer = setInterval(() => this.tick(), 1000);
  }

  /** Something else is waited for from now on; the time starts anew. */
  step(text: string): void {
    this.#text = text;
    this.#sinceMs = this.#clock.now().bootMs;
    this.#lineAtMs = this.#sinceMs + FIRST_LINE_MS;
    if (this.#shown) this.tick();
  }

  /** The same is waited for, but there is more to say about it, from the next tick on. */
  reword(text: string): void {
    this.#text = text;
  }

  /** Shows how long it has been; to be called every second. */
  tick(): void {
    if (this.#screen === null) return;
    const nowMs = this.#clock.now().bootMs;
    const waitedMs = nowMs - this.#sinceMs;
    const waited = formatDuration(Math.floor(waitedMs / 1000) * 1000);
    const line = () =>
      safeLine(`${translate(this.#text)} … ${translate(waited)}`);
    if (this.#screen.live) {
      if (!this.#shown && waitedMs < SHOWN_AFTER_MS) return;
      this.#shown = true;
      // A line that wraps could not be written over.
      const columns = (this.#screen.size()?.columns ?? 80) - 1;
      this.#write(CLEAR_LINE + clipToWidth(line(), columns));
    } else if (nowMs >= this.#lineAtMs) {
      this.#lineAtMs = nowMs + NEXT_LINE_MS;
      this.#write(`${line()}\n`);
    }
  }

  /** Takes the line away, before something else is printed and at the end. */
  clear(): void {
    if (this.#shown) this.#write(CLEAR_LINE);
    this.#shown = false;
  }

  /** The context for what prints something meanwhile: the line makes room for it. */
  beside(context: Context): Context {
    const { terminal } = context;
    const aside = (print: (line: string) => void) => (line: string) => {
      this.clear();
      print(line);
    };
    return {
      ...context,
      terminal: {
        ...terminal,
        out: aside(terminal.out),
        prose: aside(terminal.prose),
        err: aside(terminal.err),
      },
    };
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.clear();
  }

  /**
   * Never throws: the work that is shown must go on, and what it has to put back
   * must be put back, when there is no room for a line (a full disk) any more.
   */
  #write(text: string): void {
    if (this.#broken) return;
    try {
      this.#broken = !this.#screen?.write(text);
    } catch {
      this.#broken = true;
    }
  }
}

/**
 * Shows progress from now on, for work of several steps:
 *
 *     const progress = showProgress(context, json, say`waiting until …`);
 *     using _shown = progress; // a name of its own: see build/bundle.ts
 *
 * @param quiet With `--json`: nothing is shown.
 */
export function showProgress(
  context: Pick<Context, "clock" | "screen">,
  quiet: boolean,
  text: string,
): Progress {
  const screen = quiet ? null : context.screen("stderr");
  const progress = new Progress(context.clock, screen, text);
  if (!quiet) progress.start();
  return progress;
}

/** Shows progress while one thing is done: see {@linkcode showProgress}. */
export async function whileShowing<T>(
  context: Pick<Context, "clock" | "screen">,
  quiet: boolean,
  text: string,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  const progress = showProgress(context, quiet, text);
  using _shown = progress; // a name of its own: see build/bundle.ts
  return await work(progress);
}
