import { CADENCES, type Cadence, type DigestChoice } from "../../records/digest.js";
import type { FileMail } from "../../records/fileMail.js";
import type { View } from "../../records/view.js";
import { zoneName } from "./dates.js";

const WORDS: Record<Cadence, string> = {
  daily: "Every day, of the day before",
  weekly: "On Mondays, of the seven days before",
  monthly: "On the 1st, of the month before",
};

const SHORT: Record<Cadence, string> = { daily: "every day", weekly: "every week", monthly: "every month" };

/** How often somebody gets a view's answers by mail, to be chosen. */
export function presentFileMail(
  mail: Pick<FileMail, "cadence"> | null,
  { hour, zone }: Pick<DigestChoice, "hour" | "zone">,
) {
  const chosen = mail?.cadence ?? "";
  return {
    hint: `At ${String(hour).padStart(2, "0")}:00, ${zoneName(zone)}, as chosen in your account.`,
    cadence: {
      name: "mailCadence",
      options: [
        { value: "", label: "Never", isChosen: chosen === "" },
        ...CADENCES.map((value) => ({ value, label: WORDS[value], isChosen: value === chosen })),
      ],
    },
  };
}

/** The files that somebody gets, with the pages where that is changed. */
export function presentFileMails(mails: readonly FileMail[], views: readonly View[]) {
  const names = new Map(views.map(({ key, name }) => [key, name]));
  return mails.flatMap(({ view, cadence }) => {
    const name = names.get(view);
    return name && cadence ? [{ name, href: `/views/${view}#mail`, words: SHORT[cadence] }] : [];
  });
}
