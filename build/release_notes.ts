/** What must agree before a version is released, and what its notes say. */

/** What {@linkcode releaseProblems} compares. */
export interface ReleaseFacts {
  /** The git tag, such as "v1.2.3". */
  readonly tag: string;
  /** Of lib/base/version.ts. */
  readonly version: string;
  /** The version in deno.json. */
  readonly denoJson: string;
  /** The text of CHANGELOG.md. */
  readonly changelog: string;
}

/** Why this tag must not be released; none: it may. */
export function releaseProblems(facts: ReleaseFacts): string[] {
  const { tag, version, denoJson, changelog } = facts;
  const problems: string[] = [];
  if (tag !== `v${version}`) {
    problems.push(
      `lib/base/version.ts says ${version}, so the tag is v${version}`,
    );
  }
  if (denoJson !== version) {
    problems.push(`deno.json says ${denoJson}, lib/base/version.ts ${version}`);
  }
  const heading = headings(changelog).find(({ name }) => name === version);
  if (heading === undefined) {
    problems.push(`CHANGELOG.md has no section "## [${version}] - DATE"`);
  } else if (!/^\d{4}-\d{2}-\d{2}$/.test(heading.date)) {
    problems.push(`the section ${version} of CHANGELOG.md has no date`);
  } else if (changesOf(changelog, version) === "") {
    problems.push(`the section ${version} of CHANGELOG.md is empty`);
  }
  return problems;
}

/** A section's text without its heading; "" when there is none. */
export function changesOf(changelog: string, version: string): string {
  const all = headings(changelog);
  const at = all.findIndex(({ name }) => name === version);
  const section = all[at];
  if (section === undefined) return "";
  return changelog.slice(section.end, all[at + 1]?.start)
    .replaceAll(/^\[[^\]]+\]: .*$/gm, "") // link targets at the end of the file
    .trim();
}

/** Headings of https://keepachangelog.com: "## [1.2.3] - 2026-11-25". */
function headings(changelog: string) {
  return [...changelog.matchAll(/^## \[([^\]]+)\](?: - (.*))?$/gm)].map(
    (match) => ({
      name: match[1] ?? "",
      date: (match[2] ?? "").trim(),
      start: match.index,
      end: match.index + match[0].length,
    }),
  );
}
