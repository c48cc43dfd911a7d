import { Schema } from "mongoose";
import { part } from "./document.js";

/** A reminder as it stands in a trigger, and frozen in an invitation. */
export const reminderPart = part({ after: String, channel: String, text: Schema.Types.Mixed });
