/** A moment as people read it. */

/** Local time such as "2026-11-23 01:03:55". */
export function formatLocalTime(wallMs: number): string {
  const date = new Date(wallMs);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${
    two(date.getDate())
  } ${two(date.getHours())}:${two(date.getMinutes())}:${
    two(date.getSeconds())
  }`;
}

/** The same with its distance from UTC: `2026-11-23 09:15:04 +0800`. */
export function localTimestamp(wallMs: number): string {
  const offset = -new Date(wallMs).getTimezoneOffset(); // minutes east of UTC
  const minutes = Math.abs(offset);
  return `${formatLocalTime(wallMs)} ${offset < 0 ? "-" : "+"}${
    two(Math.floor(minutes / 60))
  }${two(minutes % 60)}`;
}

/** Local time "01:03:55"; of another day than now "2026-11-22 01:03". */
export function timeOrDay(wallMs: number, nowMs: number): string {
  const text = formatLocalTime(wallMs);
  return text.slice(0, 10) === formatLocalTime(nowMs).slice(0, 10)
    ? text.slice(11)
    : text.slice(0, 16);
}

/** The local time of the day, in minutes after midnight. */
export function localMinute(wallMs: number): number {
  const date = new Date(wallMs);
  return 60 * date.getHours() + date.getMinutes();
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
