import { model, Schema } from "mongoose";
import type { Invitation } from "../records/invitation.js";
import { attemptPart } from "./attemptPart.js";
import { reminderPart } from "./reminderPart.js";
import { part, recordSchema, toRecord, type Stored } from "./document.js";

export type InvitationDocument = Stored<Invitation, "id">;

// Shard key when there are many: { customer: "hashed" }; the token then needs a lookup collection of its own.
const schema = recordSchema<InvitationDocument>("invitations", {
  token: String,
  trigger: String,
  event: String,
  requestHash: String,
  customer: String,
  collector: String,
  decision: String,
  state: String,
  reason: String,
  touchpoint: String,
  survey: String,
  surveyVersion: Number,
  metric: String,
  agent: part({ id: String, name: String }),
  team: String,
  eventType: String,
  eventDay: String,
  eventOccurredAt: Date,
  properties: { type: Schema.Types.Mixed, default: {} },
  locale: String,
  segment: { type: Schema.Types.Mixed, default: {} },
  channels: [String],
  quietPeriod: String,
  unless: [String],
  reminders: { type: [reminderPart], default: undefined },
  channel: String,
  sendAt: Date,
  expiresAt: Date,
  dueAt: Date,
  remindAt: Date,
  reminder: Number,
  remindLease: String,
  lease: String,
  attempts: [attemptPart],
  smsTo: String,
  turn: String,
  sentAt: Date,
  isUndelivered: Boolean,
  addressMarks: part({ email: String, sms: String }),
  isReaddressed: Boolean,
  openedAt: Date,
  answeredAt: Date,
  unconfirmedClicks: [part({ score: Number, at: Date, marks: { type: [String], default: undefined } })],
  createdAt: Date,
  updatedAt: Date,
});
schema.index({ token: 1 }, { unique: true }); // the survey link
schema.index({ event: 1, trigger: 1 }, { unique: true, sparse: true }); // one decision per trigger and event
schema.index({ dueAt: 1 }, { sparse: true }); // the dispatcher's queue and the expiry
schema.index({ remindAt: 1 }, { sparse: true }); // the reminders' queue: of its own, so that neither waits behind the other
schema.index({ customer: 1, sendAt: -1 }); // quiet period, a customer's story
schema.index({ touchpoint: 1, metric: 1, eventDay: 1, channel: 1, state: 1, isUndelivered: 1 }); // roll-up of asks
schema.index({ createdAt: -1, _id: -1 }); // the list
schema.index({ state: 1, createdAt: -1, _id: -1 }); // the list by state
schema.index({ smsTo: 1 }, { sparse: true }); // whom an answer by text message belongs to
schema.index({ updatedAt: 1 }); // roll-ups to repair

export const Invitations = model("Invitation", schema);

/** The record of a document. */
export function toInvitation(document: object): Invitation {
  return toRecord<Invitation>(document, "id");
}
