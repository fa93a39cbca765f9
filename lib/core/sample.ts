/** What one look at a process that gives no answer shows. */

/** A process that the main thread started. */
export interface ChildSample {
  readonly pid: number;
  /** See ProcessIdentity in types.ts. */
  readonly startTicks: number;
  /** Boot clock ms. */
  readonly bornBootMs: number;
  /** CPU time of it and of those below it, ms. */
  readonly cpuMs: number;
  /** Short command line for people, no secrets. */
  readonly command: string;
}

/**
 * What one look showed of a process that gives no answer. Counters are those
 * since its start; null: the kernel did not tell.
 */
export interface Sample {
  readonly pid: number;
  /** See ProcessIdentity in types.ts. */
  readonly startTicks: number;
  readonly atBootMs: number;
  /** State letter of the main thread (proc_pid_stat(5)). */
  readonly state: string;
  /** CPU time of the main thread, ms. */
  readonly mainCpuMs: number;
  /** How long the main thread was ready to run without being given a CPU, ms. */
  readonly mainQueuedMs: number;
  /** CPU time of all other threads, ms. */
  readonly restCpuMs: number;
  /** Calls of the main thread that read or write. */
  readonly io: number | null;
  /** How often the main thread went to sleep by itself. */
  readonly switches: number | null;
  /**
   * Living children of the main thread that it may be waiting for, the youngest
   * first, some at the most.
   */
  readonly children: readonly ChildSample[] | null;
  /** Page faults of the whole process that had to read from a disk. */
  readonly majorFaults: number;
  /** Resident memory, as a share of what the process may have. */
  readonly memoryShare: number | null;
  /** Connections that wait to be accepted; null, too, where nobody listens. */
  readonly queue: number | null;
  /** PSI "some avg10" of memory, percent. */
  readonly memoryPressure: number | null;
}
