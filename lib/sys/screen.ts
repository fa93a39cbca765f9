/** A terminal that can be written over: for `--watch` and for progress. */

/** What tests replace. */
export interface Screen {
  /** Lines can be written over; false for files, pipes and TERM=dumb. */
  readonly live: boolean;
  /** Its size now; null when it is no terminal. */
  size(): { readonly columns: number; readonly rows: number } | null;
  /** @returns False when nobody reads any more. */
  write(text: string): boolean;
  /** Calls back when its size changes, until it is told to stop. */
  onResize(handler: () => void): () => void;
}

/** Standard output or standard error of this process. */
export function systemScreen(stream: "stdout" | "stderr"): Screen {
  const encoder = new TextEncoder();
  const output = Deno[stream];
  const isTerminal = output.isTerminal();
  return {
    live: isTerminal && Deno.env.get("TERM") !== "dumb",
    size() {
      if (!isTerminal) return null;
      try {
        const { columns, rows } = Deno.consoleSize();
        // A serial line or a bare pty does not know its size and says 0.
        return { columns: columns || 80, rows: rows || 24 };
      } catch {
        return null; // standard error alone may be one
      }
    },
    write(text) {
      let bytes = encoder.encode(text);
      try {
        while (bytes.length > 0) {
          bytes = bytes.subarray(output.writeSync(bytes));
        }
        return true;
      } catch (error) {
        if (isGone(error)) return false;
        throw error;
      }
    },
    onResize(handler) {
      Deno.addSignalListener("SIGWINCH", handler);
      return () => Deno.removeSignalListener("SIGWINCH", handler);
    },
  };
}

/** The reader of a pipe has ended, or the terminal has been closed (EIO). */
function isGone(error: unknown): boolean {
  return error instanceof Deno.errors.BrokenPipe ||
    (error instanceof Error && "code" in error && error.code === "EIO");
}
