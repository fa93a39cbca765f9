/** A channel out of what a person answers. */

import { NotConfirmedError } from "../../base/errors.ts";
import { say } from "../../base/say.ts";
import type { Channel, Field } from "../../notify/channel.ts";
import { CHANNELS } from "../../notify/channels/table.ts";
import type { Context } from "../../sys/context.ts";
import { t, translate } from "../../text/speech.ts";
import { type Draft, recognize, type Value, valueOf } from "./draft.ts";

/** So often may somebody answer wrongly. */
const TRIES = 3;

/**
 * Asks for the address or the type, and for whatever else the type needs.
 *
 * @param wanted The type that was named; null: the address tells it.
 * @throws {NotConfirmedError} when there is no answer.
 */
export function askDraft(context: Context, wanted: Channel | null): Draft {
  return withTheRest(
    context,
    wanted === null
      ? askFirst(context)
      : { type: wanted, values: new Map<string, Value>() },
  );
}

function askFirst(context: Context): Draft {
  const { terminal } = context;
  const question =
    t`The address or the key of the webhook or bot, as the service shows it (what you paste is not shown; Enter: choose the type first):`;
  for (let tries = 0; tries < TRIES; tries++) {
    const text = answered(terminal.askHidden(question));
    const drafts = text === ""
      ? CHANNELS.map((type): Draft => ({ type, values: new Map() }))
      : recognize(text, null);
    const [draft] = drafts;
    if (draft === undefined) {
      terminal.prose(t`That is no address or key of a service known here.`);
      continue;
    }
    if (drafts.length > 1) return chooseType(context, drafts);
    terminal.prose(
      draft.type.type === "webhook"
        ? t`No service known here has such addresses: what is sent there is JSON (type webhook).`
        : t`That is ${translate(draft.type.title)}.`,
    );
    return draft;
  }
  throw noAnswer();
}

function chooseType(
  { terminal }: Context,
  drafts: readonly Draft[],
): Draft {
  terminal.out(t`Which one is it?`);
  drafts.forEach(({ type: { type, title } }, index) => {
    const name = translate(title);
    const shown = name.toLowerCase() === type ? name : `${name} (${type})`;
    terminal.out(`  ${String(index + 1).padStart(2)}  ${shown}`);
  });
  for (let tries = 0; tries < TRIES; tries++) {
    const answer = answered(terminal.ask(t`Its number or name:`)).toLowerCase();
    const draft = drafts.find(({ type: { type, title } }, index) =>
      [type, title, translate(title), `${index + 1}`]
        .some((name) => name.toLowerCase() === answer)
    );
    if (draft !== undefined) return draft;
  }
  throw noAnswer();
}

/** What is needed, and secrets that may be. */
function withTheRest(context: Context, { type, values }: Draft): Draft {
  const all = new Map(values);
  for (const [name, field] of Object.entries(type.fields)) {
    if (all.has(name) || (field.optional && !field.secret)) continue;
    if (type.type === "telegram") adviseForTelegram(context, name);
    const value = askField(context, field);
    if (value !== null) all.set(name, value);
  }
  return { type, values: all };
}

function adviseForTelegram({ terminal }: Context, field: string): void {
  if (field === "token") {
    terminal.prose(
      t`OpenClaw's own bot will do, or a new one: write "/newbot" to @BotFather.`,
    );
  }
  if (field === "chat") {
    terminal.prose(
      t`To find the number of a chat: write something to the bot there and look at "openclaw logs --follow", or ask @userinfobot for your own. Never call getUpdates with OpenClaw's bot: it would take OpenClaw's messages away.`,
    );
  }
}

function askField({ terminal }: Context, field: Field): Value | null {
  const { about, kind, secret, optional } = field;
  const what = translate(about);
  const question = secret && optional
    ? t`${what} (not shown; Enter: none):`
    : secret
    ? t`${what} (not shown):`
    : t`${what}:`;
  for (let tries = 0; tries < TRIES; tries++) {
    const answer = secret
      ? terminal.askHidden(question)
      : terminal.ask(question);
    const text = answered(answer);
    if (text === "" && optional) return null;
    const value = text === "" ? null : valueOf(kind, text);
    if (value !== null) return value;
    terminal.prose(t`It must be ${translate(kind.allowed)}.`);
  }
  throw noAnswer();
}

/** @throws {NotConfirmedError} when there is none. */
export function answered(answer: string | null): string {
  if (answer === null) throw noAnswer();
  return answer.trim();
}

function noAnswer(): NotConfirmedError {
  return new NotConfirmedError(say`nothing was done: there was no answer`);
}
