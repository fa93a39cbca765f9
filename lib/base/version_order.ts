/** Versions such as 1.2.3 and 1.3.0-rc.1 (https://semver.org, without build metadata). */

const VERSION = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?$/;

/** Whether a text is a version; a "v" in front is not part of it. */
export function isVersion(text: string): boolean {
  return text.length <= 64 && VERSION.test(text);
}

/**
 * Negative when `one` is older than `other`, positive when it is newer.
 *
 * @param one As {@linkcode isVersion} accepts it.
 * @param other The same.
 */
export function compareVersions(one: string, other: string): number {
  const [, ...left] = VERSION.exec(one) ?? [];
  const [, ...right] = VERSION.exec(other) ?? [];
  for (let part = 0; part < 3; part++) {
    const difference = Number(left[part]) - Number(right[part]);
    if (difference !== 0) return difference;
  }
  const [early, late] = [left[3], right[3]];
  // 1.0.0-rc.1 comes before 1.0.0.
  if (early === undefined || late === undefined) {
    return Number(early === undefined) - Number(late === undefined);
  }
  return early.localeCompare(late, "en", { numeric: true });
}
