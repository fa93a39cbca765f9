/** What one tick works with, and what it comes to. */

import type { GuardEvent } from "../core/decision.ts";
import type { Memory } from "../core/memory.ts";
import type { Reason, Verdict } from "../core/types.ts";
import type { NotifySettings } from "../notify/notify_settings.ts";
import type { Settings } from "../settings/load.ts";
import type { Context } from "../sys/context.ts";

/** What a tick came to. */
export interface TickResult {
  readonly profile: string;
  /** "skipped": another check was at work; "blocked": for far too long. */
  readonly verdict: Verdict | "skipped" | "blocked";
  readonly reason: Reason | null;
  readonly why: string;
  /** One good answer does not end an incident; missing: none is open. */
  readonly incident?: true;
  /** What a person should see as well: the end of a journal. */
  readonly journal?: readonly string[];
}

/** What the parts of a tick share. */
export interface Tick {
  readonly context: Context;
  readonly profile: string;
  readonly settings: Settings;
  /** Who is told; with settings that cannot be used the last good ones. */
  readonly notify: NotifySettings;
  /** Writes an event to the log and the history. */
  record(event: GuardEvent): void;
  /**
   * Writes the state file.
   *
   * @returns Whether it was written; a failure is logged once.
   */
  save(memory: Memory): boolean;
}
