import { z } from "zod";
import { MIN_PASSWORD } from "../../domain/users/passwords.js";
import { SCOPES } from "../../records/apiKey.js";
import { ROLES } from "../../records/user.js";
import { email, line } from "./fields.js";
import { listQuery } from "./queryForms.js";

/** Length is what makes a password good; more than this only costs time. */
export const newPassword = z
  .string("must be text")
  .min(MIN_PASSWORD, `must have ${MIN_PASSWORD} characters or more`)
  .max(200, "must have 200 characters at most");

/** Only whether it is right counts, not how it is made. */
const currentPassword = z.string().min(1, "must not be empty").max(200, "must have 200 characters at most");

export const signInForm = z.object({ email, password: currentPassword });

export const firstRunForm = z.object({ name: line(100), email, password: newPassword });

export const passwordForm = z.object({ password: newPassword });

export const changePasswordForm = z.object({ current: currentPassword, password: newPassword });

export const resetForm = z.object({ email });

const role = z.enum(ROLES, "must be chosen");

export const inviteForm = z.object({ name: line(100), email, role });

export const roleForm = z.object({ role });

export const accessForm = z.object({ access: z.enum(["in", "out"], 'must be "in" or "out"') });

/** One ticked box arrives as a text, several as a list, none not at all. */
const scopes = z.preprocess(
  (value) => [value ?? []].flat(),
  z
    .array(z.string())
    .min(1, "choose at least one")
    .refine((chosen) => chosen.every((one) => SCOPES.some((scope) => scope === one)), "choose from this list")
    .transform((chosen) => SCOPES.filter((scope) => chosen.includes(scope))),
);

export const apiKeyForm = z.object({ name: line(100), scopes });

export const peopleQuery = listQuery.omit({ search: true });
