/** Files of variables: `.env`, and systemd's EnvironmentFile=. */

/** A variable in such a file. */
interface Assignment {
  readonly name: string;
  /** Without quotes or a comment. */
  readonly value: string;
  /** As it is written, but for the spaces around it. */
  readonly written: string;
}

/** The assignments in such a file, in order. */
export function assignmentsIn(text: string): Assignment[] {
  const line =
    /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*(?:=|:[ \t])[ \t]*("(?:[^"\\]|\\[^])*"|'[^']*'|`[^`]*`|[^\n]*)/gm;
  return [...text.matchAll(line)].map(([, name = "", rest = ""]) => {
    const written = rest.trim();
    const quoted = /^(["'`])([^]*)\1$/.exec(written)?.[2];
    const value = quoted ?? rest.replace(/[ \t]+#.*$/, "").trim();
    return { name, value, written };
  });
}
