import { z } from "zod";
import { SUPPRESSION_REASONS } from "../../records/suppression.js";
import { channelName, line } from "./fields.js";
import { optional, paging } from "./queryForms.js";

const reason = z.enum(SUPPRESSION_REASONS, `must be one of ${SUPPRESSION_REASONS.join(", ")}`);

export const suppressionQuery = z.strictObject({
  channel: optional(channelName),
  reason: optional(reason),
  search: optional(line(254)),
  ...paging,
});

export const newSuppression = z.object({ address: line(254), channel: optional(channelName) });

export const suppressionParams = z.object({ channel: channelName, address: line(254) });

export const suppressionBody = z
  .strictObject({ reason: reason.default("listed") })
  .default({ reason: "listed" });
