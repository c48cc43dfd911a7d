import type { DigestChoice } from "./digest.js";
import type { NotificationPreferences } from "./notification.js";

export const ROLES = ["admin", "manager", "agent"] as const;

export type Role = (typeof ROLES)[number];

/** A person of the company who signs in. */
export interface User {
  id: string;
  email: string;
  name: string;
  role: Role;
  /** argon2id; absent until the invitation is accepted. */
  passwordHash?: string;
  /** A session lasts while this stays what it was at sign-in; whoever ends all sessions sets it to now. */
  sessionsValidFrom: Date;
  isActive: boolean;
  /** How often another admin could leave because this one stays; see domain/users/keepAnAdmin. */
  countedOn?: number;
  /** What they are told, and how; absent until they choose, see notifications/preferenceRules. */
  notifications?: NotificationPreferences;
  /** The scores they get by mail; absent until they choose. */
  scoreDigest?: DigestChoice;
  createdAt: Date;
}

/** A one-time link by mail: to accept an invitation or to set a new password. */
export interface UserToken {
  /** Hash of the secret in the link. */
  id: string;
  user: string;
  purpose: "invitation" | "password_reset";
  expiresAt: Date;
  createdAt: Date;
}
