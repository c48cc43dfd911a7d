import { matchLocale } from "../../lib/locale.js";

/** What stands around a collector's page beside the survey's own texts. */
export interface CollectorTexts {
  closed: { title: string; text: string };
  /** One network sent more answers than people would. */
  tooMany: { title: string; text: string };
  /** Ends a visit to a kiosk. */
  done: string;
  /** "{n}" stands for the seconds left. */
  startsOver: string;
  /** On a printed page, below the question. */
  scan: string;
}

const en: CollectorTexts = {
  closed: { title: "We are not asking here right now", text: "Thank you for wanting to tell us." },
  tooMany: {
    title: "Please try again in a moment",
    text: "Too many answers came from here at once.",
  },
  done: "Done",
  startsOver: "Starts over in {n} s",
  scan: "Point your phone’s camera at the code. It takes a few seconds, and we do not ask who you are.",
};

const TEXTS: Record<string, CollectorTexts> = {
  en,
  es: {
    closed: { title: "Ahora no preguntamos aquí", text: "Gracias por querer contárnoslo." },
    tooMany: {
      title: "Inténtelo de nuevo en un momento",
      text: "Llegaron demasiadas respuestas a la vez desde aquí.",
    },
    done: "Listo",
    startsOver: "Vuelve al inicio en {n} s",
    scan: "Apunte la cámara del teléfono al código. Son unos segundos y no preguntamos quién es.",
  },
  fr: {
    closed: {
      title: "Nous ne posons pas de question ici en ce moment",
      text: "Merci d’avoir voulu répondre.",
    },
    tooMany: {
      title: "Veuillez réessayer dans un instant",
      text: "Trop de réponses sont venues d’ici à la fois.",
    },
    done: "Terminé",
    startsOver: "Retour au début dans {n} s",
    scan: "Visez le code avec l’appareil photo du téléphone. Quelques secondes suffisent, sans dire qui vous êtes.",
  },
  de: {
    closed: { title: "Hier fragen wir gerade nicht", text: "Danke, dass Sie antworten wollten." },
    tooMany: {
      title: "Bitte versuchen Sie es gleich noch einmal",
      text: "Von hier kamen zu viele Antworten auf einmal.",
    },
    done: "Fertig",
    startsOver: "Beginnt in {n} s von vorn",
    scan: "Richten Sie die Kamera Ihres Telefons auf den Code. Es dauert Sekunden, und wir fragen nicht, wer Sie sind.",
  },
  pt: {
    closed: { title: "De momento não perguntamos aqui", text: "Obrigado por querer responder." },
    tooMany: {
      title: "Tente novamente daqui a pouco",
      text: "Chegaram demasiadas respostas daqui ao mesmo tempo.",
    },
    done: "Concluir",
    startsOver: "Volta ao início em {n} s",
    scan: "Aponte a câmara do telemóvel para o código. Demora segundos e não perguntamos quem é.",
  },
  it: {
    closed: {
      title: "In questo momento qui non facciamo domande",
      text: "Grazie per aver voluto rispondere.",
    },
    tooMany: { title: "Riprovi tra un momento", text: "Da qui sono arrivate troppe risposte insieme." },
    done: "Fine",
    startsOver: "Ricomincia tra {n} s",
    scan: "Inquadri il codice con la fotocamera del telefono. Bastano pochi secondi e non chiediamo chi è.",
  },
  nl: {
    closed: { title: "We vragen hier op dit moment niets", text: "Bedankt dat u wilde antwoorden." },
    tooMany: { title: "Probeer het zo nog eens", text: "Er kwamen hiervandaan te veel antwoorden tegelijk." },
    done: "Klaar",
    startsOver: "Begint over {n} s opnieuw",
    scan: "Richt de camera van uw telefoon op de code. Het duurt enkele seconden en we vragen niet wie u bent.",
  },
  pl: {
    closed: { title: "Teraz tutaj nie pytamy", text: "Dziękujemy za chęć odpowiedzi." },
    tooMany: { title: "Proszę spróbować za chwilę", text: "Stąd przyszło zbyt wiele odpowiedzi naraz." },
    done: "Gotowe",
    startsOver: "Powrót na początek za {n} s",
    scan: "Proszę skierować aparat telefonu na kod. To kilka sekund i nie pytamy, kim Pan lub Pani jest.",
  },
  tr: {
    closed: { title: "Şu anda burada soru sormuyoruz", text: "Yanıtlamak istediğiniz için teşekkürler." },
    tooMany: { title: "Lütfen birazdan yeniden deneyin", text: "Buradan aynı anda çok fazla yanıt geldi." },
    done: "Bitti",
    startsOver: "{n} sn içinde başa dönülecek",
    scan: "Telefonunuzun kamerasını koda tutun. Birkaç saniye sürer, kim olduğunuzu sormayız.",
  },
  ar: {
    closed: { title: "لا نطرح أسئلة هنا في الوقت الحالي", text: "شكرًا لرغبتك في الإجابة." },
    tooMany: { title: "يرجى المحاولة بعد لحظات", text: "وصلت إجابات كثيرة من هنا في الوقت نفسه." },
    done: "تم",
    startsOver: "العودة إلى البداية خلال {n} ث",
    scan: "وجّه كاميرا هاتفك نحو الرمز. يستغرق الأمر ثوانٍ، ولا نسأل عن هويتك.",
  },
  hi: {
    closed: { title: "अभी हम यहाँ सवाल नहीं पूछ रहे हैं", text: "जवाब देने की इच्छा के लिए धन्यवाद।" },
    tooMany: { title: "कृपया थोड़ी देर में फिर कोशिश करें", text: "यहाँ से एक साथ बहुत सारे जवाब आए।" },
    done: "हो गया",
    startsOver: "{n} सेकंड में फिर से शुरू होगा",
    scan: "अपने फ़ोन का कैमरा कोड पर रखें। कुछ ही सेकंड लगते हैं, और हम आपका नाम नहीं पूछते।",
  },
  ja: {
    closed: {
      title: "ただいまこちらでは質問を受け付けていません",
      text: "ご回答のお気持ちに感謝いたします。",
    },
    tooMany: {
      title: "しばらくしてからもう一度お試しください",
      text: "ここから一度に多くの回答が届きました。",
    },
    done: "完了",
    startsOver: "{n} 秒後に最初に戻ります",
    scan: "スマートフォンのカメラをコードに向けてください。数秒で終わり、お名前は伺いません。",
  },
  zh: {
    closed: { title: "目前这里没有提问", text: "感谢您愿意告诉我们。" },
    tooMany: { title: "请稍后再试", text: "这里同时收到的回答太多。" },
    done: "完成",
    startsOver: "{n} 秒后重新开始",
    scan: "用手机摄像头对准二维码。只需几秒钟,我们不会询问您的身份。",
  },
};

const LANGUAGES = Object.keys(TEXTS);

/** The first wanted language that there are texts in, else English. */
export function collectorLanguage(wanted: readonly string[]): string {
  return matchLocale(wanted, LANGUAGES) ?? "en";
}

/** Texts in the language, else in English. */
export function collectorTexts(language: string): CollectorTexts {
  return TEXTS[collectorLanguage([language])] ?? en;
}
