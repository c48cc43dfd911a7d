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
  /** Sessions begun before this instant are over. */
  sessionsValidFrom: Date;
  isActive: boolean;
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
