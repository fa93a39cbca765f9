/** Remembers that a person had a command of the guard start the gateway. */

import { NO_RESTARTS, type WishedStart } from "../core/memory.ts";
import type { Context } from "../sys/context.ts";
import { takeLock } from "./lock.ts";
import { profilePaths } from "./paths.ts";
import { peekState, readState, writeState } from "./state.ts";

/** A check that is at work ends within this, or it sees the new process first, ms. */
const LOCK_WAIT_MS = 2000;

/**
 * To be called before a check can find the new process and take it for somebody
 * else's. It is only about what is said: where it cannot be written down the
 * start goes on.
 *
 * @param command Such as "resume".
 */
export async function rememberWishedStart(
  context: Context,
  profile: string,
  command: string,
): Promise<void> {
  await writeWish(context, profile, {
    command,
    bootMs: context.clock.now().bootMs,
  });
}

/**
 * Asks for a start, and has it remembered before. One that could not be asked
 * for is forgotten: the next process is then not this person's.
 *
 * @param command Such as "restore-config".
 * @param ask Asks systemd; false when it did not.
 * @returns What `ask` returns.
 * @throws What `ask` throws.
 */
export async function startAsWished(
  context: Context,
  profile: string,
  command: string,
  ask: () => Promise<boolean>,
): Promise<boolean> {
  await rememberWishedStart(context, profile, command);
  try {
    const asked = await ask();
    if (!asked) await writeWish(context, profile, null);
    return asked;
  } catch (error) {
    await writeWish(context, profile, null);
    throw error;
  }
}

async function writeWish(
  context: Context,
  profile: string,
  wishedStart: WishedStart | null,
): Promise<void> {
  const paths = profilePaths(context, profile);
  const now = context.clock.now();
  // A guard that has never looked takes no process for a new one.
  if (peekState(paths.state, now).memory.lastTick === null) return;
  try {
    const lock = await takeLock(paths, LOCK_WAIT_MS);
    // What the check that is at work counts must not be lost.
    if (lock === null) return;
    using _held = lock; // a name of its own: see build/bundle.ts
    const { memory } = readState(paths.state, now);
    // It has been seen to by a person: what counts is what comes now.
    writeState(paths.state, { ...memory, wishedStart, restarts: NO_RESTARTS });
  } catch {
    return; // a full disk, say
  }
}
