/** What scenarios check again and again. */

import assert from "node:assert/strict";
import type { Lab, Output } from "./lab.ts";

/** One life of the gateway: two equal ones mean that nobody restarted it. */
export interface Life {
  readonly invocationId: string;
  readonly mainPid: number;
  readonly nRestarts: number;
}

/** The gateway's life at this moment. */
export async function lifeOf(lab: Lab, profile?: string): Promise<Life> {
  const { invocationId, mainPid, nRestarts } = await lab.unit(profile);
  return { invocationId, mainPid, nRestarts };
}

/** Fails when the gateway was restarted since `before`. */
export async function expectSameLife(
  lab: Lab,
  before: Life,
  profile?: string,
): Promise<void> {
  assert.deepEqual(
    await lifeOf(lab, profile),
    before,
    "the gateway was restarted although nothing was wrong",
  );
}

/** Waits for a healthy gateway in another life; a dying one may still answer. */
export async function waitForNewLife(
  lab: Lab,
  before: Life,
  timeoutMs: number,
  where: { profile?: string; port?: number; tls?: boolean } = {},
): Promise<void> {
  await lab.waitFor(
    "the gateway is healthy in a new life",
    async () =>
      (await lab.unit(where.profile)).invocationId !== before.invocationId &&
      await lab.health(where),
    timeoutMs,
  );
}

/** Fails when a command ended with another code, showing what it printed. */
export function expectCode(output: Output, code: number): void {
  assert.equal(
    output.code,
    code,
    `exit code ${output.code} instead of ${code}: ${output.stdout}${output.stderr}`,
  );
}

/** How often the pattern occurs in the text. */
export function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(new RegExp(pattern, "g"))].length;
}

/** One tick that must find the gateway healthy. Afterwards it "has served". */
export async function healthyTick(lab: Lab): Promise<void> {
  const output = await lab.tick();
  expectCode(output, 0);
  assert.match(output.stdout, /: healthy/);
}

/** Fails when the log tells of any attempt, kill or start by the guard. */
export function expectNoAction(log: string): void {
  assert.doesNotMatch(
    log,
    / (restart|force-clean|start|clean-orphan|resume-rescue|kill|done|failed): /,
    "the guard acted",
  );
}
