import type { Request, Response } from "express";
import { noteOnResponse } from "../../domain/responses/noteOnResponse.js";
import { readResponse } from "../../domain/responses/readResponse.js";
import { tagResponse } from "../../domain/responses/tagResponse.js";
import { untagResponse } from "../../domain/responses/untagResponse.js";
import { InvalidInput } from "../../lib/errors.js";
import { newId } from "../../lib/ids.js";
import * as touchpoints from "../../store/touchpoints.js";
import { id } from "../forms/fields.js";
import { readForm } from "../forms/readForm.js";
import { noteForm, tagForm } from "../forms/tagForms.js";
import { presentForm, type PresentedForm } from "../presenters/form.js";
import { responseAddress } from "../presenters/responseList.js";
import { presentResponsePage } from "../presenters/responsePage.js";
import { userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

interface Forms {
  tagForm?: PresentedForm;
  noteForm?: PresentedForm;
}

export async function showResponse(context: WebContext, req: Request, res: Response): Promise<void> {
  await render(context, req, res, {});
}

export async function addTag(context: WebContext, req: Request, res: Response): Promise<void> {
  await act(context, req, res, {
    form: "tagForm",
    verb: async (response) => {
      await tagResponse(response, readForm(tagForm, req.body).tag);
    },
  });
}

export async function removeTag(context: WebContext, req: Request, res: Response): Promise<void> {
  await act(context, req, res, {
    form: "tagForm",
    verb: async (response) => {
      await untagResponse(response, readForm(tagForm, req.body).tag);
    },
  });
}

export async function addNote(context: WebContext, req: Request, res: Response): Promise<void> {
  await act(context, req, res, {
    form: "noteForm",
    verb: async (response) => {
      const { id: note, text } = readForm(noteForm, req.body);
      await noteOnResponse({ id: note, response, by: userOf(req).id, text }, context.clock.now());
    },
  });
}

/** Does it and goes back to the page; what was typed wrongly stands there again, with the reason. */
async function act(
  context: WebContext,
  req: Request,
  res: Response,
  { form, verb }: { form: keyof Forms; verb: (response: string) => Promise<void> },
): Promise<void> {
  const response = readForm(id, req.params["id"]);
  try {
    await verb(response);
    res.redirect(303, responseAddress(response));
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    res.status(400);
    await render(context, req, res, { [form]: presentForm(req.body as object, error.fields) });
  }
}

async function render(context: WebContext, req: Request, res: Response, forms: Forms): Promise<void> {
  const now = context.clock.now();
  const whole = await readResponse(context, readForm(id, req.params["id"]), now);
  const facts = { whole, touchpoints: await touchpoints.list(), zone: context.reportingZone };
  res.render("console/responses/show", presentResponsePage({ ...facts, noteId: newId(now) }, forms));
}
