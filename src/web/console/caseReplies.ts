import type { Request, Response } from "express";
import { replyToCustomer } from "../../domain/cases/replyToCustomer.js";
import { caseReplyForm } from "../forms/caseReplyForm.js";
import { readForm } from "../forms/readForm.js";
import type { WebContext } from "../webContext.js";
import { act } from "./cases.js";

/** Writes to the customer of a case. */
export async function replyTo(context: WebContext, req: Request, res: Response): Promise<void> {
  await act(context, { req, res }, "reply", (theCase, by, now) => {
    const { subject, ...input } = readForm(caseReplyForm, req.body);
    return replyToCustomer(context, theCase, { ...input, by, ...(subject && { subject }) }, now);
  });
}
