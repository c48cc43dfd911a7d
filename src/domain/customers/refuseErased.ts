import { Conflict } from "../../lib/errors.js";
import * as erasures from "../../store/erasures.js";

/** What a program is told that sends something about somebody who was erased, or is being erased. */
export function erasedError(): Conflict {
  return new Conflict("This customer was erased. Nothing is stored about them any more.", "customer_erased");
}

/** Throws Conflict "customer_erased". */
export async function refuseErased(customer: string): Promise<void> {
  if (await erasures.find(customer)) throw erasedError();
}
