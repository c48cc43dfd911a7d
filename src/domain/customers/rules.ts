import type { Properties } from "../../records/customer.js";
import type { CustomerDetails } from "../../store/customers.js";

/** A customer as a sender describes them; at least one of id, email and phone is given. */
export interface CustomerInput {
  id?: string;
  email?: string;
  phone?: string;
  name?: string;
  locale?: string;
  timeZone?: string;
  attributes?: Properties;
}

/** The one key of a customer: the given id, else the email, else the phone. Two given ids are never merged. */
export function customerIdOf(input: CustomerInput): string {
  const id = input.id ?? input.email ?? input.phone;
  if (!id) throw new Error("The form lets no customer without id, email and phone through");
  return id;
}

/** What is to be stored of a customer beside the key. */
export function detailsOf(input: CustomerInput): CustomerDetails {
  const { id: _id, ...details } = input;
  return details;
}
