import { localCount } from "../../../lib/localNumber.js";
import type { Texts } from "./texts.js";

const CHARACTERS = { other: "Zeichen" };

export const de: Texts = {
  standard: {
    nps: (brand) =>
      `Wie wahrscheinlich ist es, dass Sie ${brand} im Freundes- oder Kollegenkreis weiterempfehlen?`,
    csat: (brand) => `Wie zufrieden sind Sie mit ${brand}?`,
    ces: (brand) => `${brand} hat es mir leicht gemacht, mein Anliegen zu klären.`,
  },
  ends: {
    nps: ["Überhaupt nicht wahrscheinlich", "Äußerst wahrscheinlich"],
    csat: ["Sehr unzufrieden", "Sehr zufrieden"],
    ces: ["Stimme gar nicht zu", "Stimme voll zu"],
  },
  followUp: {
    low: "Das tut uns leid. Was hätte anders laufen sollen?",
    mid: "Was hätte es besser gemacht?",
    high: "Wie schön! Was war besonders gut?",
  },
  thanks: {
    low: "Danke, dass Sie es uns sagen. Wir möchten das in Ordnung bringen.",
    mid: "Danke. Ihre Antwort hilft uns, besser zu werden.",
    high: "Danke, das freut uns sehr!",
  },
  page: {
    send: "Senden",
    sendComment: "Kommentar senden",
    comment: "Ihr Kommentar",
    commentHint: "Freiwillig. Bitte keine Passwörter oder Kartennummern.",
    confirm: (score) => `Sie haben ${score} gewählt. Bitte bestätigen Sie mit Senden.`,
    yourAnswer: (score, max) => `Ihre Antwort: ${score} von ${max}`,
    commentSaved: "Ihr Kommentar ist angekommen.",
    changeAnswer: "Antwort ändern",
    changeableUntil: (date) => `Sie können Ihre Antwort bis ${date} ändern.`,
    doNotAsk: "Nicht mehr fragen",
    commentTooLong: (max) => `Bitte kürzen Sie Ihren Kommentar auf ${localCount("de", max, CHARACTERS)}.`,
    wrongScore: "Bitte wählen Sie eine der gezeigten Zahlen.",
    tapAgain: "Bitte drücken Sie den Knopf noch einmal, um Ihre Antwort zu senden.",
  },
  expired: {
    title: "Diese Umfrage ist beendet",
    text: "Die Zeit zum Antworten ist vorbei. Danke, dass Sie wollten.",
  },
  unknown: {
    title: "Diesen Link kennen wir nicht",
    text: "Vielleicht ist er unvollständig. Öffnen Sie den Link in Ihrer Nachricht noch einmal oder kopieren Sie ihn ganz.",
  },
  trouble: {
    title: "Das hat nicht geklappt",
    text: "Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es gleich noch einmal.",
  },
  optOut: {
    title: "Nicht mehr fragen",
    question: (brand, address) => `Soll ${brand} Sie unter ${address} nicht mehr nach Ihrer Meinung fragen?`,
    button: "Ja, nicht mehr fragen",
    done: (brand, address) => `Erledigt. ${brand} fragt Sie unter ${address} nicht mehr.`,
  },
  email: {
    subject: (brand) => `Wie war es mit ${brand}?`,
    preheader: "Ein Tipp genügt.",
    greeting: (name) => `Guten Tag ${name},`,
    intro: "Wählen Sie eine Zahl. Es dauert nur Sekunden.",
    openLink: "Umfrage öffnen",
    unsubscribe: "Nicht mehr fragen",
  },
  sms: (brand, question, link) => `${brand}: ${question} ${link} Abmelden mit STOP.`,
};
