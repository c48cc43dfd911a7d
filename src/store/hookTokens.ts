import { model } from "mongoose";
import { insertOnce, recordSchema } from "./document.js";

/** As long as a provider's signature is taken for fresh, and an hour more. */
const KEPT_SECONDS = 25 * 60 * 60;

interface TokenDocument {
  _id: string;
  /** Hash of what came with it first. */
  content: string;
  at: Date;
}

const schema = recordSchema<TokenDocument>("hookTokens", { content: String, at: Date });
schema.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS });

const HookTokens = model("HookToken", schema);

/** Whether a signature's token comes for the first time, or again with the same content; false with another. */
export async function claim(token: string, content: string, at: Date): Promise<boolean> {
  if (await insertOnce(() => HookTokens.create([{ _id: token, content, at }]))) return true;
  return (await HookTokens.findById(token).lean())?.content === content;
}
