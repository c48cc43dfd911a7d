import type { User } from "../../records/user.js";
import { may, type Permission } from "../permissions.js";

/** The main menu, in the order of how often it is needed. */
const PAGES: { label: string; href: string; permission: Permission }[] = [
  { label: "Overview", href: "/", permission: "overview.read" },
  { label: "Detractors", href: "/detractors", permission: "detractors.work" },
  { label: "Responses", href: "/responses", permission: "responses.read" },
  { label: "Customers", href: "/customers", permission: "customers.read" },
  { label: "Invitations", href: "/invitations", permission: "invitations.read" },
  { label: "Touchpoints", href: "/touchpoints", permission: "configuration.read" },
  { label: "Surveys", href: "/surveys", permission: "configuration.read" },
  { label: "Triggers", href: "/triggers", permission: "configuration.read" },
  { label: "Outbox", href: "/outbox", permission: "outbox.read" },
  { label: "Users", href: "/users", permission: "users.manage" },
  { label: "API keys", href: "/api-keys", permission: "apiKeys.manage" },
];

/** The pages that this person may open; none for a visitor. */
export function navigation(user: User | null, path: string) {
  if (!user) return [];
  return PAGES.filter(({ permission }) => may(user.role, permission)).map(({ label, href }) => ({
    label,
    href,
    isCurrent: href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`),
  }));
}
