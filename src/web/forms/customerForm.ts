import { z } from "zod";
import { isAnonymous } from "../../domain/collectors/rules.js";
import type { CustomerInput } from "../../domain/customers/rules.js";
import { email, id, line, locale, phone, properties, timeZone } from "./fields.js";

/** A customer as a program describes them. */
export const customerForm: z.ZodType<CustomerInput> = z
  .strictObject(
    {
      id: id
        .refine((text) => !isAnonymous(text), "must not begin like the id of somebody anonymous")
        .optional(),
      email: email.optional(),
      phone: phone.optional(),
      name: line(200).optional(),
      locale: locale.optional(),
      timeZone: timeZone.optional(),
      attributes: properties.optional(),
    },
    "must be an object",
  )
  .refine(({ id, email, phone }) => id ?? email ?? phone, "needs an id, an email or a phone");
