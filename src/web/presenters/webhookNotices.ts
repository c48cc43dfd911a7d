import type { User } from "../../records/user.js";
import type { WebhookEndpoint } from "../../records/webhookEndpoint.js";
import { may } from "../permissions.js";
import { presentInstant } from "./dates.js";

export interface WebhookFacts {
  user: User | null;
  troubledWebhooks?: WebhookEndpoint[];
  reportingZone?: string;
  path: string;
}

/** The notices above every page, for who can do something about it: an endpoint is gone, or messages were given up. */
export function webhookNotices({ user, troubledWebhooks = [], reportingZone = "UTC", path }: WebhookFacts) {
  if (!user || !may(user.role, "webhooks.manage") || path.startsWith("/webhooks")) return []; // told there anyway
  return troubledWebhooks.map(({ key, name, state, stateAt, gaveUpAt }) =>
    state === "gone"
      ? {
          title: `${name} is told nothing any more.`,
          text: "The webhook answered 410, which means that it wants no more, at",
          since: presentInstant(stateAt, reportingZone),
          href: `/webhooks/${key}`,
        }
      : {
          title: `${name} was not told everything.`,
          text: "Messages of this webhook were given up, the last one at",
          since: presentInstant(gaveUpAt!, reportingZone),
          href: `/webhooks/${key}?state=dead`,
        },
  );
}
