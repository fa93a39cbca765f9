/** One try to send a message to a channel, from its secrets to what became of it. */

import { GuardError } from "../base/errors.ts";
import { maskSecrets } from "../base/mask.ts";
import { say } from "../base/say.ts";
import type { Context } from "../sys/context.ts";
import type { Channel, Outcome } from "./channel.ts";
import type { Message } from "./message.ts";
import type { ChannelSettings } from "./notify_settings.ts";
import { readSecret } from "./secret.ts";
import { NoAnswerError, type Send } from "./send.ts";

/** Shorter parts of an address are words. */
const SHORTEST_KEY = 8;

/** What became of a try. */
export interface Tried {
  readonly outcome: Outcome;
  /** Something came back from the service. */
  readonly answered: boolean;
}

/**
 * Sends a message. Never throws: whatever goes wrong is an outcome, with no
 * secret and no address in it.
 *
 * @param type undefined: there is no such type.
 * @param leftMs How long it may take.
 */
export async function tryMessage(
  context: Context,
  { type: name, values, secrets, proxy }: ChannelSettings,
  type: Channel | undefined,
  message: Message,
  send: Send,
  leftMs: number,
): Promise<Tried> {
  let known: readonly string[] = [];
  try {
    if (type === undefined) {
      throw new GuardError(say`there is no type of channel "${name}"`);
    }
    const read = Object.entries(secrets).map(([field, source]) =>
      [field, readSecret(context, source)] as const
    );
    known = read.map(([, secret]) => secret);
    for (const [field, secret] of read) {
      const kind = type.fields[field]?.kind;
      if (kind !== undefined && kind.read(secret) === null) {
        throw new GuardError(
          say`what "${field}" leads to must be ${kind.allowed}`,
        );
      }
    }
    const request = await type.request(
      message,
      { ...values, ...Object.fromEntries(read) },
      context.clock.now().wallMs,
    );
    const answer = await send(context, request, { proxy, leftMs });
    const outcome = type.outcome(answer, context.clock.now().wallMs);
    return { outcome: masked(outcome, known), answered: true };
  } catch (error) {
    return { outcome: masked(outcomeOf(error), known), answered: false };
  }
}

/** Without the secrets that were used, whoever has put them there. */
export function masked(outcome: Outcome, known: readonly string[]): Outcome {
  if (outcome.kind === "ok") return outcome;
  const secrets = known.flatMap((secret) => [secret, ...keysIn(secret)]);
  return { ...outcome, why: maskSecrets(outcome.why, secrets) };
}

/** What an address, or "Bearer …", is secret for: a service may name that alone. */
function keysIn(secret: string): string[] {
  const url = /^https?:/.test(secret) ? URL.parse(secret) : null;
  const parts = url === null
    ? secret.split(" ")
    : [...url.pathname.split("/"), ...url.searchParams.values()];
  return parts.filter((part) => part.length >= SHORTEST_KEY);
}

/** What an error comes to: only where nothing came back it may work by itself. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof NoAnswerError) {
    return { kind: "retry", afterMs: null, why: error.describe() };
  }
  if (error instanceof GuardError) {
    return { kind: "fatal", why: error.describe() };
  }
  // Its own words may have an address in them.
  const name = error instanceof Error ? error.name : typeof error;
  return { kind: "fatal", why: say`it cannot be made or sent (${name})` };
}
