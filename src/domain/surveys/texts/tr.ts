import { localCount } from "../../../lib/localNumber.js";
import type { Texts } from "./texts.js";

/** Nouns stay singular after a number. */
const CHARACTERS = { other: "karaktere" };

export const tr: Texts = {
  standard: {
    nps: (brand) => `${brand} firmasını bir arkadaşınıza veya iş arkadaşınıza önerme olasılığınız nedir?`,
    csat: (brand) => `${brand} firmasından ne kadar memnunsunuz?`,
    ces: (brand) => `${brand} sorunumu çözmemi kolaylaştırdı.`,
  },
  ends: {
    nps: ["Hiç olası değil", "Son derece olası"],
    csat: ["Hiç memnun değilim", "Çok memnunum"],
    ces: ["Kesinlikle katılmıyorum", "Kesinlikle katılıyorum"],
  },
  followUp: {
    low: "Bunu duyduğumuza üzüldük. Neyin farklı olması gerekirdi?",
    mid: "Daha iyi olması için ne yapabilirdik?",
    high: "Bunu duymak çok güzel! En çok ne iyi gitti?",
  },
  thanks: {
    low: "Bize anlattığınız için teşekkür ederiz. Bunu düzeltmek istiyoruz.",
    mid: "Teşekkür ederiz. Yanıtınız daha iyi olmamıza yardım ediyor.",
    high: "Teşekkür ederiz, bizi çok mutlu ettiniz!",
  },
  page: {
    send: "Gönder",
    sendComment: "Yorumu gönder",
    comment: "Yorumunuz",
    commentHint: "İsteğe bağlı. Lütfen şifre veya kart numarası yazmayın.",
    confirm: (score) => `Seçiminiz: ${score}. Onaylamak için lütfen Gönder düğmesine basın.`,
    yourAnswer: (score, max) => `Yanıtınız: ${score} / ${max}`,
    commentSaved: "Yorumunuzu aldık.",
    changeAnswer: "Yanıtınızı değiştirin",
    changeableUntil: (date) => `Yanıtınızı şu tarihe kadar değiştirebilirsiniz: ${date}.`,
    doNotAsk: "Bana bir daha sormayın",
    commentTooLong: (max) => `Lütfen yorumunuzu ${localCount("tr", max, CHARACTERS)} kısaltın.`,
    wrongScore: "Lütfen gösterilen sayılardan birini seçin.",
    tapAgain: "Yanıtınızı göndermek için lütfen düğmeye bir kez daha basın.",
  },
  expired: {
    title: "Bu anket kapandı",
    text: "Yanıt süresi doldu. İlginiz için teşekkür ederiz.",
  },
  unknown: {
    title: "Bu bağlantıyı tanımıyoruz",
    text: "Eksik olabilir. Lütfen mesajınızdaki bağlantıyı yeniden açın veya tamamını kopyalayın.",
  },
  trouble: {
    title: "Olmadı",
    text: "Bizim tarafımızda bir sorun oluştu. Lütfen biraz sonra yeniden deneyin.",
  },
  optOut: {
    title: "Bana bir daha sormayın",
    question: (brand, address) => `${brand}, ${address} üzerinden görüşünüzü sormayı bıraksın mı?`,
    button: "Evet, artık sormayın",
    done: (brand, address) => `Tamam. ${brand} size ${address} üzerinden bir daha sormayacak.`,
  },
  email: {
    subject: (brand) => `${brand} ile deneyiminiz nasıldı?`,
    preheader: "Tek dokunuş yeter.",
    greeting: (name) => `Merhaba ${name},`,
    intro: "Bir sayı seçin. Yalnızca birkaç saniye sürer.",
    openLink: "Anketi aç",
    unsubscribe: "Bana bir daha sormayın",
  },
  // Without the letters that GSM-7 lacks, as is usual in Turkish texts by phone.
  sms: (brand, question, link) => `${brand}: ${question} ${link} Almamak icin STOP yazin.`,
};
