/** What a channel sends: rendered for people, and the same facts for machines. */

import type { Notice, NoticePhase, Severity } from "../core/notice.ts";

/** One notice, as a machine reads it. */
export interface MessagePart
  extends Omit<Notice, "headline" | "matter" | "doing" | "advice"> {
  /** What is the matter, in the reader's language, secrets hidden. */
  readonly text: string;
}

/**
 * A message. Title and lines are plain text in the reader's language, with
 * secrets hidden and control characters gone; whatever else a channel takes for
 * markup or a mention is for that channel to escape.
 */
export interface Message {
  /**
   * The same for each try to send it, and no other's anywhere: letters, digits,
   * "." and "-".
   */
  readonly id: string;
  /** The gravest of its parts decides, of those that last if any does. */
  readonly severity: Severity;
  /** `over` only when all of its parts are. */
  readonly phase: NoticePhase;
  /** Which machine. */
  readonly host: string;
  /** Whose guard it is. */
  readonly user: string;
  /** Begins with a sign and has "OpenClaw" in it; one line. */
  readonly title: string;
  /** Usually three; each is one line. */
  readonly lines: readonly string[];
  /** At least one; several when they were due at the same time. */
  readonly parts: readonly MessagePart[];
}

/** What stands below the title; "": nothing. */
export function bodyText({ lines }: Message): string {
  return lines.join("\n").trim();
}

/** What stands below the title, else the title: some services take no empty text. */
export function bodyOrTitle(message: Message): string {
  return bodyText(message) || message.title;
}

/** A message as one text, title first. */
export function plainText(message: Message): string {
  return `${message.title}\n${bodyText(message)}`.trimEnd();
}

/** Red, green and blue, each a byte. */
export const COLOURS = {
  red: 0xd92d20,
  orange: 0xf79009,
  green: 0x12b76a,
  blue: 0x2e90fa,
} as const;

/** How a message looks at first sight. */
export function colourOf({ phase, severity }: Message): keyof typeof COLOURS {
  if (phase === "over") return "green";
  if (severity === "critical") return "red";
  return severity === "warning" ? "orange" : "blue";
}
