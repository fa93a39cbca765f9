/** Changes the channels in a person's settings file, and nothing else in it. */

import { messageOf } from "../base/errors.ts";
import { parseJson5 } from "../base/json5.ts";
import { addMember, removeMember } from "../base/json5_edit.ts";
import { isMapping, type Mapping } from "../base/mapping.ts";
import { folderOf } from "../base/path.ts";
import { say } from "../base/say.ts";
import { ensurePrivateDir, writeFileAtomic } from "../store/atomic.ts";
import { settingsPath } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { compactTime, lookAt } from "../sys/files.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { MAX_SETTINGS_BYTES } from "./load.ts";

/** How a change went. */
type Edit =
  /** Done; `copy` is the file as it was, null: there was none. */
  | { readonly kind: "done"; readonly copy: string | null }
  /** The file is as it was. */
  | { readonly kind: "refused"; readonly why: string };

const CHANNELS = ["notify", "channels"];

/** Adds a channel to the file; without one makes it. */
export function addChannel(
  context: Context,
  name: string,
  channel: unknown,
): Edit {
  return edit(
    context,
    (text) => addMember(text, CHANNELS, name, channel),
    (channels) => ({ ...channels, [name]: channel }),
  );
}

/** Takes a channel out of the file. */
export function removeChannel(context: Context, name: string): Edit {
  return edit(
    context,
    (text) => removeMember(text, [...CHANNELS, name]),
    ({ [name]: _, ...others }) => others,
  );
}

/** @param wanted What the channels shall be afterwards. */
function edit(
  context: Context,
  change: (text: string) => string | null,
  wanted: (channels: Mapping) => unknown,
): Edit {
  const path = settingsPath(context);
  try {
    const info = lookAt(path);
    if (info?.isSymlink) {
      return { kind: "refused", why: say`${path} is a link` };
    }
    const before = readPlainText(path, MAX_SETTINGS_BYTES);
    const text = before ?? "{}\n";
    const after = change(text);
    if (after === null || !isWanted(text, after, wanted)) {
      return {
        kind: "refused",
        why: say`there is no safe place for it in ${path}`,
      };
    }
    ensurePrivateDir(folderOf(path));
    const copy = before === null
      ? null
      : `${path}.${compactTime(context.clock.now().wallMs)}`;
    if (copy !== null) writeFileAtomic(copy, text);
    writeFileAtomic(path, after, (info?.mode ?? 0o600) & 0o777);
    return { kind: "done", copy };
  } catch (error) {
    return { kind: "refused", why: messageOf(error) };
  }
}

/** Reads back what would be written: only what was meant may be different. */
function isWanted(
  before: string,
  after: string,
  wanted: (channels: Mapping) => unknown,
): boolean {
  const document = objectOf(parseJson5(before));
  const notify = objectOf(document["notify"]);
  const channels = wanted(objectOf(notify["channels"]));
  const expected = { ...document, notify: { ...notify, channels } };
  return JSON.stringify(parseJson5(after)) === JSON.stringify(expected);
}

function objectOf(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}
