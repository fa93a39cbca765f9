/** What may start the guard every 30 seconds. */

/** "none": something that is not the guard's business. */
export const SCHEDULERS = ["cron", "systemd", "none"] as const;
/** See {@linkcode SCHEDULERS}. */
export type Scheduler = typeof SCHEDULERS[number];
