import { model, Schema } from "mongoose";
import type { Case } from "../records/case.js";
import { part, recordSchema, toRecord, type Stored } from "./document.js";

// Shard key when there are many: { customer: "hashed" }; the unique indexes then begin with it.
const schema = recordSchema<Stored<Case, "id">>("cases", {
  customer: String,
  openFor: String,
  state: String,
  isActive: Boolean,
  rule: String,
  priority: String,
  team: String,
  owner: String,
  ownedAt: Date,
  response: String,
  touchpoint: String,
  metric: String,
  score: Number,
  category: String,
  agent: part({ id: String, name: String }),
  joined: [String],
  openedAt: Date,
  openedDay: String,
  contactDueAt: Schema.Types.Date,
  resolveDueAt: Schema.Types.Date,
  dueAt: Schema.Types.Date,
  queueAt: Date,
  escalateAt: Date,
  escalatedAt: Date,
  contactedAt: Date,
  contactMinutes: Number,
  isContactInTime: Boolean,
  waitingSince: Date,
  waitedMinutes: Number,
  resolvedAt: Date,
  resolvedBy: String,
  resolveMinutes: Number,
  isResolvedInTime: Boolean,
  cause: String,
  outcome: String,
  isAskedAgain: Boolean,
  recovery: part({
    response: String,
    metric: String,
    score: Number,
    category: String,
    at: Date,
  }),
  isRecovered: Boolean,
  recoveryMetric: String,
  recoveryScore: Number,
  cameBack: Boolean,
  changes: [
    part({
      id: String,
      kind: String,
      at: Date,
      by: String,
      text: String,
      result: String,
      about: String,
      reason: String,
    }),
  ],
  revision: Number,
  newsSince: Date,
  updatedAt: Date,
});
schema.index({ openFor: 1 }, { unique: true, sparse: true }); // one case per customer that is not resolved
schema.index({ response: 1 }, { unique: true }); // one case per answer, however often it is opened
schema.index({ isActive: 1, queueAt: 1, _id: 1 }); // everybody's queue
schema.index({ team: 1, isActive: 1, queueAt: 1, _id: 1 }); // a team's queue
schema.index({ owner: 1, isActive: 1, queueAt: 1, _id: 1 }); // my queue
schema.index({ state: 1, queueAt: 1, _id: 1 }); // what nobody has
schema.index({ team: 1, state: 1, queueAt: 1, _id: 1 }); // what nobody of a team has
schema.index({ isActive: 1, resolvedAt: -1, _id: -1 }); // what is done
schema.index({ openedDay: 1 }); // reports
schema.index({ customer: 1, openedAt: -1 }); // a customer's story
schema.index({ escalateAt: 1 }, { sparse: true }); // whose time is over
schema.index({ waitingSince: 1 }, { sparse: true }); // for whom we wait
schema.index({ newsSince: 1 }, { sparse: true }); // who has to be told

export const Cases = model("Case", schema);

/** The record of a document found. */
export function toCase(found: object): Case {
  return toRecord<Case>(found, "id");
}

/** Whose cases may be seen: everybody's (null), or those of these queues and one's own. */
export type CaseScope = { teams: (string | null)[]; user: string } | null;

/** What the scope adds to a query. */
export function visibleTo(scope: CaseScope): Record<string, unknown> {
  return scope ? { $or: [{ team: { $in: scope.teams } }, { owner: scope.user }] } : {};
}
