/** Lists of texts as `systemctl show` prints them. */

const CONTROLS: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/**
 * The texts of `plain "two words" "a \"quoted\" one"`: odd ones are quoted, with
 * the escapes of C. A property that is one text alone is not (systemd 252,
 * src/shared/bus-print-properties.c).
 */
export function* shownTexts(list: string): Generator<string> {
  const words = list.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g);
  for (const [, quoted, plain = ""] of words) {
    yield quoted?.replaceAll(/\\([0-7]{3}|.)/g, unescaped) ?? plain;
  }
}

function unescaped(_escape: string, code: string): string {
  return CONTROLS[code] ??
    (code.length === 1 ? code : String.fromCharCode(Number.parseInt(code, 8)));
}
