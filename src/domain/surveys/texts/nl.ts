import { localCount } from "../../../lib/localNumber.js";
import type { Texts } from "./texts.js";

const CHARACTERS = { one: "teken", other: "tekens" };

export const nl: Texts = {
  standard: {
    nps: (brand) => `Hoe waarschijnlijk is het dat u ${brand} aanbeveelt aan vrienden of collega's?`,
    csat: (brand) => `Hoe tevreden bent u over ${brand}?`,
    ces: (brand) => `${brand} heeft het mij makkelijk gemaakt om mijn vraag op te lossen.`,
  },
  ends: {
    nps: ["Helemaal niet waarschijnlijk", "Zeer waarschijnlijk"],
    csat: ["Zeer ontevreden", "Zeer tevreden"],
    ces: ["Helemaal mee oneens", "Helemaal mee eens"],
  },
  followUp: {
    low: "Dat spijt ons. Wat had anders moeten gaan?",
    mid: "Wat had het beter gemaakt?",
    high: "Wat fijn! Wat ging er vooral goed?",
  },
  thanks: {
    low: "Bedankt dat u het ons laat weten. We willen dit graag rechtzetten.",
    mid: "Bedankt. Uw antwoord helpt ons om beter te worden.",
    high: "Bedankt, daar zijn we heel blij mee!",
  },
  page: {
    send: "Versturen",
    sendComment: "Opmerking versturen",
    comment: "Uw opmerking",
    commentHint: "Niet verplicht. Schrijf geen wachtwoorden of kaartnummers op.",
    confirm: (score) => `U hebt ${score} gekozen. Druk op Versturen om dit te bevestigen.`,
    yourAnswer: (score, max) => `Uw antwoord: ${score} van ${max}`,
    commentSaved: "We hebben uw opmerking ontvangen.",
    changeAnswer: "Uw antwoord wijzigen",
    changeableUntil: (date) => `U kunt uw antwoord wijzigen tot ${date}.`,
    doNotAsk: "Niet meer vragen",
    commentTooLong: (max) => `Kort uw opmerking in tot ${localCount("nl", max, CHARACTERS)}.`,
    wrongScore: "Kies een van de getoonde cijfers.",
    tapAgain: "Druk nog één keer op de knop om uw antwoord te versturen.",
  },
  expired: {
    title: "Deze enquête is gesloten",
    text: "De tijd om te antwoorden is voorbij. Bedankt dat u dat wilde doen.",
  },
  unknown: {
    title: "We kennen deze link niet",
    text: "Misschien is hij niet volledig. Open de link in uw bericht opnieuw of kopieer hem helemaal.",
  },
  trouble: {
    title: "Dat is niet gelukt",
    text: "Er ging bij ons iets mis. Probeer het zo nog eens.",
  },
  optOut: {
    title: "Niet meer vragen",
    question: (brand, address) => `Moet ${brand} stoppen met uw mening te vragen via ${address}?`,
    button: "Ja, vraag het niet meer",
    done: (brand, address) => `Klaar. ${brand} vraagt u niets meer via ${address}.`,
  },
  email: {
    subject: (brand) => `Hoe ging het met ${brand}?`,
    preheader: "Eén tik is genoeg.",
    greeting: (name) => `Beste ${name},`,
    intro: "Kies een cijfer. Het duurt maar een paar seconden.",
    openLink: "Enquête openen",
    unsubscribe: "Niet meer vragen",
  },
  sms: (brand, question, link) => `${brand}: ${question} ${link} Antwoord STOP om u af te melden.`,
};
