/** What somebody did to the gateway, as the events tell it. */

/** What is needed of an event of the history. */
export interface PastEvent {
  /** RFC 3339. */
  readonly at: string;
  readonly event: string;
  readonly verdict: string | null;
  readonly reason: string | null;
  readonly sentence: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  readonly decision?: { readonly rule: string } | undefined;
}

/** Who had a hand in it. `other`: systemd, a person, an update or OpenClaw itself. */
type Doer = "guard" | "systemd" | "person" | "other";

/** What can be done to a gateway. */
const DEEDS = [
  "restart",
  "force-clean",
  "start",
  "clean-orphan",
  "kill",
  "rollback",
  "hold-down",
  "budget",
  "new-process",
  "wished-start",
  "config-restored",
  "maintenance-on",
  "emergency-stop",
] as const;
export type DeedKind = typeof DEEDS[number];

/** Something that somebody did. */
export interface Deed {
  /** Wall clock ms. */
  readonly atMs: number;
  readonly by: Doer;
  readonly kind: DeedKind;
  /** It was tried and could not be carried out. */
  readonly failed: boolean;
  /** Id of the evidence that was kept before; null: none. */
  readonly evidence: string | null;
}

/** What an event tells that somebody did; null: nothing. */
export function deedOf(
  { event, facts }: PastEvent,
  atMs: number,
  systemd: boolean,
): Deed | null {
  const evidence = textOf(facts["evidence"]);
  const deed = (by: Doer, kind: DeedKind, failed = false): Deed => ({
    ...{ atMs, by, kind, failed, evidence },
  });
  switch (event) {
    case "done":
    case "failed": {
      const action = String(facts["action"] ?? "").replace(/^finish-/, "");
      const kind = DEEDS.find((known) => known === action);
      return kind === undefined ? null : deed("guard", kind, event !== "done");
    }
    case "rolled-back":
      // Its notes are events of the same name.
      return facts["replaced"] == null ? null : deed("guard", "rollback");
    case "kill":
    case "hold-down":
    case "budget":
      return deed("guard", event);
    case "new-process":
      return deed(systemd ? "systemd" : "other", event);
    case "wished-start":
    case "config-restored":
    case "maintenance-on":
    case "emergency-stop":
      return deed("person", event);
    default:
      return null;
  }
}

/** A text that says something, or null. */
export function textOf(
  value: string | number | boolean | null | undefined,
): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
