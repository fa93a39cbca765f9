/** `notify add`: a channel is tried before it is kept. */

import {
  EXIT_FAILURE,
  GuardError,
  messageOf,
  UsageError,
} from "../../base/errors.ts";
import { say } from "../../base/say.ts";
import { confirmed } from "../../cli/confirm.ts";
import { compose } from "../../notify/compose.ts";
import type { Channel } from "../../notify/channel.ts";
import type { ChannelSettings } from "../../notify/notify_settings.ts";
import { send } from "../../notify/send.ts";
import { tryMessage } from "../../notify/try_message.ts";
import {
  channelOf,
  isChannelName,
  wrongName,
} from "../../settings/channels.ts";
import { addChannel } from "../../settings/edit.ts";
import { readSettingsDocument } from "../../settings/load.ts";
import { at, channelsIn, sideSettings } from "../../settings/side.ts";
import { settingsPath } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { removeFile } from "../../sys/files.ts";
import { t, translate } from "../../text/speech.ts";
import { answered, askDraft } from "./ask.ts";
import { type Draft, typeNamed, withValue } from "./draft.ts";
import { draftFromInput } from "./from_input.ts";
import { freeSecretFile, writeSecret } from "./places.ts";
import { senderOf, testNotice } from "./test_notice.ts";

/** What the command line says. */
interface AddWishes {
  readonly name: string | undefined;
  readonly type: string | undefined;
  /** Whether a test message is sent. */
  readonly test: boolean;
  readonly dryRun: boolean;
}

/** How long the test message may take, ms. */
const TEST_MS = 10_000;

/**
 * `notify add`.
 *
 * @throws {GuardError} when nothing was kept.
 */
export async function add(
  context: Context,
  wishes: AddWishes,
): Promise<number> {
  const { terminal } = context;
  const document = readSettingsDocument(context);
  const taken = channelsIn(document).map(([name]) => name);
  if (wishes.name !== undefined) refuseName(wishes.name, taken);
  const wanted = wishes.type === undefined ? null : typeNamed(wishes.type);
  const draft = terminal.interactive
    ? askDraft(context, wanted)
    : draftFromInput(terminal.input(), wanted);
  const name = wishes.name ?? chooseName(context, draft.type, taken);
  settingsOf(name, draft, document);
  if (wishes.dryRun) {
    terminal.out(
      wishes.test
        ? t`Would send a test message, and keep this:`
        : t`Would keep this:`,
    );
    snippet(name, written(context, name, draft).entry).forEach(terminal.out);
    return 0;
  }
  return keep(
    context,
    name,
    wishes.test ? await tried(context, name, draft, document) : draft,
  );
}

/**
 * The channel as it will be, its secrets inline.
 *
 * @throws {GuardError} when something is missing.
 */
function settingsOf(
  name: string,
  { type, values }: Draft,
  document: unknown,
): ChannelSettings {
  const proxy = at(document, ["notify", "proxy"]);
  const { channel, problem } = channelOf(
    name,
    type,
    new Map([...values].map(([key, { read }]) => [key, read])),
    { minSeverity: "info", proxy: typeof proxy === "string" ? proxy : null },
  );
  if (channel === null) {
    throw new GuardError(
      problem,
      say`Send it to standard input, on a line of its own: FIELD=VALUE`,
    );
  }
  return channel;
}

/** @throws {UsageError} when a channel cannot be called so. */
function refuseName(name: string, taken: readonly string[]): void {
  if (!isChannelName(name)) throw new UsageError(wrongName(name));
  if (!taken.includes(name)) return;
  throw new UsageError(
    say`cannot add a channel: there is one of the name ${name}`,
    say`Give another name, or run "openclaw-guard notify remove ${name}" first`,
  );
}

/** The type, or what a person types instead. */
function chooseName(
  { terminal }: Context,
  { type }: Channel,
  taken: readonly string[],
): string {
  let proposed = type;
  for (let number = 2; taken.includes(proposed); number++) {
    proposed = `${type}-${number}`;
  }
  if (!terminal.interactive) return proposed;
  for (;;) {
    const name = answered(terminal.ask(t`A name for it [${proposed}]:`)) ||
      proposed;
    try {
      refuseName(name, taken);
      return name;
    } catch (error) {
      if (!(error instanceof GuardError)) throw error;
      terminal.prose(translate(error.message));
    }
  }
}

/**
 * Sends a test message; where no network reaches the service a person may name a
 * proxy.
 *
 * @returns The channel that was tried.
 * @throws {GuardError} when it does not arrive, and nobody wants to keep it.
 */
async function tried(
  context: Context,
  name: string,
  draft: Draft,
  document: unknown,
): Promise<Draft> {
  const { terminal } = context;
  const channel = settingsOf(name, draft, document);
  const notice = testNotice(context);
  const message = compose(
    [{ notice, began: null, delayMs: 0, entries: [] }],
    senderOf(context, sideSettings(document).host),
    notice.atWallMs,
  );
  const { outcome, answered: reached } = await tryMessage(
    context,
    channel,
    draft.type,
    message,
    send,
    TEST_MS,
  );
  if (outcome.kind === "ok") {
    terminal.out(t`The test message was delivered.`);
    return draft;
  }
  if (!terminal.interactive) {
    throw new GuardError(
      say`nothing was kept: the test message was not delivered: ${outcome.why}`,
      say`Correct that and run the command again, or add --no-test`,
    );
  }
  terminal.prose(
    t`The test message was not delivered: ${translate(outcome.why)}`,
  );
  if (!reached && channel.proxy === null) {
    const other = askProxy(context, draft);
    if (other !== null) return await tried(context, name, other, document);
  }
  confirmed(context, t`Keep the channel all the same?`, false);
  return draft;
}

/** null: none. */
function askProxy({ terminal }: Context, draft: Draft): Draft | null {
  const text = answered(terminal.ask(
    t`A proxy to try it through, such as http://127.0.0.1:7890 (Enter: none):`,
  ));
  if (text === "") return null;
  try {
    return withValue(draft, "proxy", text);
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    terminal.prose(translate(error.message));
    return null;
  }
}

/** What the settings get, and the files that get the secrets. */
function written(context: Context, name: string, { type, values }: Draft) {
  const entry: Record<string, unknown> = { type: type.type };
  const files: [path: string, secret: string][] = [];
  for (const [key, { written }] of values) {
    if (type.fields[key]?.secret === true) {
      const path = freeSecretFile(context, name, key);
      entry[`${key}File`] = path;
      files.push([path, String(written)]);
    } else entry[key] = written;
  }
  return { entry, files };
}

/** Secrets first: settings that name a file which is not there help nobody. */
function keep(context: Context, name: string, draft: Draft): number {
  const { terminal } = context;
  const path = settingsPath(context);
  const { entry, files } = written(context, name, draft);
  try {
    for (const [file, secret] of files) writeSecret(context, file, secret);
  } catch (error) {
    files.forEach(([file]) => removeFile(file));
    throw new GuardError(
      say`nothing was kept: a secret cannot be written: ${messageOf(error)}`,
      say`Correct that and run the command again`,
      { cause: error },
    );
  }
  for (const [file] of files) terminal.out(t`Wrote ${file} (mode 600).`);
  const edit = addChannel(context, name, entry);
  if (edit.kind === "refused") {
    terminal.err(
      t`openclaw-guard: the settings were not changed: ${translate(edit.why)}`,
    );
    terminal.out(t`Add this to ${path} yourself:`);
    snippet(name, entry).forEach(terminal.out);
    return EXIT_FAILURE;
  }
  terminal.out(t`Added the channel ${name} to ${path}.`);
  if (edit.copy !== null) {
    terminal.out(t`The file as it was is kept as ${edit.copy}.`);
  }
  terminal.out(
    t`More: "openclaw-guard notify list"; undo: "openclaw-guard notify remove ${name}"`,
  );
  return 0;
}

/** As it stands in the file. */
function snippet(
  name: string,
  entry: Readonly<Record<string, unknown>>,
): string[] {
  return `"notify": ${JSON.stringify({ channels: { [name]: entry } }, null, 2)}`
    .split("\n").map((line) => `  ${line}`);
}
