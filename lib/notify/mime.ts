/** Texts that are no ASCII, as mail carries them. */

import { bytes } from "./cut.ts";

const ENCODER = new TextEncoder();
/** 60 characters of base64: with its frame an encoded word has 72 of 75 (RFC 2047, 2). */
const WORD_BYTES = 45;
/** RFC 2045, 6.8. */
const LINE_LENGTH = 76;

/**
 * The value of a header: as it is when it is short and plain, else in encoded
 * words (RFC 2047), none of which parts a character. What would end the line is a
 * blank.
 */
export function encodedHeader(value: string): string {
  const line = value.replaceAll(/\p{Cc}+/gu, " ").toWellFormed();
  if (/^[!-~][ -~]{0,59}$/.test(line) && !line.includes("=?")) return line;
  const words: string[] = [""];
  for (const character of line) {
    const word = (words.at(-1) ?? "") + character;
    if (bytes(word) > WORD_BYTES) words.push(character);
    else words[words.length - 1] = word;
  }
  return words.map((word) => `=?UTF-8?B?${base64(word)}?=`).join("\n ");
}

/** A body in base64, its lines ending with LF. */
export function encodedText(text: string): string {
  return base64(text).replaceAll(
    new RegExp(`.{${LINE_LENGTH}}(?=.)`, "g"),
    "$&\n",
  );
}

function base64(text: string): string {
  return ENCODER.encode(text).toBase64();
}
