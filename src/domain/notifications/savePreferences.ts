import { InvalidInput } from "../../lib/errors.js";
import { isRefusedHost } from "../../lib/postJson.js";
import type { NotificationPreferences } from "../../records/notification.js";
import type { User } from "../../records/user.js";
import * as users from "../../store/users.js";
import type { Context } from "../context.js";

/** What a user is told from now on, and how. InvalidInput for a chat's address that we do not post to. */
export async function savePreferences(
  context: Context,
  user: User,
  preferences: NotificationPreferences,
): Promise<void> {
  if (preferences.chatUrl) requireChatUrl(context, preferences.chatUrl);
  await users.setNotifications(user.id, preferences);
}

/** A literal address of this machine's own network is refused here; a name is judged at each post. */
export function requireChatUrl({ chatMayBePrivate = false }: Context, url: string): void {
  const refuse = (message: string) =>
    new InvalidInput("This address cannot be used.", [{ path: "chatUrl", message }]);
  if (!chatMayBePrivate && new URL(url).protocol !== "https:") throw refuse("must begin with https://");
  if (isRefusedHost(url, chatMayBePrivate)) throw refuse("must not lie in a private network");
}
