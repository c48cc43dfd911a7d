import type { Random } from "./random.js";

type Tone = "low" | "mid" | "high";

/** What people begin with, by how it went, and what they add. */
const PHRASES: Record<string, Record<Tone | "more", string[]>> = {
  en: {
    low: [
      "Nobody called back",
      "I waited far too long",
      "The bill was wrong again",
      "Terrible, it broke the next day",
      "I had to explain everything twice",
      "The technician came three hours late",
    ],
    mid: ["It was fine", "Took a while", "Nothing special", "It works now", "Okay in the end"],
    high: [
      "Very friendly and quick",
      "Excellent work, thank you",
      "Solved at once",
      "Great advice, clear and honest",
      "On time and clean",
    ],
    more: [
      "although the appointment had been moved twice.",
      "and the heat pump runs quietly.",
      "but the price is high.",
      "when I called about my order.",
      "and the website showed something else.",
      "as the last time.",
      "which my neighbours say too.",
      "and I did not have to wait for a spare part.",
    ],
  },
  es: {
    low: ["Nadie me llamó", "Esperé demasiado", "La factura estaba mal", "Llegaron tarde"],
    mid: ["Normal", "Tardaron un poco", "Al final bien"],
    high: ["Muy amables y rápidos", "Excelente trabajo", "Todo claro a la primera"],
    more: ["con el pedido.", "y el precio es alto.", "como la última vez.", "y funciona sin ruido."],
  },
  de: {
    low: ["Niemand rief zurück", "Viel zu lange gewartet", "Die Rechnung war falsch"],
    mid: ["In Ordnung", "Hat etwas gedauert"],
    high: ["Sehr freundlich und schnell", "Saubere Arbeit, danke"],
    more: ["beim letzten Termin.", "und der Preis ist hoch.", "wie schon im Frühjahr.", "und läuft leise."],
  },
  fr: {
    low: ["Personne n'a rappelé", "Trop d'attente", "La facture était fausse"],
    mid: ["Correct", "Un peu long"],
    high: ["Très aimable et rapide", "Excellent travail"],
    more: ["pour ma commande.", "et le prix est élevé.", "comme la dernière fois."],
  },
  pt: {
    low: ["Ninguém ligou de volta", "Esperei demais", "A fatura estava errada"],
    mid: ["Normal", "Demorou um pouco"],
    high: ["Muito simpáticos e rápidos", "Excelente trabalho"],
    more: ["com a encomenda.", "e o preço é alto.", "como da última vez."],
  },
};

/** A sentence or two in a language. */
export function commentOf(random: Random, language: string, tone: Tone): string {
  const phrases = PHRASES[language]!;
  const first = `${random.pick(phrases[tone])} ${random.pick(phrases.more)}`;
  return random.next() < 0.4 ? `${first} ${random.pick(phrases[tone])} ${random.pick(phrases.more)}` : first;
}
