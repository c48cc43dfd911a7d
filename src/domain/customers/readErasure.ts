import type { Customer } from "../../records/customer.js";
import * as customers from "../../store/customers.js";
import * as traces from "../../store/traces.js";
import type { Amounts } from "../../store/traces.js";

/** What erasing somebody would take away, and who stays although they share an address. */
export interface ErasurePlan {
  customer: Customer;
  amounts: Amounts;
  /** Perhaps the same person once more: only a person can tell. */
  sharing: Customer[];
}

/** Throws NotFound for an unknown customer, also for one who was erased. */
export async function readErasure(id: string): Promise<ErasurePlan> {
  const customer = await customers.get(id);
  const { email, phone } = customer;
  const [amounts, byEmail, byPhone] = await Promise.all([
    traces.count(id),
    email ? customers.listByEmail(email, 10) : [],
    phone ? customers.listByPhone(phone) : [],
  ]);
  const others = new Map([...byEmail, ...byPhone].map((one) => [one.id, one]));
  others.delete(id);
  return { customer, amounts, sharing: [...others.values()] };
}
