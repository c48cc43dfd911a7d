import type { SurveyState } from "../../records/survey.js";
import * as surveys from "../../store/surveys.js";

/** Pauses a survey or makes it live again. While it is paused nobody is asked; open invitations can be answered. */
export async function setSurveyState(key: string, state: SurveyState, now: Date): Promise<void> {
  await surveys.get(key);
  await surveys.setState(key, state, now);
}
