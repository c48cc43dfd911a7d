import type { Request, Response } from "express";
import { z } from "zod";
import { restartSending } from "../../domain/breaker/restartSending.js";
import * as sendingBreakers from "../../store/sendingBreakers.js";
import * as users from "../../store/users.js";
import { channelName } from "../forms/fields.js";
import { readForm } from "../forms/readForm.js";
import { presentSending } from "../presenters/sendingPage.js";
import { leaveNotice, userOf } from "../session.js";
import type { WebContext } from "../webContext.js";

const params = z.object({ channel: channelName });

export async function showSending(context: WebContext, _req: Request, res: Response): Promise<void> {
  const [breakers, people] = await Promise.all([sendingBreakers.list(), users.list()]);
  res.render("console/sending/show", presentSending({ breakers, users: people }, context.reportingZone));
}

export async function restartChannel(context: WebContext, req: Request, res: Response): Promise<void> {
  const { channel } = readForm(params, req.params);
  const isRestarted = await restartSending(context, channel, userOf(req), context.clock.now());
  leaveNotice(
    req,
    isRestarted
      ? "Sending goes on. What waited goes out within the next minutes."
      : "It was not stopped any more.",
  );
  res.redirect(303, "/sending");
}
