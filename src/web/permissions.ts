import type { Role } from "../records/user.js";

/** Everything that a person of the company may do, and who may. The only place that says so. */
const PERMISSIONS = {
  "overview.read": ["admin", "manager", "agent"],
  "responses.read": ["admin", "manager"],
  "cases.work": ["admin", "manager", "agent"],
  "cases.report": ["admin", "manager"],
  "cases.configure": ["admin"],
  "customers.list": ["admin", "manager"],
  "customers.read": ["admin", "manager", "agent"],
  "customers.optOut": ["admin", "manager", "agent"],
  "customers.erase": ["admin"],
  "invitations.read": ["admin", "manager"],
  "configuration.read": ["admin", "manager"],
  "configuration.write": ["admin", "manager"],
  "sending.restart": ["admin"],
  "users.manage": ["admin"],
  "apiKeys.manage": ["admin"],
  "webhooks.manage": ["admin"],
  "outbox.read": ["admin"],
  "account.manage": ["admin", "manager", "agent"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[];

/** Whether the role may do this. */
export function may(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}
