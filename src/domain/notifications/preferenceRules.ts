import type { Notice, NotificationPreferences, Way } from "../../records/notification.js";
import type { Team } from "../../records/team.js";
import type { User } from "../../records/user.js";

const BY_DEFAULT: Notice[] = ["assigned", "mentioned", "received", "reply_failed", "escalated"];

const MORNING_HOUR = 8;

/** What a user has chosen, else what is usual: a digest is for those who work cases. */
export function preferencesOf(
  { role, notifications }: Pick<User, "role" | "notifications">,
  zone: string,
): NotificationPreferences {
  return (
    notifications ?? {
      email: BY_DEFAULT,
      chat: BY_DEFAULT,
      isCommentInChat: false,
      digest: role === "agent" ? { hour: MORNING_HOUR, zone } : null,
    }
  );
}

/** The zone in which a user works: that of the first of their teams, else the organisation's. */
export function zoneOf(teams: readonly Pick<Team, "calendar">[], reportingZone: string): string {
  return teams[0]?.calendar.zone ?? reportingZone;
}

/** By which ways a user is told. */
export function waysOf({ email, chat, chatUrl }: NotificationPreferences, kind: Notice): Way[] {
  return [
    ...(email.includes(kind) ? (["email"] as const) : []),
    ...(chatUrl && chat.includes(kind) ? (["chat"] as const) : []),
  ];
}
