/**
 * A moment as part of a file name: sorts by time, has no colon.
 *
 * @param wallMs Milliseconds since 1970.
 */
export function fileTime(wallMs: number): string {
  return new Date(wallMs).toISOString().replaceAll(/[-:]/g, "");
}
