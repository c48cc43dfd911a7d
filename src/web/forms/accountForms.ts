import { z } from "zod";
import { MIN_PASSWORD } from "../../domain/users/passwords.js";
import { email, line } from "./fields.js";

/** Length is what makes a password good; more than this only costs time. */
export const newPassword = z
  .string("must be text")
  .min(MIN_PASSWORD, `must have ${MIN_PASSWORD} characters or more`)
  .max(200, "must have 200 characters at most");

export const signInForm = z.object({ email, password: z.string().min(1, "must not be empty").max(200, "must have 200 characters at most") });

export const firstRunForm = z.object({ name: line(100), email, password: newPassword });
