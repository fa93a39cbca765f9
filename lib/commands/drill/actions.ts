/**
 * What a drill does. Everything that must be put back later is written down
 * before it is done.
 */

import { notStarted, requestStart, requestStop } from "../../act/service.ts";
import { signalVerified } from "../../act/terminate.ts";
import { GuardError } from "../../base/errors.ts";
import {
  type DrillRecord,
  writeDrillRecord,
} from "../../store/drill_record.ts";
import { clearOwnSwitch, writeOwnSwitch } from "../../store/maintenance.ts";
import { personName } from "../../store/person.ts";
import { say } from "../../base/say.ts";
import type { DrillSetup } from "./prepare.ts";
import { PortHolder } from "./port_holder.ts";

/** A drill that dies leaves a maintenance that ends by itself after this, ms. */
const MAINTENANCE_MS = 10 * 60 * 1000;

/** Acts, and remembers what is to be put back. */
export class Actions implements Disposable {
  readonly #drill: DrillSetup;
  #record: DrillRecord;
  #holder: PortHolder | null = null;

  /** @param record Of a drill that has done nothing yet. */
  constructor(drill: DrillSetup, record: DrillRecord) {
    this.#drill = drill;
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

  // All throw a GuardError when it could not be done.

  abort = () => this.#signal("SIGABRT");

  freeze(): void {
    const { pid, startTicks } = this.#drill.main;
    this.#note({ frozen: { pid, startTicks } });
    this.#signal("SIGSTOP");
  }

  thaw(): void {
    this.#signal("SIGCONT");
    this.#note({ frozen: null });
  }

  async stop(): Promise<void> {
    this.#note({ stopped: { invocationId: this.#drill.main.invocationId } });
    await requestStop(this.#drill.context, this.#drill.prepared.unit);
  }

  /** It stays noted as stopped until then: putting back decides what becomes of it. */
  async start(): Promise<void> {
    const { context, profile, prepared: { unit } } = this.#drill;
    const no = await requestStart(context, { profile, unit, askedBy: "guard" });
    // Else the drill would wait in vain for a gateway that nobody starts.
    if (no !== null) {
      throw new GuardError(say`the gateway is ${notStarted(no.forbidden)}`);
    }
    this.#note({ stopped: null });
  }

  maintenanceOn(): void {
    const { context, profile } = this.#drill;
    const sinceMs = context.clock.now().wallMs;
    this.#note({ maintenanceSinceMs: sinceMs });
    writeOwnSwitch(context, profile, {
      sinceMs,
      untilMs: sinceMs + MAINTENANCE_MS,
      reason: say`drill ${this.#record.drill}`,
      by: personName(context),
    });
  }

  maintenanceOff(): void {
    clearOwnSwitch(this.#drill.context, this.#drill.profile);
    this.#note({ maintenanceSinceMs: null });
  }

  async takePort(): Promise<void> {
    const { context, prepared } = this.#drill;
    this.#holder = await PortHolder.take(context, prepared.endpoint.port);
  }

  givePort = () => this[Symbol.dispose]();

  #note(change: Partial<DrillRecord>): void {
    this.#record = { ...this.#record, ...change };
    writeDrillRecord(this.#drill.context, this.#drill.profile, this.#record);
  }

  #signal(signal: Deno.Signal): void {
    const { context, main } = this.#drill;
    const outcome = signalVerified(context, main, signal);
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
