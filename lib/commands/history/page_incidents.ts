/** The lists of the page: incidents and planned stops. */

import { formatLocalTime } from "../../base/local_time.ts";
import { maskSecrets } from "../../base/mask.ts";
import { DEFAULT_PROFILE } from "../../base/profile.ts";
import { messageFor } from "../../base/say.ts";
import { rfc3339 } from "../../cli/format.ts";
import type { PastIncident } from "../../core/past_incidents.ts";
import type { PlannedStop } from "../../core/planned_stops.ts";
import { codeWord } from "../../core/verdict_text.ts";
import { t, translate } from "../../text/speech.ts";
import { verdictMeaning } from "../status/verdict.ts";
import { type Html, markup, NOTHING } from "./markup.ts";
import { type Heading, more, type Place, sign } from "./page_parts.ts";
import { type HistoryView, type ProfileHistory, type Shown } from "./view.ts";
import { deedsText, endingText, lengthText, plannedText } from "./words.ts";

/** Incidents shown at once; the others can be unfolded. */
const SHOWN_AT_ONCE = 30;
/** Of what a check said, characters. */
const MAX_SENTENCE = 240;

/** What went wrong, newest first; the older ones are folded. */
export function incidents(
  history: ProfileHistory,
  shown: Shown,
  view: HistoryView,
  { rows }: Place,
  heading: Heading,
): Html {
  const title = heading(t`Incidents`, "incidents");
  const watched = shown.days.some(({ level }) => level !== "not-watched");
  if (shown.incidents.length === 0) {
    return markup`${title}<p>${
      watched
        ? t`No incident is known of this time.`
        : t`Nothing is known of this time: no check was made.`
    }</p>`;
  }
  const items = shown.incidents.slice(0, rows).map((incident) =>
    incidentItem(incident, history, view)
  );
  return markup`${title}<ol class="list">${items.slice(0, SHOWN_AT_ONCE)}</ol>${
    items.length <= SHOWN_AT_ONCE
      ? NOTHING
      : markup`<details><summary>${t`Older ones: ${
        items.length - SHOWN_AT_ONCE
      }`}</summary><ol class="list">${
        items.slice(SHOWN_AT_ONCE)
      }</ol></details>`
  }${more(shown.incidents.length - rows)}`;
}

function incidentItem(
  incident: PastIncident,
  { profile }: ProfileHistory,
  { language }: HistoryView,
): Html {
  const { verdict, reason, startedMs, ending, drill, sentence } = incident;
  const meaning = verdictMeaning(verdict);
  const evidence = incident.deeds.findLast((deed) => deed.evidence !== null)
    ?.evidence ?? null;
  const why = sentenceText(sentence, language);
  const small = [
    ...why === null ? [] : [why],
    ...evidence === null ? [] : [t`evidence: ${evidence}`],
  ];
  return markup`<li id="${incidentAnchor(profile, incident)}"><time datetime="${
    rfc3339(startedMs)
  }">${formatLocalTime(startedMs)}</time><div><p>${
    ending === "open" ? [sign("crit"), { html: " " }] : NOTHING
  }<strong>${codeWord(verdict, reason)}</strong>${
    meaning === null ? "" : ` · ${meaning}`
  }${drill ? t` (a drill)` : ""}</p><p><span class="len">${
    lengthText(incident)
  }</span>${t`; `}${deedsText(incident)}${t`; `}${endingText(incident)}</p>${
    small.length === 0
      ? NOTHING
      : markup`<p class="mu sm">${small.join(" · ")}</p>`
  }</div></li>`;
}

/** What a message can link to. */
export function incidentAnchor(profile: string, { id }: PastIncident): string {
  return profile === DEFAULT_PROFILE
    ? `i-${id}`
    : `i-${profile.replaceAll(/[^\w-]/g, "_")}-${id}`;
}

/** What the check said, if it can be said in the reader's language. */
function sentenceText(
  sentence: string,
  language: HistoryView["language"],
): string | null {
  if (sentence === "") return null;
  const known = language === "en" || messageFor(sentence) !== undefined ||
    translate(sentence) !== sentence;
  if (!known) return null;
  const text = maskSecrets(translate(sentence));
  const characters = [...text];
  return characters.length <= MAX_SENTENCE
    ? text
    : `${characters.slice(0, MAX_SENTENCE).join("")}…`;
}

/** When it was not to be looked after; nothing where there was nothing. */
export function planned(
  { planned }: Shown,
  nowMs: number,
  { rows }: Place,
  heading: Heading,
): Html {
  if (planned.length === 0) return NOTHING;
  const item = (stop: PlannedStop) =>
    markup`<li><time datetime="${rfc3339(stop.startedMs)}">${
      formatLocalTime(stop.startedMs)
    }</time><p>${maskSecrets(plannedText(stop, nowMs))}</p></li>`;
  const few = Math.min(rows, 10);
  const items = planned.slice(0, rows).map(item);
  return markup`${heading(t`Planned stops`, "planned")}<ol class="list">${
    items.slice(0, few)
  }</ol>${
    items.length <= few
      ? NOTHING
      : markup`<details><summary>${t`Older ones: ${
        items.length - few
      }`}</summary><ol class="list">${items.slice(few)}</ol></details>`
  }`;
}
