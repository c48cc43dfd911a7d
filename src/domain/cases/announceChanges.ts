import type { Case, CaseChange, CaseChangeKind } from "../../records/case.js";
import type { WebhookType } from "../../records/webhookEndpoint.js";
import { announce } from "../webhooks/announce.js";
import { describeCase } from "./describeCase.js";

const TYPES: Partial<Record<CaseChangeKind, WebhookType>> = {
  opened: "case.opened",
  taken: "case.assigned",
  assigned: "case.assigned",
  escalated: "case.escalated",
  resolved: "case.resolved",
  reopened: "case.reopened",
};

/** Tells other programs what happened to a case, with the case as it is now. The same change again tells nothing. */
export async function announceChanges(theCase: Case, changes: readonly CaseChange[]): Promise<void> {
  const happenings = changes.flatMap(({ id, kind, at }) => {
    const type = TYPES[kind];
    return type ? [{ type, id, at, data: describeCase(theCase) }] : [];
  });
  if (happenings.length > 0) await announce(happenings);
}
