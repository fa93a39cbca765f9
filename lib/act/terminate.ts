/**
 * Ends processes, verified ones only: uid, pid and start time are read again
 * immediately before every signal. (A pid can in theory still be reused within
 * the microseconds in between; Deno has no pidfd_send_signal.)
 */

import type { ProcessIdentity } from "../core/types.ts";
import { isNoSuchProcess, readProcess, sameProcess } from "../probe/process.ts";
import { ifInstalled } from "../sys/command.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";

const POLL_MS = 50;

/** What became of a signal. */
type SignalOutcome = "sent" | "gone" | "refused";

/**
 * Sends a signal to a process if it is still the very one that was meant.
 *
 * @returns "gone" when it has ended; "refused" when it is not to be touched:
 * pid 0 or 1, the guard itself, another user's.
 */
export function signalVerified(
  context: Context,
  identity: ProcessIdentity,
  signal: Deno.Signal,
): SignalOutcome {
  const { pid, startTicks } = identity;
  if (!Number.isSafeInteger(pid) || pid <= 1 || pid === Deno.pid) {
    return "refused";
  }
  const facts = readProcess(context, pid);
  if (facts === null || facts.startTicks !== startTicks) return "gone";
  if (facts.uid !== context.uid) return "refused";
  if (facts.state === "Z" || facts.state === "X") return "gone";
  try {
    context.signal(pid, signal);
    return "sent";
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || isNoSuchProcess(error)) {
      return "gone";
    }
    if (error instanceof Deno.errors.PermissionDenied) return "refused";
    throw error;
  }
}

/** How long to wait, and what else to end. */
interface TerminateOptions {
  /** Between SIGTERM and SIGKILL, ms. */
  readonly termTimeoutMs: number;
  /** After SIGKILL, ms. */
  readonly killTimeoutMs: number;
  /**
   * Kill its children with it. For a gateway outside its unit: systemd ends
   * those of a unit.
   */
  readonly withChildren?: boolean;
  /** See `EndMainHooks`; a process that must not be killed is still there. */
  readonly beforeKill: (pid: number) => boolean;
}

/** How a process ended. */
type TerminateOutcome =
  /** It had ended before. */
  | "gone"
  /** Ended by itself after SIGTERM. */
  | "terminated"
  /** Ended by SIGKILL. */
  | "killed"
  /** Still there after SIGKILL, in an uninterruptible system call (state D). */
  | "stuck"
  /** Still there after SIGKILL in another state. */
  | "still-there"
  /** Not this user's, or not to be touched. */
  | "refused";

/** For people: what became of the process that `what` names. */
export function outcomeText(what: string, outcome: TerminateOutcome): string {
  switch (outcome) {
    case "gone":
      return say`${what}: gone`;
    case "terminated":
      return say`${what}: terminated`;
    case "killed":
      return say`${what}: killed`;
    case "stuck":
      return say`${what}: stuck in state D`;
    case "still-there":
      return say`${what}: still there`;
    case "refused":
      return say`${what}: refused`;
  }
}

/** Ends a process of this user: SIGTERM, then SIGKILL. */
export async function terminateVerified(
  context: Context,
  identity: ProcessIdentity,
  options: TerminateOptions,
): Promise<TerminateOutcome> {
  const send = (signal: Deno.Signal) =>
    signalVerified(context, identity, signal);
  const asked = send("SIGTERM");
  if (asked !== "sent") return asked;
  // A stopped process handles no signal before it continues. systemd does this too.
  send("SIGCONT");
  if (await isGoneWithin(context, identity, options.termTimeoutMs)) {
    return "terminated";
  }
  if (!options.beforeKill(identity.pid)) return "still-there";
  if (options.withChildren === true) await killChildren(context, identity);
  if (send("SIGKILL") === "gone") return "terminated";
  if (await isGoneWithin(context, identity, options.killTimeoutMs)) {
    return "killed";
  }
  return readProcess(context, identity.pid)?.state === "D"
    ? "stuck"
    : "still-there";
}

/** Polls until a process has ended; false when it has not within `timeoutMs`. */
export async function isGoneWithin(
  context: Context,
  identity: ProcessIdentity,
  timeoutMs: number,
): Promise<boolean> {
  const deadline = context.clock.now().bootMs + timeoutMs;
  while (sameProcess(context, identity)) {
    if (context.clock.now().bootMs >= deadline) return false;
    await context.clock.sleep(POLL_MS);
  }
  return true;
}

/**
 * Kills the children of a process just before itself; afterwards nobody could
 * tell whose they were. The only use of pkill, and by parent: a pattern
 * (`pkill -f openclaw-gateway`) would hit editors, journalctl and the gateways
 * of other profiles, and miss the service itself.
 */
async function killChildren(
  context: Context,
  identity: ProcessIdentity,
): Promise<void> {
  if (!sameProcess(context, identity)) return;
  const whose = ["-U", `${context.uid}`, "-P", `${identity.pid}`];
  // Without pkill they live on: they hold no port, only memory.
  await ifInstalled(() =>
    context.run("pkill", ["-KILL", ...whose], { timeoutMs: 2000 })
  );
}
