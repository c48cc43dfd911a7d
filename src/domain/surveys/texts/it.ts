import { localCount } from "../../../lib/localNumber.js";
import type { Texts } from "./texts.js";

const CHARACTERS = { one: "carattere", other: "caratteri" };

export const it: Texts = {
  standard: {
    nps: (brand) => `Con quale probabilità consiglierebbe ${brand} a un amico o collega?`,
    csat: (brand) => `Qual è il Suo grado di soddisfazione per ${brand}?`,
    ces: (brand) => `${brand} mi ha reso facile risolvere il mio problema.`,
  },
  ends: {
    nps: ["Per niente probabile", "Estremamente probabile"],
    csat: ["Grande insoddisfazione", "Grande soddisfazione"],
    ces: ["Per niente d’accordo", "Del tutto d’accordo"],
  },
  followUp: {
    low: "Ci dispiace. Che cosa avremmo dovuto fare diversamente?",
    mid: "Che cosa avrebbe migliorato l’esperienza?",
    high: "Che piacere! Che cosa è andato particolarmente bene?",
  },
  thanks: {
    low: "Grazie per avercelo detto. Vogliamo rimediare.",
    mid: "Grazie. La Sua risposta ci aiuta a migliorare.",
    high: "Grazie, ci fa davvero piacere!",
  },
  page: {
    send: "Invia",
    sendComment: "Invia il commento",
    comment: "Il Suo commento",
    commentHint: "Facoltativo. Non scriva password né numeri di carta.",
    confirm: (score) => `Ha scelto ${score}. Prema Invia per confermare.`,
    yourAnswer: (score, max) => `La Sua risposta: ${score} su ${max}`,
    commentSaved: "Abbiamo ricevuto il Suo commento.",
    changeAnswer: "Modifica la risposta",
    changeableUntil: (date) => `Può modificare la risposta fino al giorno ${date}.`,
    doNotAsk: "Non chiedermelo più",
    commentTooLong: (max) => `Riduca il commento a ${localCount("it", max, CHARACTERS)}.`,
    wrongScore: "Scelga uno dei numeri indicati.",
    tapAgain: "Prema ancora una volta il pulsante per inviare la risposta.",
  },
  expired: {
    title: "Questo sondaggio è chiuso",
    text: "Il tempo per rispondere è scaduto. Grazie dell’interesse.",
  },
  unknown: {
    title: "Non conosciamo questo link",
    text: "Forse è incompleto. Apra di nuovo il link del messaggio oppure lo copi per intero.",
  },
  trouble: {
    title: "Non ha funzionato",
    text: "Qualcosa è andato storto da parte nostra. Riprovi tra un momento.",
  },
  optOut: {
    title: "Non chiedermelo più",
    question: (brand, address) => `${brand} deve smettere di chiedere la Sua opinione a ${address}?`,
    button: "Sì, non chiedetemelo più",
    done: (brand, address) => `Fatto. ${brand} non Le chiederà più nulla a ${address}.`,
  },
  email: {
    subject: (brand) => `Com’è andata con ${brand}?`,
    preheader: "Basta un tocco.",
    greeting: (name) => `Buongiorno ${name},`,
    intro: "Scelga un numero. Bastano pochi secondi.",
    openLink: "Apri il sondaggio",
    unsubscribe: "Non chiedermelo più",
  },
  sms: (brand, question, link) => `${brand}: ${question} ${link} Rispondi STOP per non riceverne altri.`,
};
