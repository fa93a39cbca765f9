/**
 * A view of proc(5) that shows the guard nothing but the stand-in gateway: a
 * folder of links. In the real one the stand-in would be in the control group
 * of the person's own terminal, and every process of that person in sight; here
 * it has a group of its own, as a service has, and there is nobody else to be
 * mistaken for it.
 */

import type { ServiceProcess } from "./supervisor.ts";
import type { ProcessEnd } from "./unit_machine.ts";

/** What the guard reads of a process, apart from its control group. */
const SHOWN = ["stat", "status", "cmdline", "environ", "fd", "task", "wchan"];

/** See the file's comment. */
export class PrivateProc {
  /**
   * @param root An empty folder, which is in place of /proc from now on.
   * @param controlGroup Of all processes shown.
   */
  constructor(readonly root: string, readonly controlGroup: string) {
    for (const name of ["net", "loadavg", "pressure", "uptime"]) {
      Deno.symlinkSync(`/proc/${name}`, `${root}/${name}`);
    }
  }

  /** Starts a process that is shown until it ends. */
  spawn(
    [program = "", ...args]: readonly string[],
    environment: Readonly<Record<string, string>>,
    onEnd: (end: ProcessEnd) => void,
  ): ServiceProcess {
    const child = new Deno.Command(program, {
      args,
      clearEnv: true,
      env: { ...environment },
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    const { pid } = child;
    this.show(pid);
    child.status.then((end) => {
      Deno.removeSync(`${this.root}/${pid}`, { recursive: true });
      onEnd(end);
    });
    return {
      pid,
      signal(signal) {
        try {
          child.kill(signal);
        } catch (error) {
          // It has ended, and its end will be told in a moment.
          if (!(error instanceof TypeError)) throw error;
        }
      },
    };
  }

  /** Shows a process; one that has just ended is not there to be shown. */
  show(pid: number): void {
    const folder = `${this.root}/${pid}`;
    Deno.mkdirSync(folder, { recursive: true });
    Deno.writeTextFileSync(`${folder}/cgroup`, `0::${this.controlGroup}\n`);
    for (const name of SHOWN) {
      Deno.symlinkSync(`/proc/${pid}/${name}`, `${folder}/${name}`);
    }
  }
}
