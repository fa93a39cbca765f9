/** A Screen that remembers what was written. */

import type { Screen } from "../lib/sys/screen.ts";

/** What tests may do with it besides. */
export interface FakeScreen extends Screen {
  readonly written: readonly string[];
  readonly text: string;
  /** Changes the size, as a person does who drags the window. */
  resize(columns: number, rows: number): void;
  /** Nobody reads any more. */
  close(): void;
}

/** @param size Null: a pipe. */
export function fakeScreen(
  size: { readonly columns: number; readonly rows?: number } | null,
): FakeScreen {
  const written: string[] = [];
  let now = size === null
    ? null
    : { columns: size.columns, rows: size.rows ?? 24 };
  let closed = false;
  const handlers = new Set<() => void>();
  return {
    written,
    get text() {
      return written.join("");
    },
    live: size !== null,
    size: () => now,
    write(text) {
      if (!closed) written.push(text);
      return !closed;
    },
    onResize(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    resize(columns, rows) {
      now = { columns, rows };
      handlers.forEach((handler) => handler());
    },
    close: () => void (closed = true),
  };
}
