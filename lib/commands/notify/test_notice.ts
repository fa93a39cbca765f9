/** What `notify test` and `notify add` send. */

import { DEFAULT_PROFILE } from "../../base/profile.ts";
import { say } from "../../base/say.ts";
import type { Notice } from "../../core/notice.ts";
import type { Sender } from "../../notify/compose.ts";
import { personName } from "../../store/person.ts";
import type { Context } from "../../sys/context.ts";
import { hostName } from "../../sys/host_name.ts";

/** A notice that is about nothing. */
export function testNotice({ clock }: Context): Notice {
  const { wallMs } = clock.now();
  return {
    id: `test-${wallMs}`,
    phase: "test",
    severity: "info",
    toldBefore: null,
    profile: DEFAULT_PROFILE,
    incident: null,
    verdict: null,
    reason: null,
    atWallMs: wallMs,
    startedWallMs: null,
    endedWallMs: null,
    headline: say`a test message`,
    matter:
      say`Here the guard will tell when the gateway is in trouble, and when it is well again.`,
    doing: null,
    advice: null,
  };
}

/** Who speaks. */
export function senderOf(context: Context, host: string | null): Sender {
  return { host: host ?? hostName(), user: personName(context) };
}
