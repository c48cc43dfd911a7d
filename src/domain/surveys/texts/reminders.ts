export interface ReminderText {
  subject(brand: string): string;
  /** Stands where the ask has its introduction; in an SMS, before the question. */
  text: string;
}

/** What a reminder says in each language unless its trigger says something else. */
export const REMINDER_TEXTS: Record<string, ReminderText> = {
  en: {
    subject: (brand) => `A reminder from ${brand}: how did it go?`,
    text: "We would still like to hear from you.",
  },
  es: {
    subject: (brand) => `Recordatorio de ${brand}: ¿cómo le fue?`,
    text: "Nos gustaría mucho conocer su opinión.",
  },
  fr: {
    subject: (brand) => `Rappel de ${brand} : comment cela s'est-il passé ?`,
    text: "Votre avis nous intéresse toujours.",
  },
  de: {
    subject: (brand) => `Erinnerung von ${brand}: Wie war es?`,
    text: "Ihre Meinung interessiert uns weiterhin.",
  },
  pt: {
    subject: (brand) => `Lembrete de ${brand}: como correu?`,
    text: "Ainda gostaríamos de saber a sua opinião.",
  },
  it: {
    subject: (brand) => `Promemoria da ${brand}: com'è andata?`,
    text: "Ci interessa ancora la sua opinione.",
  },
  nl: {
    subject: (brand) => `Herinnering van ${brand}: hoe ging het?`,
    text: "We horen nog steeds graag uw mening.",
  },
  pl: {
    subject: (brand) => `Przypomnienie od ${brand}: jak poszło?`,
    text: "Nadal chętnie poznamy Państwa opinię.",
  },
  tr: { subject: (brand) => `${brand} hatırlatması: nasıl geçti?`, text: "Görüşünüzü hâlâ duymak isteriz." },
  ar: { subject: (brand) => `تذكير من ${brand}: كيف كانت تجربتك؟`, text: "ما زلنا نود معرفة رأيك." },
  hi: {
    subject: (brand) => `${brand} की ओर से याद: आपका अनुभव कैसा रहा?`,
    text: "हम अब भी आपकी राय जानना चाहेंगे।",
  },
  ja: {
    subject: (brand) => `${brand}からのお知らせ: いかがでしたか?`,
    text: "引き続きご意見をお待ちしております。",
  },
  "zh-Hans": { subject: (brand) => `${brand} 提醒您:体验如何?`, text: "我们仍然期待您的反馈。" },
};
