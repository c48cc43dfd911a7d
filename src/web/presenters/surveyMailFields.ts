import { textsIn } from "../../domain/surveys/rules.js";
import type { LanguageDraft } from "../forms/surveyPageForm.js";

/** The fields of a mail's own texts. `live` is what somebody published meanwhile: null for nothing in this language. */
export function presentMailFields(
  { tag, mail }: LanguageDraft,
  live: LanguageDraft | null | undefined,
  errors: Record<string, string>,
) {
  const { email } = textsIn(tag);
  const ready = { subject: email.subject("{{brand.name}}"), intro: "" };
  const field = (part: "subject" | "intro") => {
    const name = `email_${part}_${tag}`;
    const liveText = live?.mail[part] ?? "";
    const isOther = live !== undefined && liveText !== mail[part];
    return {
      name,
      value: mail[part],
      error: errors[name],
      placeholder: ready[part],
      liveNow: isOther ? liveText || "the text in grey" : null,
    };
  };
  return { subject: field("subject"), intro: field("intro") };
}
