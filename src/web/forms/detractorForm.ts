import { z } from "zod";
import { optional, paging } from "./queryForms.js";

const tab = z.enum(["open", "mine", "done"], "must be open, mine or done");

export type DetractorTab = z.infer<typeof tab>;

export const detractorQuery = z.strictObject({ tab: optional(tab), ...paging });

/** Where to go back to after a button; anything else goes to the open ones. */
export const backToTab = z.object({ tab: tab.catch("open") });
