import { z } from "zod";
import { STOPPABLE } from "../../domain/digests/stopLinks.js";

/** The parts of the address behind "stop these mails". */
export const stopLinkForm = z.object({
  kind: z.enum(STOPPABLE),
  id: z.string().max(200),
  token: z.string().regex(/^[\w-]{22}$/),
});
