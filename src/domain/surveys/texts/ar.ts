import { localCount } from "../../../lib/localNumber.js";
import type { Texts } from "./texts.js";

const CHARACTERS = {
  zero: "حرف",
  one: "حرف",
  two: "حرفين",
  few: "أحرف",
  many: "حرفًا",
  other: "حرف",
};

/** Sets the direction of a text that may begin with a Latin name. */
const RIGHT_TO_LEFT = "\u200f";

/** Verbal nouns after "يُرجى" speak to men and women alike. */
export const ar: Texts = {
  standard: {
    nps: (brand) => `ما مدى احتمال أن توصي بـ ${brand} لصديق أو زميل؟`,
    csat: (brand) => `ما مدى رضاك عن ${brand}؟`,
    ces: (brand) => `سهّلت ${brand} عليّ حل مشكلتي.`,
  },
  ends: {
    nps: ["غير محتمل إطلاقًا", "محتمل للغاية"],
    csat: ["عدم رضا تام", "رضا تام"],
    ces: ["لا أوافق إطلاقًا", "أوافق تمامًا"],
  },
  followUp: {
    low: "نأسف لذلك. ما الذي كان ينبغي أن يكون مختلفًا؟",
    mid: "ما الذي كان سيجعل التجربة أفضل؟",
    high: "يسعدنا ذلك! ما الذي سار على نحو جيد بشكل خاص؟",
  },
  thanks: {
    low: "شكرًا لإخبارنا. نريد أن نصحح ذلك.",
    mid: "شكرًا. إجابتك تساعدنا على أن نكون أفضل.",
    high: "شكرًا، لقد أسعدتنا إجابتك!",
  },
  page: {
    send: "إرسال",
    sendComment: "إرسال التعليق",
    comment: "تعليقك",
    commentHint: "اختياري. يُرجى عدم كتابة كلمات مرور أو أرقام بطاقات.",
    confirm: (score) => `اختيارك: ${score}. يُرجى الضغط على «إرسال» للتأكيد.`,
    yourAnswer: (score, max) => `إجابتك: ${score} من ${max}`,
    commentSaved: "وصلنا تعليقك.",
    changeAnswer: "تغيير إجابتك",
    changeableUntil: (date) => `يمكن تغيير الإجابة حتى ${date}.`,
    doNotAsk: "عدم سؤالي مرة أخرى",
    commentTooLong: (max) => `يُرجى اختصار التعليق إلى ${localCount("ar", max, CHARACTERS)}.`,
    wrongScore: "يُرجى اختيار أحد الأرقام المعروضة.",
    tapAgain: "يُرجى الضغط على الزر مرة أخرى لإرسال إجابتك.",
  },
  expired: {
    title: "أُغلق هذا الاستبيان",
    text: "انتهت مدة الإجابة. شكرًا لاهتمامك.",
  },
  unknown: {
    title: "لا نعرف هذا الرابط",
    text: "ربما يكون غير كامل. يُرجى فتح الرابط من الرسالة مرة أخرى أو نسخه كاملًا.",
  },
  trouble: {
    title: "لم ينجح ذلك",
    text: "حدث خطأ من جهتنا. يُرجى المحاولة مرة أخرى بعد قليل.",
  },
  optOut: {
    title: "عدم سؤالي مرة أخرى",
    question: (brand, address) => `هل تتوقف ${apart(brand)} عن طلب رأيك على ${apart(address)}؟`,
    button: "نعم، لا أريد أسئلة أخرى",
    done: (brand, address) => `تم. لن تسألك ${apart(brand)} على ${apart(address)} مرة أخرى.`,
  },
  email: {
    subject: (brand) => `كيف كانت تجربتك مع ${apart(brand)}؟`,
    preheader: "لمسة واحدة تكفي.",
    greeting: (name) => `مرحبًا ${apart(name)}،`,
    intro: "يُرجى اختيار رقم. لن يستغرق ذلك سوى ثوانٍ.",
    openLink: "فتح الاستبيان",
    unsubscribe: "عدم سؤالي مرة أخرى",
  },
  sms: (brand, question, link) =>
    `${RIGHT_TO_LEFT}${brand}: ${question} ${link} للإيقاف يُرجى الرد بكلمة STOP.`,
};

/** A name or address of any script, so that it does not turn the words around it. */
function apart(text: string): string {
  return `\u2068${text}\u2069`;
}
