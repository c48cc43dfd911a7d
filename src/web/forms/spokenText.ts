import { z } from "zod";

export const MAX_COMMENT = 5_000; // characters

/** What a customer wrote: lines are kept, whatever is no text is dropped rather than refused. */
export const spokenText = z.string().transform((text) =>
  text
    .replaceAll("\r\n", "\n")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "")
    .toWellFormed()
    .trim(),
);
