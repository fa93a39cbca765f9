/**
 * The settings on which no rescue depends, for those who go on when the rest
 * cannot be used, and may have to tell so: what is wrong elsewhere in the file
 * does not matter, and when it cannot be read at all the last good ones hold.
 */

import { writeFileAtomic } from "../store/atomic.ts";
import { notifyPaths, stateRoot } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { exists, removeFile } from "../sys/files.ts";
import { readPlainText } from "../sys/plain_file.ts";
import {
  DEFAULT_SETTINGS,
  MAX_SETTINGS_BYTES,
  readSettingsDocument,
  SettingsError,
} from "./load.ts";
import type { SideSettings } from "./side.ts";

/** The sections of the file of which a copy is kept. */
const KEPT = ["host", "notify", "ping", "metrics", "history"];

/**
 * Reads them. Throws nothing: what is wrong with the file is told by those who
 * need the rest of it, and a channel that cannot be used is left out.
 */
export async function loadSideSettings(
  context: Context,
): Promise<SideSettings> {
  const document = readSections(context);
  if (document === null) return DEFAULT_SETTINGS;
  // Costs nothing until it is needed.
  const { sideSettings } = await import("./side.ts");
  return sideSettings(document);
}

function readSections(context: Context): object | null {
  const { settings: path } = notifyPaths(context);
  try {
    const sections = sectionsIn(readSettingsDocument(context));
    keep(context, path, sections);
    return sections;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return readCopy(path);
  }
}

function sectionsIn(document: unknown): object | null {
  if (typeof document !== "object" || document === null) return null;
  const found = Object.entries(document).filter(([key]) => KEPT.includes(key));
  return found.length === 0 ? null : Object.fromEntries(found);
}

function readCopy(path: string): object | null {
  try {
    const text = readPlainText(path, MAX_SETTINGS_BYTES);
    return text === null ? null : sectionsIn(JSON.parse(text));
  } catch {
    return null; // then nobody can be told
  }
}

/** A folder that cannot be written to is told by the check itself. */
function keep(context: Context, path: string, sections: object | null): void {
  try {
    if (sections === null) return void removeFile(path);
    const text = JSON.stringify(sections);
    if (readPlainText(path, MAX_SETTINGS_BYTES) === text) return;
    if (exists(stateRoot(context))) writeFileAtomic(path, text);
  } catch {
    // The settings themselves are there.
  }
}
