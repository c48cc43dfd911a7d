import type { SurveyContent, Translations } from "../../records/survey.js";
import type { TypedFields } from "./pageFields.js";

/** The mail's own texts in one language; empty ones are the ready texts. */
export interface MailDraft {
  subject: string;
  intro: string;
}

export const EMPTY_MAIL: MailDraft = { subject: "", intro: "" };

/** The mail's texts of a stored version. */
export function mailDraftOf({ email }: SurveyContent, tag: string): MailDraft {
  return { subject: email?.subject?.[tag] ?? "", intro: email?.intro?.[tag] ?? "" };
}

/** The mail's texts as they stand in the form. */
export function readMailDraft(fields: TypedFields, tag: string): MailDraft {
  return { subject: fields[`email_subject_${tag}`] ?? "", intro: fields[`email_intro_${tag}`] ?? "" };
}

/** The texts to publish, together with those of languages that the form did not show; empty without any. */
export function mailTextsOf(
  asked: readonly { tag: string; mail: MailDraft }[],
  loaded: SurveyContent | null,
  notShown: (texts: Translations | undefined) => Translations,
): Pick<SurveyContent, "email"> {
  const textsOf = (field: keyof MailDraft): Translations => ({
    ...notShown(loaded?.email?.[field]),
    ...Object.fromEntries(asked.flatMap(({ tag, mail }) => (mail[field] ? [[tag, mail[field]]] : []))),
  });
  const email = { subject: textsOf("subject"), intro: textsOf("intro") };
  const isEmpty = Object.values(email).every((texts) => Object.keys(texts).length === 0);
  return isEmpty ? {} : { email };
}
