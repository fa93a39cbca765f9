/** A channel out of lines of standard input. */

import { GuardError } from "../../base/errors.ts";
import { say } from "../../base/say.ts";
import type { Channel } from "../../notify/channel.ts";
import { CHANNELS } from "../../notify/channels/table.ts";
import { type Draft, recognize, typeNamed, withValue } from "./draft.ts";

/**
 * Reads lines: an address or a key as it was copied, and FIELD=VALUE; "type" may
 * be among the fields. Empty lines and comments (#) are skipped.
 *
 * @throws {GuardError} saying what is wrong, by its line and without its value.
 */
export function draftFromInput(text: string, named: Channel | null): Draft {
  const lines = text.split("\n").map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const fields = lines.flatMap((line) => {
    const [, key = "", value = ""] = /^([A-Za-z]+)=(.*)$/.exec(line) ?? [];
    return key === "" ? [] : [[key, value] as const];
  });
  const pasted = lines.filter((line) => !/^[A-Za-z]+=/.test(line));
  if (lines.length === 0) {
    throw new GuardError(
      say`cannot add a channel: standard input is empty`,
      say`Send the address to it, or run the command on a terminal`,
    );
  }
  const typed = fields.find(([key]) => key === "type")?.[1];
  const wanted = typed === undefined ? named : typeNamed(typed);
  let draft = draftOf(pasted, wanted);
  for (const [key, value] of fields) {
    if (key !== "type") draft = withValue(draft, key, value);
  }
  return draft;
}

function draftOf(pasted: readonly string[], wanted: Channel | null): Draft {
  const [first, second] = pasted;
  if (second !== undefined) {
    throw new GuardError(
      say`cannot add a channel: standard input has ${pasted.length} lines that are no FIELD=VALUE`,
      say`Send one address, or one channel at a time`,
    );
  }
  if (first === undefined) {
    if (wanted !== null) return { type: wanted, values: new Map() };
    throw noType(CHANNELS);
  }
  const drafts = recognize(first, wanted);
  const [draft, another] = drafts;
  if (draft === undefined) {
    throw wanted === null
      ? new GuardError(
        say`cannot add a channel: this is no address or key that can be used`,
        say`Copy it again from the service's page`,
      )
      : new GuardError(
        say`cannot add a channel: this is no address or key for ${wanted.type}`,
        say`Copy it again from the service's page, or send each field on a line of its own: ${
          neededBy(wanted)
        }`,
      );
  }
  if (another !== undefined) throw noType(drafts.map(({ type }) => type));
  return draft;
}

/** "url=…, token=…": what a channel cannot do without. */
function neededBy({ fields }: Channel): string {
  return Object.entries(fields).filter(([, { optional }]) => optional !== true)
    .map(([name]) => `${name}=…`).join(", ");
}

function noType(types: readonly Channel[]): GuardError {
  return new GuardError(
    say`cannot add a channel: nothing tells its type`,
    say`Add --type and one of ${types.map(({ type }) => type).join(", ")}`,
  );
}
