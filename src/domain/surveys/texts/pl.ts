import { localCount } from "../../../lib/localNumber.js";
import type { Texts } from "./texts.js";

/** After "do" in the genitive, which has one form for all but one. */
const CHARACTERS = { one: "znaku", other: "znaków" };

export const pl: Texts = {
  standard: {
    nps: (brand) =>
      `Jak bardzo prawdopodobne jest, że polecą Państwo firmę ${brand} znajomym lub współpracownikom?`,
    csat: (brand) => `Jak oceniają Państwo swoje zadowolenie z firmy ${brand}?`,
    ces: (brand) => `Firma ${brand} ułatwiła mi załatwienie mojej sprawy.`,
  },
  ends: {
    nps: ["Zupełnie nieprawdopodobne", "Bardzo prawdopodobne"],
    csat: ["Duże niezadowolenie", "Duże zadowolenie"],
    ces: ["Zdecydowanie się nie zgadzam", "Zdecydowanie się zgadzam"],
  },
  followUp: {
    low: "Przykro nam. Co powinno było pójść inaczej?",
    mid: "Co mogło być lepsze?",
    high: "Bardzo się cieszymy! Co poszło szczególnie dobrze?",
  },
  thanks: {
    low: "Dziękujemy za tę informację. Chcemy to naprawić.",
    mid: "Dziękujemy. Ta odpowiedź pomaga nam się poprawić.",
    high: "Dziękujemy, to dla nas wielka radość!",
  },
  page: {
    send: "Wyślij",
    sendComment: "Wyślij komentarz",
    comment: "Komentarz",
    commentHint: "Nieobowiązkowo. Prosimy nie podawać haseł ani numerów kart.",
    confirm: (score) => `Wybrana ocena: ${score}. Prosimy potwierdzić przyciskiem Wyślij.`,
    yourAnswer: (score, max) => `Odpowiedź: ${score} z ${max}`,
    commentSaved: "Otrzymaliśmy komentarz.",
    changeAnswer: "Zmień odpowiedź",
    changeableUntil: (date) => `Odpowiedź można zmienić do ${date}.`,
    doNotAsk: "Proszę więcej nie pytać",
    commentTooLong: (max) => `Prosimy skrócić komentarz do ${localCount("pl", max, CHARACTERS)}.`,
    wrongScore: "Prosimy wybrać jedną z podanych liczb.",
    tapAgain: "Prosimy jeszcze raz nacisnąć przycisk, aby wysłać odpowiedź.",
  },
  expired: {
    title: "Ta ankieta jest zamknięta",
    text: "Czas na odpowiedź minął. Dziękujemy za chęć udziału.",
  },
  unknown: {
    title: "Nie znamy tego linku",
    text: "Może być niepełny. Prosimy ponownie otworzyć link z wiadomości lub skopiować go w całości.",
  },
  trouble: {
    title: "Nie udało się",
    text: "Coś poszło nie tak po naszej stronie. Prosimy spróbować za chwilę.",
  },
  optOut: {
    title: "Proszę więcej nie pytać",
    question: (brand, address) => `Czy ${brand} ma przestać pytać o opinię pod adresem ${address}?`,
    button: "Tak, proszę nie pytać",
    done: (brand, address) => `Gotowe. ${brand} nie będzie już pytać pod adresem ${address}.`,
  },
  email: {
    subject: (brand) => `Jak poszło z ${brand}?`,
    preheader: "Wystarczy jedno dotknięcie.",
    greeting: (name) => `Dzień dobry, ${name}!`,
    intro: "Prosimy wybrać liczbę. To zajmie kilka sekund.",
    openLink: "Otwórz ankietę",
    unsubscribe: "Proszę więcej nie pytać",
  },
  // Without accents, as is usual in Polish texts by phone: one "ś" would halve what fits into a segment.
  sms: (brand, question, link) => `${brand}: ${question} ${link} Odpisz STOP, aby zrezygnowac.`,
};
