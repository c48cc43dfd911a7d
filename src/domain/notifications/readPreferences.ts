import type { NotificationPreferences } from "../../records/notification.js";
import type { User } from "../../records/user.js";
import * as teams from "../../store/teams.js";
import type { Context } from "../context.js";
import { preferencesOf, zoneOf } from "./preferenceRules.js";

export interface ReadPreferences {
  preferences: NotificationPreferences;
  /** In which times are told. */
  zone: string;
}

/** What a user wants to be told, and where they are. */
export async function readPreferences({ reportingZone }: Context, user: User): Promise<ReadPreferences> {
  const zone = zoneOf(await teams.listOf(user.id), reportingZone);
  const preferences = preferencesOf(user, zone);
  return { preferences, zone: preferences.digest?.zone ?? zone };
}
