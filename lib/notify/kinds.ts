/** Kinds of values, and fields, that several channels have. */

import { say } from "../base/say.ts";
import { type Kind, plain } from "../base/value_kinds.ts";

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
  return plain(
    say`an address such as "${example}"`,
    { type: "string", pattern: "^https?://" },
    (written) => {
      if (typeof written !== "string" || /\s/.test(written)) return false;
      const url = URL.parse(written);
      return url !== null && /^https?:$/.test(url.protocol) &&
        url.username === "" && isOne(url);
    },
  );
}

/**
 * The address of a bot with its key in it: the field, and what knows such an
 * address when it is copied from the service's own pages.
 *
 * @param example As people know it, with the service's host.
 * @param isOne Whether all that is needed is in it.
 */
export function hook(
  example: string,
  about: string,
  isOne: (address: URL) => boolean,
  isHost = (name: string) => name === new URL(example).hostname,
) {
  return {
    url: { kind: address(example, isOne), secret: true, about },
    fromAddress: (copied: URL) =>
      isHost(copied.hostname) && isOne(copied) ? { url: copied.href } : null,
  } as const;
}

/** Where else a service can be reached; what stands before its own paths. */
export function mirrorOf(service: string) {
  return {
    kind: address("https://mirror.example.org"),
    optional: true,
    about: say`A mirror of ${service}`,
  } as const;
}

/** An address at another place, its path below the path there. */
export function mirrored(url: string, baseUrl: string | undefined): URL {
  const { pathname, search, origin } = new URL(url);
  return new URL(below(baseUrl ?? origin, pathname + search));
}

/** A path, which begins with a slash, below an address. */
export function below(baseUrl: string, path: string): string {
  return baseUrl.replace(/\/+$/, "") + path;
}
