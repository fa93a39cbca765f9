/** In which forms a secret that is known may be written somewhere. */

/** Shorter texts are not looked for: "on", "1", a port are everywhere. */
export const MIN_LENGTH = 4;
/** Of letters alone, or digits alone, a text must be longer to be nothing else. */
const MIN_PLAIN_LENGTH = 6;

/** Whether a known secret can be looked for without hiding half of everything. */
export function isTelling(secret: string): boolean {
  return secret.length >= MIN_PLAIN_LENGTH ||
    (secret.length >= MIN_LENGTH && !/^(?:\d+|[A-Za-z]+|\W+)$/.test(secret));
}

/** As it is, in JSON, in URLs, in a shell, in base64 and in hexadecimal digits. */
export function writtenForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const bytes = new TextEncoder().encode(secret);
  const url = percentEncoded(secret);
  const forms = [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    json.replaceAll("/", "\\/"),
    // As Python and PHP write JSON.
    json.replaceAll(
      /[^\x20-\x7e]/g,
      (character) =>
        `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
    secret.replaceAll("'", `'\\''`),
    ...url,
    ...url.map((form) => form.replaceAll("%", "%25")),
    ...url.map((form) => form.replaceAll(/%../g, (code) => code.toLowerCase())),
  ];
  // Shorter ones would be found by chance.
  if (bytes.length >= MIN_PLAIN_LENGTH) {
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"))
      .join("");
    forms.push(hex, hex.toUpperCase(), ...base64Forms(bytes));
  }
  return forms;
}

/** As a component, as a form, as a part of a path. */
function percentEncoded(secret: string): string[] {
  if (!secret.isWellFormed()) return [];
  const component = encodeURIComponent(secret);
  const strict = component.replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return [
    component,
    strict,
    strict.replaceAll("%20", "+"),
    encodeURI(secret),
  ];
}

/**
 * In base64 a text looks different by what stands before it, e.g. the name in
 * "name:password": three ways, without the characters its neighbours share.
 */
function base64Forms(bytes: Uint8Array): string[] {
  const forms = [0, 1, 2].map((before) => {
    const padded = [...new Uint8Array(before), ...bytes];
    const text = btoa(String.fromCharCode(...padded)).replaceAll("=", "");
    const whole = Math.floor(padded.length * 8 / 6);
    return text.slice(Math.ceil(before * 8 / 6), whole);
  });
  return [
    ...forms,
    ...forms.map((form) => form.replaceAll("+", "-").replaceAll("/", "_")),
  ];
}
