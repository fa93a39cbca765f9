/** Collects evidence and writes it down; nothing that goes wrong here stops a rescue. */

import { collectEvidence, type EvidenceSubject } from "./evidence.ts";
import { messageOf } from "../base/errors.ts";
import { writeEvidence } from "../store/evidence.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";

/**
 * Call it before every kill and restart.
 *
 * @param limitMs The longest it may take, ms.
 * @param onProblem Told why nothing could be kept, e.g. a full disk.
 * @returns The id of the evidence, null when there is none.
 */
export async function keepEvidence(
  context: Context,
  subject: EvidenceSubject,
  limitMs: number,
  onProblem: (problem: string) => void,
): Promise<string | null> {
  try {
    const now = context.clock.now();
    const evidence = await collectEvidence(context, subject, now, limitMs);
    return writeEvidence(context, evidence);
  } catch (error) {
    onProblem(say`cannot keep evidence: ${messageOf(error)}`);
    return null;
  }
}
