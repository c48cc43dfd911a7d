import type { User } from "../../records/user.js";
import { may, type Permission } from "../permissions.js";
import { breakerNotices } from "./breakerNotices.js";
import { navigation, sections } from "./navigation.js";
import { settings } from "./settings.js";
import { webhookNotices } from "./webhookNotices.js";

/** Small helpers of the templates; anything that decides belongs into a presenter. */
export const viewHelpers = {
  /** Whether two values are the same. */
  eq: (a: unknown, b: unknown) => a === b,
  /** Whether somebody is signed in who may do this. */
  may: (user: User | null | undefined, permission: Permission) => Boolean(user && may(user.role, permission)),
  navigation,
  sections,
  settings,
  breakerNotices,
  webhookNotices,
};
