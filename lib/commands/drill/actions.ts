/**
 * What a drill does. Everything that must be put back later is written down
 * before it is done.
 */

import { requestStart, requestStop } from "../../act/service.ts";
import { signalVerified } from "../../act/terminate.ts";
import { GuardError } from "../../base/errors.ts";
import { unitName } from "../../base/profile.ts";
import type { Incarnation, ProcessIdentity } from "../../core/types.ts";
import {
  type DrillRecord,
  writeDrillRecord,
} from "../../store/drill_record.ts";
import { clearOwnSwitch, writeOwnSwitch } from "../../store/maintenance.ts";
import { personName } from "../../store/person.ts";
import { notStarted } from "../../store/start_forbidden.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import type { Deed } from "./plan.ts";
import { PortHolder } from "./port_holder.ts";

/** A drill that dies leaves a maintenance that ends by itself after this, ms. */
const MAINTENANCE_MS = 10 * 60 * 1000;

/** Does deeds, and remembers what is to be put back. */
export class Deeds implements Disposable {
  readonly #context: Context;
  readonly #profile: string;
  readonly #main: Incarnation;
  readonly #port: number;
  #record: DrillRecord;
  #holder: PortHolder | null = null;

  constructor(
    context: Context,
    profile: string,
    main: Incarnation,
    port: number,
    record: DrillRecord,
  ) {
    this.#context = context;
    this.#profile = profile;
    this.#main = main;
    this.#port = port;
    this.#record = record;
  }

  /** What is to be put back. */
  get record(): DrillRecord {
    return this.#record;
  }

  /** Lets go of the port. */
  [Symbol.dispose](): void {
    this.#holder?.close();
    this.#holder = null;
  }

  /** @throws {GuardError} when it could not be done. */
  async do(deed: Deed): Promise<void> {
    const context = this.#context;
    const unit = unitName(this.#profile);
    const { pid, startTicks, invocationId } = this.#main;
    switch (deed) {
      case "abort":
        return this.#signal(this.#main, "SIGABRT");
      case "freeze":
        this.#note({ frozen: { pid, startTicks } });
        return this.#signal(this.#main, "SIGSTOP");
      case "thaw":
        this.#signal(this.#main, "SIGCONT");
        return this.#note({ frozen: null });
      case "stop":
        this.#note({ stopped: { invocationId } });
        return await requestStop(context, unit);
      case "start":
        // It stays noted as stopped: putting back decides what becomes of it.
        return await this.#start(unit);
      case "maintenance-on": {
        const sinceMs = context.clock.now().wallMs;
        this.#note({ maintenanceSinceMs: sinceMs });
        return writeOwnSwitch(context, this.#profile, {
          sinceMs,
          untilMs: sinceMs + MAINTENANCE_MS,
          reason: say`drill ${this.#record.drill}`,
          by: personName(context),
        });
      }
      case "maintenance-off":
        clearOwnSwitch(context, this.#profile);
        return this.#note({ maintenanceSinceMs: null });
      case "take-port":
        this.#holder = await PortHolder.take(context, this.#port);
        return;
      case "give-port":
        return this[Symbol.dispose]();
    }
  }

  async #start(unit: string): Promise<void> {
    const no = await requestStart(this.#context, {
      profile: this.#profile,
      unit,
      askedBy: "guard",
    });
    // Else the drill would wait in vain for a gateway that nobody starts.
    if (no !== null) {
      throw new GuardError(
        say`the gateway is ${notStarted(no.forbidden)}`,
      );
    }
    this.#note({ stopped: null });
  }

  #note(change: Partial<DrillRecord>): void {
    this.#record = { ...this.#record, ...change };
    writeDrillRecord(this.#context, this.#profile, this.#record);
  }

  #signal(main: ProcessIdentity, signal: Deno.Signal): void {
    const outcome = signalVerified(
      this.#context,
      main,
      this.#context.uid,
      signal,
    );
    if (outcome === "sent") return;
    throw new GuardError(
      say`cannot send ${signal} to pid ${main.pid}: ${
        outcome === "gone"
          ? say`it is not the gateway's main process any more`
          : say`it is not yours`
      }`,
    );
  }
}
