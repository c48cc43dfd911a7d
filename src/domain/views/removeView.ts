import { NotAllowed } from "../../lib/errors.js";
import type { User } from "../../records/user.js";
import type { View } from "../../records/view.js";
import * as views from "../../store/views.js";
import { mayChangeView } from "./rules.js";

/**
 * Removes a view; NotAllowed as in `saveView`. What uses it stays and says that it is gone; its counts forget
 * themselves.
 */
export async function removeView(user: User, view: View): Promise<void> {
  if (!mayChangeView(user, view)) throw new NotAllowed("Only its owner or an admin can remove this view.");
  await views.remove(view.key);
}
