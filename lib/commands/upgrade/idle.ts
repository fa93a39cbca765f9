/**
 * The moment to change programs. A check that runs goes on with the program it
 * was started from, so nothing breaks if it is replaced under it; but a rescue
 * that was begun by one version is not for another one to finish.
 */

import { GuardError } from "../../base/errors.ts";
import { isRecent } from "../../core/memory.ts";
import type { GatewayUnit } from "../../base/gateway_unit.ts";
import { gatewayUnit } from "../../store/gateway_unit.ts";
import { exists } from "../../sys/files.ts";
import { knownInstalledProfiles } from "../../install/receipt.ts";
import { takeLock } from "../../store/lock.ts";
import { profilePaths, stateRoot } from "../../store/paths.ts";
import { peekState } from "../../store/state.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";

/** A healthy check takes 0.2 s; one that waits this long is at work, ms. */
const WAIT_MS = 5000;

/**
 * Only one upgrade at a time.
 *
 * @throws {GuardError} when there is another one.
 */
export async function lockUpgrades(context: Context): Promise<Disposable> {
  const root = stateRoot(context);
  const lock = await takeLock(
    { dir: root, lock: `${root}/upgrade.lock` },
    1000,
  );
  if (lock !== null) return lock;
  throw new GuardError(say`cannot upgrade: another upgrade is at work`);
}

/**
 * Runs something while no check does, and none is in the middle of a rescue.
 *
 * @param work Takes milliseconds: checks wait for it.
 * @throws {GuardError} when a gateway is being rescued.
 */
export async function whileIdle(
  context: Context,
  work: () => void,
): Promise<void> {
  const held = new DisposableStack();
  using _held = held; // a name of its own: see build/bundle.ts
  // An unreadable install.json keeps nobody from a repaired program.
  for (const profile of knownInstalledProfiles(context)) {
    const paths = profilePaths(context, profile);
    if (!exists(paths.dir)) continue;
    const lock = await takeLock(paths, WAIT_MS);
    if (lock === null) throw atWork(gatewayUnit(context, profile));
    held.use(lock);
    const now = context.clock.now();
    const { bootId, rescue } = peekState(paths.state, now).memory;
    const begun = rescue !== null && bootId === now.bootId &&
      isRecent(rescue, now);
    if (begun) throw atWork(gatewayUnit(context, profile));
  }
  work();
}

function atWork({ name }: GatewayUnit): GuardError {
  return new GuardError(
    say`cannot upgrade now: the guard is at work on ${name}`,
    say`Try again when "openclaw-guard status" says it is done`,
  );
}
