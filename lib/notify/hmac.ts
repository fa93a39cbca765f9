/** Signatures of channels. */

const ENCODER = new TextEncoder();

/**
 * HMAC-SHA256. Base64 and hexadecimal digits of it: `.toBase64()`, `.toHex()`.
 *
 * @param key A text counts as its UTF-8; it may not be empty (WebCrypto).
 */
export async function hmacSha256(
  key: string | Uint8Array<ArrayBuffer>,
  message: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await crypto.subtle.importKey(
    "raw",
    typeof key === "string" ? ENCODER.encode(key) : key,
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  return new Uint8Array(
    await crypto.subtle.sign("HMAC", imported, ENCODER.encode(message)),
  );
}
