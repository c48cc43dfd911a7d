import type { Case, CaseChange, CaseNote } from "../../records/case.js";
import type { Notice, Notification, NotificationPreferences } from "../../records/notification.js";
import type { User } from "../../records/user.js";
import * as caseMessages from "../../store/caseMessages.js";
import * as caseNotes from "../../store/caseNotes.js";
import * as cases from "../../store/cases.js";
import * as customers from "../../store/customers.js";
import * as responses from "../../store/responses.js";
import * as touchpoints from "../../store/touchpoints.js";
import * as users from "../../store/users.js";
import type { Context } from "../context.js";
import { nameOf } from "./caseFacts.js";
import { isStillTrue } from "./newsRules.js";
import { mayBeTold } from "./notify.js";
import { waysOf } from "./preferenceRules.js";
import { readPreferences } from "./readPreferences.js";

/** Everything that a message about one thing says. */
export interface NoticeFacts {
  kind: Notice;
  user: User;
  preferences: NotificationPreferences;
  zone: string;
  theCase: Case;
  /** Absent for a note. */
  change: CaseChange | undefined;
  note: CaseNote | undefined;
  /** Who did it, by name; null for Afterword and for the customer. */
  by: string | null;
  owner: string | null;
  customer: string;
  touchpoint: string;
  /** What the customer said or wrote; empty when there are no words. */
  words: string;
}

/**
 * What a user is told, as it is now. Null when there is nothing to tell any more: they have left, may not see the
 * case, do not want it, or somebody else has long done what it asks for.
 */
export async function readNotice(
  context: Context,
  { user: id, way, kind, case: on, about }: Notification,
): Promise<NoticeFacts | null> {
  if (kind === "digest" || kind === "alert") return null;
  const [user, theCase] = await Promise.all([users.find(id), cases.find(on!)]);
  if (!user || !theCase || !isStillTrue(kind, theCase, id)) return null;
  const { preferences, zone } = await readPreferences(context, user);
  if (!waysOf(preferences, kind).includes(way) || !(await mayBeTold(user, theCase))) return null;
  const change = theCase.changes.find((one) => one.id === about);
  const notes = kind === "mentioned" ? await caseNotes.list(theCase.id) : [];
  const note = notes.find((one) => one.id === about);
  const [by, owner, customer, touchpoint, words] = await Promise.all([
    findName(change?.by ?? note?.by),
    findName(theCase.owner),
    customers.find(theCase.customer),
    touchpoints.find(theCase.touchpoint),
    findWords(theCase, change),
  ]);
  return {
    kind,
    user,
    preferences,
    zone,
    theCase,
    change,
    note,
    by,
    owner,
    customer: nameOf(theCase.customer, customer),
    touchpoint: touchpoint?.name ?? theCase.touchpoint,
    words,
  };
}

async function findName(id: string | undefined): Promise<string | null> {
  return id === undefined ? null : ((await users.find(id))?.name ?? null);
}

/** Of what came by mail or text, those words; of a further answer its comment; else that of the first. */
async function findWords({ response }: Case, change: CaseChange | undefined): Promise<string> {
  if (change?.kind === "received") return (await caseMessages.find(change.about ?? ""))?.text.trim() ?? "";
  const said = await responses.find(change?.kind === "joined" ? change.about! : response);
  return said?.comment.trim() ?? "";
}
