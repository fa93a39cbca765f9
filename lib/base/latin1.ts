/** Bytes as text in which each character is one byte: nothing is lost. */

/** One character per byte. (`TextDecoder("latin1")` is windows-1252.) */
export function latin1FromBytes(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return text;
}

/** The reverse of {@linkcode latin1FromBytes}. */
export function bytesFromLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
