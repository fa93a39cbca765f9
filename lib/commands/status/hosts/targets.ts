/** Which machines are to be asked, as a person names them to ssh. */

import { UsageError } from "../../../base/errors.ts";
import { reasonOf } from "../../../base/reason.ts";
import { say } from "../../../base/say.ts";
import { readPlainText } from "../../../sys/plain_file.ts";

/** Some 20,000 hosts. */
const MAX_BYTES = 1 << 20;
const MAX_LENGTH = 255;

/**
 * "user@host", "host" or "ssh://user@host:port". Nothing that ssh takes for an
 * option, and nothing that a shell knows: ssh hands the name to one when its
 * config says ProxyCommand or Match exec (CVE-2023-51385).
 */
const TARGET =
  /^(?:ssh:\/\/)?(?:[\p{L}\p{N}_][\p{L}\p{N}_.+@-]*@)?[\p{L}\p{N}_[:][\p{L}\p{N}_.:%\]-]*$/u;

/**
 * The hosts of `--host` and of the file of `--hosts`, each once, in this order.
 * In a file each has a line; empty lines and those that begin with "#" count
 * for nothing.
 *
 * @throws {UsageError} for one that is none, for a file that cannot be read,
 * and when there is none at all.
 */
export function readTargets(
  named: readonly string[],
  file: string | undefined,
): readonly string[] {
  const targets = named.map((target) => checked(target, "--host"));
  if (file !== undefined) {
    for (const [index, line] of readLines(file).entries()) {
      const text = line.trim();
      if (text === "" || text.startsWith("#")) continue;
      targets.push(checked(text, `${file}:${index + 1}`));
    }
    if (targets.length === 0) {
      throw new UsageError(
        say`cannot ask any host: ${file} names none`,
        say`Put one on each line, such as user@host`,
      );
    }
  }
  return [...new Set(targets)];
}

/** @param where Said in the error. */
function checked(target: string, where: string): string {
  if (target.length <= MAX_LENGTH && TARGET.test(target)) return target;
  throw new UsageError(
    say`cannot ask the host ${JSON.stringify(target)} (${where}): ${
      target.startsWith("-")
        ? say`it begins with "-", as an option of ssh does`
        : say`that is no name for ssh`
    }`,
    say`Name it as you would to ssh, such as user@host; a port or a jump host belongs in ~/.ssh/config`,
  );
}

function readLines(file: string): string[] {
  let text: string | null;
  try {
    text = readPlainText(file, MAX_BYTES);
  } catch (error) {
    throw new UsageError(
      say`cannot read the hosts in ${file}: ${reasonOf(error)}`,
      "",
      { cause: error },
    );
  }
  if (text === null) {
    throw new UsageError(
      say`cannot read the hosts in ${file}: ${say`there is no such file or folder`}`,
    );
  }
  return text.split("\n");
}
