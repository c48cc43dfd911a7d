import { z } from "zod";
import { INVITATION_STATES } from "../../records/invitation.js";
import { SIGNS } from "../../store/invitationLists.js";
import { decodeCursor } from "../../lib/cursor.js";
import { channelName, day, id, key, limit, line } from "./fields.js";
import { customerForm } from "./customerForm.js";

const DEFAULT_LIMIT = 50;

const cursor = z.string().refine((text) => decodeCursor(text) !== null, "is not a cursor of this list");

/** Nothing in the address means "all": an empty field of a filter form counts as absent. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

export const paging = { cursor: optional(cursor), limit: limit.default(DEFAULT_LIMIT) };

export const CATEGORIES = [
  "promoter",
  "passive",
  "detractor",
  "satisfied",
  "neutral",
  "dissatisfied",
  "easy",
  "hard",
] as const;

const isForward = ({ from, to }: { from?: string; to?: string }) => !from || !to || from <= to;

const backwards = { path: ["to"], error: "must not lie before from" };

export const invitationQuery = z
  .strictObject({
    state: optional(z.enum(INVITATION_STATES, `must be one of ${INVITATION_STATES.join(", ")}`)),
    reason: optional(line(40)),
    customer: optional(id),
    touchpoint: optional(key),
    team: optional(line(200)),
    agent: optional(id),
    sign: optional(z.enum(SIGNS, `must be one of ${SIGNS.join(", ")}`)),
    from: optional(day),
    to: optional(day),
    ...paging,
  })
  .refine(isForward, backwards);

export const listQuery = z.strictObject({ search: optional(line(200)), ...paging });

/** A "+" in an address arrives as a space: a bare number is meant to begin with one. */
const recipient = line(254).transform((text) => (/^\d+$/.test(text) ? `+${text}` : text.toLowerCase()));

export const outboxQuery = z.strictObject({ to: optional(recipient), ...paging });

export const optOutParams = z.object({ id, channel: channelName });

export const linkForm = z.strictObject({
  id: id.optional(),
  touchpoint: key,
  survey: key,
  customer: customerForm,
  send: z
    .literal(false, "must be false: Afterword sends by triggers, this gives you the link")
    .default(false),
});
