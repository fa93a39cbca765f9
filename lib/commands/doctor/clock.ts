/** Is the machine's clock one that log lines and expiry times can rely on? */

import type { Instant } from "../../base/instant.ts";
import type { Context } from "../../sys/context.ts";
import { formatLocalTime } from "../../base/local_time.ts";
import { say } from "../../base/say.ts";
import { checkNamed, type Finding } from "./finding.ts";
import type { Target } from "./target.ts";

const CHECK = checkNamed("clock");

/** No guard ran before this. */
const EARLIEST_MS = Date.UTC(2025, 0, 1);
/** Clocks are corrected by seconds all the time. */
const CORRECTION_MS = 60_000;

/** What was found. */
export interface ClockFacts {
  readonly now: Instant;
  /** Both clocks at the last check, and its boot; null without one. */
  readonly lastTick: Omit<Instant, "bootId"> | null;
  readonly lastBootId: string;
  /** null: nobody tells. */
  readonly synchronized: boolean | null;
  /** A service that synchronizes it is installed, which can be switched on. */
  readonly canSynchronize: boolean;
}

/** Asks timedatectl(1), which needs no service to be running to answer. */
export async function examineClock(
  context: Context,
  { state }: Target,
): Promise<Finding[]> {
  const { stdout } = await context.run("timedatectl", [
    "show",
    "--property=NTPSynchronized,CanNTP",
  ], { env: { LC_ALL: "C" } }).catch(() => ({ stdout: "" }));
  const answer = /^NTPSynchronized=(yes|no)$/m.exec(stdout)?.[1];
  return judgeClock({
    now: context.clock.now(),
    lastTick: state.memory.lastTick,
    lastBootId: state.memory.bootId,
    synchronized: answer === undefined ? null : answer === "yes",
    canSynchronize: /^CanNTP=yes$/m.test(stdout),
  });
}

/** What that means. */
export function judgeClock(facts: ClockFacts): Finding[] {
  const { now, lastTick, lastBootId, synchronized } = facts;
  // systemd refuses it where no such service is installed.
  const setClock = facts.canSynchronize && synchronized !== true
    ? "sudo timedatectl set-ntp true"
    : null;
  const time = formatLocalTime(now.wallMs);
  if (now.wallMs < EARLIEST_MS) {
    return [CHECK.problem(
      say`the clock says ${time}: it has not been set; logs and the end of maintenance are wrong`,
      setClock,
    )];
  }
  if (lastTick !== null) {
    // How far the wall clock has moved against the boot clock since.
    const moved = lastBootId === now.bootId
      ? now.wallMs - lastTick.wallMs - (now.bootMs - lastTick.bootMs)
      : Math.min(0, now.wallMs - lastTick.wallMs);
    if (Math.abs(moved) > CORRECTION_MS) {
      const seconds = Math.round(Math.abs(moved) / 1000);
      return [CHECK.warning(
        moved < 0
          ? say`the clock was set back by ${seconds} s since the last check; the guard measures by another clock, people do not`
          : say`the clock was set forward by ${seconds} s since the last check; the guard measures by another clock, people do not`,
        setClock,
      )];
    }
  }
  switch (synchronized) {
    case true:
      return [CHECK.ok(say`the clock says ${time}, synchronized`)];
    case false:
      return [CHECK.note(
        say`the clock says ${time}, not synchronized by NTP`,
        setClock,
      )];
    case null:
      return [CHECK.ok(say`the clock says ${time}`)];
  }
}
