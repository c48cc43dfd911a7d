import { matchLocale } from "../../../lib/locale.js";

/** What we say in a conversation by SMS. Plain letters where a language can do with them: GSM-7 has room for 160. */
export interface Replies {
  /** The first message: who asks, what, how to answer, and how to stop. No question that "yes" could answer. */
  ask(about: { brand: string; question: string; scale: string; link: string }): string;
  /** No score could be read. */
  chooseScore(lowest: number, highest: number): string;
  /** The one message after an opt-out. */
  stopped(brand: string): string;
  started(brand: string): string;
  help(brand: string): string;
}

const REPLIES: Record<string, Replies> = {
  en: {
    ask: ({ brand, question, scale, link }) =>
      `${brand}: ${question} Reply ${scale} or tap ${link} - Text STOP to opt out.`,
    chooseScore: (lowest, highest) => `Please send one number from ${lowest} to ${highest}.`,
    stopped: (brand) => `${brand}: you will get no more texts from us. Reply START if you change your mind.`,
    started: (brand) => `${brand}: we may ask you for your opinion by text again. Reply STOP to opt out.`,
    help: (brand) =>
      `${brand} asks customers how it went. Reply with a number to answer, or STOP to opt out.`,
  },
  es: {
    ask: ({ brand, question, scale, link }) =>
      `${brand}: ${question} Responda ${scale} o toque ${link} - Escriba STOP para no recibir mas.`,
    chooseScore: (lowest, highest) => `Por favor, envíe un solo número del ${lowest} al ${highest}.`,
    stopped: (brand) => `${brand}: no recibira mas mensajes nuestros. Responda START si cambia de idea.`,
    started: (brand) => `${brand}: podremos pedirle su opinion por SMS otra vez. STOP para no recibir mas.`,
    help: (brand) =>
      `${brand} pregunta a sus clientes por su experiencia. Responda con un numero, o STOP para no recibir mas.`,
  },
  fr: {
    ask: ({ brand, question, scale, link }) =>
      `${brand}: ${question} Répondez ${scale} ou ouvrez ${link} - STOP pour ne plus en recevoir.`,
    chooseScore: (lowest, highest) => `Merci d'envoyer un seul chiffre de ${lowest} à ${highest}.`,
    stopped: (brand) =>
      `${brand}: vous ne recevrez plus de SMS de notre part. Répondez START si vous changez d'avis.`,
    started: (brand) =>
      `${brand}: nous pourrons à nouveau demander votre avis par SMS. STOP pour ne plus en recevoir.`,
    help: (brand) =>
      `${brand} demande à ses clients leur avis. Répondez par un chiffre, ou STOP pour ne plus en recevoir.`,
  },
  de: {
    ask: ({ brand, question, scale, link }) =>
      `${brand}: ${question} Antworten Sie mit ${scale} oder öffnen Sie ${link} - Abmelden mit STOP.`,
    chooseScore: (lowest, highest) => `Bitte senden Sie eine einzelne Zahl von ${lowest} bis ${highest}.`,
    stopped: (brand) => `${brand}: Sie bekommen keine SMS mehr von uns. Mit START geht es wieder.`,
    started: (brand) =>
      `${brand}: Wir dürfen Sie wieder per SMS nach Ihrer Meinung fragen. Abmelden mit STOP.`,
    help: (brand) => `${brand} fragt, wie es war. Antworten Sie mit einer Zahl, oder mit STOP zum Abmelden.`,
  },
  pt: {
    ask: ({ brand, question, scale, link }) =>
      `${brand}: ${question} Responda ${scale} ou abra ${link} - Envie STOP para cancelar.`,
    chooseScore: (lowest, highest) => `Por favor, envie um só número de ${lowest} a ${highest}.`,
    stopped: (brand) => `${brand}: nao enviaremos mais mensagens. Responda START se mudar de ideia.`,
    started: (brand) => `${brand}: podemos voltar a pedir a sua opiniao por SMS. Envie STOP para cancelar.`,
    help: (brand) =>
      `${brand} pergunta aos clientes como correu. Responda com um numero, ou STOP para cancelar.`,
  },
  it: {
    ask: ({ brand, question, scale, link }) =>
      `${brand}: ${question} Risponda ${scale} o apra ${link} - STOP per non ricevere altri SMS.`,
    chooseScore: (lowest, highest) => `Per favore, invii un solo numero da ${lowest} a ${highest}.`,
    stopped: (brand) => `${brand}: non riceverà più nostri SMS. Risponda START se cambia idea.`,
    started: (brand) =>
      `${brand}: potremo chiederle di nuovo un parere via SMS. STOP per non riceverne altri.`,
    help: (brand) =>
      `${brand} chiede ai clienti come è andata. Risponda con un numero, o STOP per non ricevere altri SMS.`,
  },
  nl: {
    ask: ({ brand, question, scale, link }) =>
      `${brand}: ${question} Antwoord ${scale} of open ${link} - Afmelden met STOP.`,
    chooseScore: (lowest, highest) => `Stuur alstublieft één getal van ${lowest} tot ${highest}.`,
    stopped: (brand) => `${brand}: u krijgt geen sms meer van ons. Antwoord START als u zich bedenkt.`,
    started: (brand) => `${brand}: we mogen u weer per sms om uw mening vragen. Afmelden met STOP.`,
    help: (brand) =>
      `${brand} vraagt klanten hoe het ging. Antwoord met een getal, of met STOP om u af te melden.`,
  },
  pl: {
    ask: ({ brand, question, scale, link }) =>
      `${brand}: ${question} Odpisz ${scale} lub otworz ${link} - STOP, aby zrezygnowac.`,
    chooseScore: (lowest, highest) => `Prosimy o jedna liczbe od ${lowest} do ${highest}.`,
    stopped: (brand) => `${brand}: nie wyslemy wiecej SMS-ow. Aby do nich wrocic, odpisz START.`,
    started: (brand) => `${brand}: znow mozemy pytac o opinie SMS-em. STOP, aby zrezygnowac.`,
    help: (brand) => `${brand} pyta klientow o opinie. Prosimy odpisac liczba lub STOP, aby zrezygnowac.`,
  },
  tr: {
    ask: ({ brand, question, scale, link }) =>
      `${brand}: ${question} ${scale} yazarak yanitlayin veya acin: ${link} - Cikmak icin STOP yazin.`,
    chooseScore: (lowest, highest) => `Lutfen ${lowest} ile ${highest} arasinda tek bir sayi gonderin.`,
    stopped: (brand) => `${brand}: size artik SMS gondermeyecegiz. Fikriniz degisirse START yazin.`,
    started: (brand) => `${brand}: gorusunuzu yeniden SMS ile sorabiliriz. Cikmak icin STOP yazin.`,
    help: (brand) =>
      `${brand} musterilerine deneyimlerini sorar. Bir sayi yazin ya da cikmak icin STOP yazin.`,
  },
  ar: {
    ask: ({ brand, question, scale, link }) =>
      `${brand}: ${question} أجب برقم ${scale} أو افتح ${link} - لإلغاء الاشتراك أرسل STOP.`,
    chooseScore: (lowest, highest) => `من فضلك أرسل رقما واحدا من ${lowest} إلى ${highest}.`,
    stopped: (brand) => `${brand}: لن نرسل إليك رسائل بعد الآن. للعودة أرسل START.`,
    started: (brand) => `${brand}: يمكننا أن نسألك عن رأيك برسالة من جديد. لإلغاء الاشتراك أرسل STOP.`,
    help: (brand) => `${brand} تسأل عملاءها عن رأيهم. أجب برقم، أو أرسل STOP لإلغاء الاشتراك.`,
  },
  hi: {
    ask: ({ brand, question, scale, link }) =>
      `${brand}: ${question} ${scale} में जवाब दें या खोलें ${link} - रोकने के लिए STOP भेजें।`,
    chooseScore: (lowest, highest) => `कृपया ${lowest} से ${highest} तक एक ही संख्या भेजें।`,
    stopped: (brand) => `${brand}: अब आपको हमारे संदेश नहीं मिलेंगे। फिर से पाने के लिए START भेजें।`,
    started: (brand) => `${brand}: हम फिर से संदेश भेजकर आपकी राय पूछ सकते हैं। रोकने के लिए STOP भेजें।`,
    help: (brand) => `${brand} ग्राहकों से उनकी राय पूछता है। एक संख्या भेजें, या रोकने के लिए STOP भेजें।`,
  },
  ja: {
    ask: ({ brand, question, scale, link }) =>
      `${brand}：${question} ${scale}の数字を返信、または ${link} を開いてください。配信停止はSTOPと返信。`,
    chooseScore: (lowest, highest) => `${lowest}から${highest}までの数字をひとつお送りください。`,
    stopped: (brand) => `${brand}：今後メッセージをお送りしません。再開するにはSTARTと返信してください。`,
    started: (brand) => `${brand}：またご意見を伺うことがあります。配信停止はSTOPと返信してください。`,
    help: (brand) => `${brand}はお客様のご意見を伺っています。数字で返信してください。配信停止はSTOPと返信。`,
  },
  "zh-Hans": {
    ask: ({ brand, question, scale, link }) =>
      `${brand}：${question} 请回复 ${scale}，或打开 ${link} 退订请回复 STOP。`,
    chooseScore: (lowest, highest) => `请回复一个 ${lowest} 到 ${highest} 之间的数字。`,
    stopped: (brand) => `${brand}：我们不会再给您发短信。如需恢复，请回复 START。`,
    started: (brand) => `${brand}：我们可以再次通过短信征求您的意见。退订请回复 STOP。`,
    help: (brand) => `${brand} 希望了解您的体验。请回复一个数字，退订请回复 STOP。`,
  },
};

/** Languages in which a conversation can be held. */
export const REPLY_LANGUAGES = Object.keys(REPLIES);

/** Our side of a conversation in the language, else in English. */
export function repliesIn(language: string): Replies {
  return REPLIES[matchLocale([language], REPLY_LANGUAGES) ?? "en"]!;
}
