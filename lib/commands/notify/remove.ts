/** `notify remove`: takes a channel out again, with its secrets and what waits for it. */

import { GuardError, UsageError } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest.ts";
import { say } from "../../base/say.ts";
import {
  readDeliveryState,
  writeDeliveryState,
} from "../../notify/delivery_state.ts";
import { readOutbox, removeEntries } from "../../notify/outbox.ts";
import { removeChannel } from "../../settings/edit.ts";
import { readSettingsDocument } from "../../settings/load.ts";
import { channelsIn } from "../../settings/side.ts";
import { settingsPath } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { t } from "../../text/speech.ts";
import { removeSecrets } from "./places.ts";

/**
 * `notify remove`.
 *
 * @throws {GuardError} when there is no such channel, or the settings cannot be
 * changed.
 */
export function remove(
  context: Context,
  name: string | undefined,
  dryRun: boolean,
): number {
  const { terminal } = context;
  const channels = channelsIn(readSettingsDocument(context));
  const [, written] = channels.find(([one]) => one === name) ?? [];
  if (name === undefined || written === undefined) {
    throw noSuchChannel(name, channels.map(([one]) => one));
  }
  const path = settingsPath(context);
  if (dryRun) {
    terminal.out(t`Would take the channel ${name} out of ${path}.`);
    return 0;
  }
  const edit = removeChannel(context, name);
  if (edit.kind === "refused") {
    throw new GuardError(
      say`cannot take ${name} out of the settings: ${edit.why}`,
      say`Remove "notify.channels.${name}" from ${path} yourself`,
    );
  }
  terminal.out(t`Took the channel ${name} out of ${path}.`);
  if (edit.copy !== null) {
    terminal.out(t`The file as it was is kept as ${edit.copy}.`);
  }
  const document = readSettingsDocument(context);
  for (const file of removeSecrets(context, filesIn(written), document)) {
    terminal.out(t`Removed ${file}.`);
  }
  forget(context, name);
  return 0;
}

/** Nobody is to be told of a channel that is no more. */
function forget(context: Context, name: string): void {
  removeEntries(
    context,
    readOutbox(context).filter(({ channel }) => channel === name),
  );
  const { channels: { [name]: gone, ...channels }, pings } = readDeliveryState(
    context,
  );
  if (gone !== undefined) writeDeliveryState(context, { channels, pings });
}

/** @throws {UsageError} for a name that no channel has. */
export function noSuchChannel(
  name: string | undefined,
  names: readonly string[],
): UsageError {
  const all = names.length === 0
    ? say`There is none`
    : say`There are: ${names.join(", ")}`;
  if (name === undefined) return new UsageError(say`say which channel`, all);
  const nearest = nearestName(name, names);
  return new UsageError(
    say`there is no channel ${JSON.stringify(name)}`,
    nearest === undefined ? all : say`Did you mean ${nearest}?`,
  );
}

/** Whatever else is wrong with the channel. */
function filesIn(written: unknown): string[] {
  if (typeof written !== "object" || written === null) return [];
  return Object.entries(written).flatMap(([key, path]) =>
    key.endsWith("File") && typeof path === "string" ? [path] : []
  );
}
