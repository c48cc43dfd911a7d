import { z } from "zod";
import { CADENCES } from "../../records/digest.js";

/** How often somebody wants a file by mail; empty: never. */
export const fileMailForm = z.object({
  mailCadence: z.preprocess(
    (value) => (value === "" || value === undefined ? null : value),
    z.enum(CADENCES, "must be one of the list").nullable(),
  ),
});
