/** Kinds of values that channels have. */

import { say } from "../base/say.ts";
import type { Kind } from "../base/value_kinds.ts";

/** A text of a certain form. */
export function matching(form: RegExp, allowed: string): Kind<string> {
  return {
    allowed,
    json: { type: "string", pattern: form.source },
    read: (written) =>
      typeof written === "string" && form.test(written) ? written : null,
    write: (value) => value,
  };
}

/**
 * An address of the web. It has no user name in it: `fetch` takes none.
 *
 * @param example As people know it.
 * @param isOne Whether all that is needed is in it.
 */
export function address(
  example: string,
  isOne: (address: URL) => boolean = () => true,
): Kind<string> {
  return {
    allowed: say`an address such as "${example}"`,
    json: { type: "string", pattern: "^https?://" },
    read(written) {
      if (typeof written !== "string" || /\s/.test(written)) return null;
      const url = URL.parse(written);
      return url !== null && /^https?:$/.test(url.protocol) &&
          url.username === "" && isOne(url)
        ? written
        : null;
    },
    write: (value) => value,
  };
}

/** Where else a service can be reached; what stands before its own paths. */
export function mirror(): Kind<string> {
  return address("https://mirror.example.org");
}

/** An address at another place, its path below the path there. */
export function mirrored(url: string, baseUrl: string | undefined): URL {
  const { pathname, search, origin } = new URL(url);
  const base = baseUrl?.replace(/\/+$/, "") ?? origin;
  return new URL(base + pathname + search);
}
