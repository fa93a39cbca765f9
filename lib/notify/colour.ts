/** How a message looks at first sight. */

import type { Message } from "./message.ts";

/** Red, green and blue, each a byte. */
export const COLOURS = {
  red: 0xd92d20,
  orange: 0xf79009,
  green: 0x12b76a,
  blue: 0x2e90fa,
} as const;

/** See {@linkcode COLOURS}. */
export function colourOf({ phase, severity }: Message): keyof typeof COLOURS {
  if (phase === "over") return "green";
  if (severity === "critical") return "red";
  return severity === "warning" ? "orange" : "blue";
}
