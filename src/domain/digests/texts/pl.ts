import type { DigestTexts } from "./digestTexts.js";

const ANSWERS = { one: "odpowiedź", few: "odpowiedzi", many: "odpowiedzi", other: "odpowiedzi" };

export const pl: DigestTexts = {
  periods: {
    daily: "Wyniki z wczoraj",
    weekly: "Wyniki z zeszłego tygodnia",
    monthly: "Wyniki z zeszłego miesiąca",
  },
  comparedWith: (period) => `W porównaniu z okresem: ${period}.`,
  answers: ANSWERS,
  noAnswers: "Brak odpowiedzi",
  range: (low, high) => `od ${low} do ${high}`,
  sure: "Z pewnością 95 %:",
  verdicts: {
    clear_rise: "wyraźny wzrost",
    clear_fall: "wyraźny spadek",
    no_clear_change: "bez wyraźnej zmiany",
    few_answers: "mało odpowiedzi",
  },
  before: (score) => `wcześniej: ${score}`,
  categories: {
    promoter: "Promotorzy",
    passive: "Pasywni",
    detractor: "Krytycy",
    satisfied: "Zadowoleni",
    neutral: "Neutralni",
    dissatisfied: "Niezadowoleni",
    easy: "Łatwo",
    hard: "Trudno",
  },
  responseRate: "Odsetek odpowiedzi",
  asked: "Zapytani",
  of: (part, whole) => `${part} z ${whole}`,
  attention: "Najpierw spójrz tutaj",
  reasons: { low_coverage: (share) => `zapytano tylko ${share} możliwych klientów` },
  calm: "Nic wyraźnie się nie zmieniło.",
  nothing: "Nikogo nie pytano i nikt nie odpowiedział.",
  others: "Tu nikt nie odpowiedział",
  open: "Otwórz przegląd",
  read: "Przeczytaj odpowiedzi",
  days: (zone) => `Strefa czasowa dni: ${zone}.`,
  view: "Zapisany widok",
  why: "Ta wiadomość przychodzi zgodnie z wyborem na koncie.",
  change: "Wybierz, co ma przychodzić",
  stop: "Nie wysyłaj więcej takich wiadomości",
  file: {
    rows: ANSWERS,
    attached: "Plik jest w załączniku.",
    tooLarge: "Plik jest za duży na wiadomość.",
    download: "Pobierz plik",
  },
  stopPage: {
    question: "Czy te wiadomości mają już nie przychodzić?",
    button: "Tak, nie wysyłaj więcej",
    done: "Te wiadomości już nie będą przychodzić. Na koncie można je wybrać ponownie.",
  },
};
