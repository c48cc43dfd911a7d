import { isAnonymous } from "../../domain/collectors/rules.js";
import type { Customer } from "../../records/customer.js";
import { customerAddress } from "./address.js";

/**
 * Who a row is about: the name if we have one, else whatever we have. `customer` may be nobody we know, or erased: then not
 * even the id is shown, which may be an address.
 */
export function presentPerson(id: string, customer: Customer | undefined) {
  if (!customer && isAnonymous(id)) return { id: null, name: "Anonymous", href: null };
  if (!customer) return { id, name: "Erased customer", href: null };
  const { name, email, phone } = customer;
  return { id, name: name ?? email ?? phone ?? id, href: customerAddress(id) };
}

/** How to reach a customer, with links that a phone or a mail program opens. */
export function presentContact(customer: Pick<Customer, "email" | "phone"> | undefined) {
  const { email, phone } = customer ?? {};
  return {
    ...(phone && { phone: { text: phone, href: `tel:${phone}` } }),
    ...(email && { email: presentEmail(email) }),
  };
}

/** An address in two halves: where it does not fit on a line, it breaks between them. */
function presentEmail(email: string) {
  const at = email.lastIndexOf("@") + 1;
  const href = `mailto:${encodeURIComponent(email).replaceAll("%40", "@")}`;
  return { local: email.slice(0, at), domain: email.slice(at), href };
}
