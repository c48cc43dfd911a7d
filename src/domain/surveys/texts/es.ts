import { localCount } from "../../../lib/localNumber.js";
import type { Texts } from "./texts.js";

const CHARACTERS = { one: "carácter", other: "caracteres" };

export const es: Texts = {
  standard: {
    nps: (brand) => `¿Qué probabilidad hay de que recomiende ${brand} a un amigo o colega?`,
    csat: (brand) => `¿Qué grado de satisfacción tiene con ${brand}?`,
    ces: (brand) => `${brand} me facilitó la resolución de mi problema.`,
  },
  ends: {
    nps: ["Nada probable", "Muy probable"],
    csat: ["Gran insatisfacción", "Gran satisfacción"],
    ces: ["Muy en desacuerdo", "Muy de acuerdo"],
  },
  followUp: {
    low: "Lo sentimos. ¿Qué debería haber sido diferente?",
    mid: "¿Qué lo habría hecho mejor?",
    high: "¡Qué alegría! ¿Qué salió especialmente bien?",
  },
  thanks: {
    low: "Gracias por decírnoslo. Queremos solucionarlo.",
    mid: "Gracias. Su respuesta nos ayuda a mejorar.",
    high: "¡Gracias, nos alegra el día!",
  },
  page: {
    send: "Enviar",
    sendComment: "Enviar comentario",
    comment: "Su comentario",
    commentHint: "Opcional. No escriba contraseñas ni números de tarjeta.",
    confirm: (score) => `Ha elegido ${score}. Pulse Enviar para confirmarlo.`,
    yourAnswer: (score, max) => `Su respuesta: ${score} de ${max}`,
    commentSaved: "Hemos recibido su comentario.",
    changeAnswer: "Cambiar su respuesta",
    changeableUntil: (date) => `Puede cambiar su respuesta hasta el ${date}.`,
    doNotAsk: "No volver a preguntarme",
    commentTooLong: (max) => `Acorte su comentario a ${localCount("es", max, CHARACTERS)}.`,
    wrongScore: "Elija uno de los números que se muestran.",
    tapAgain: "Pulse el botón una vez más para enviar su respuesta.",
  },
  expired: {
    title: "Esta encuesta está cerrada",
    text: "El plazo para responder ha terminado. Gracias por su interés.",
  },
  unknown: {
    title: "No conocemos este enlace",
    text: "Puede que esté incompleto. Abra de nuevo el enlace de su mensaje o cópielo entero.",
  },
  trouble: {
    title: "No ha funcionado",
    text: "Algo ha fallado por nuestra parte. Inténtelo de nuevo en un momento.",
  },
  optOut: {
    title: "No volver a preguntarme",
    question: (brand, address) => `¿Debe ${brand} dejar de pedir su opinión en ${address}?`,
    button: "Sí, no me pregunten más",
    done: (brand, address) => `Hecho. ${brand} no volverá a preguntarle en ${address}.`,
  },
  email: {
    subject: (brand) => `¿Qué tal le fue con ${brand}?`,
    preheader: "Basta con un toque.",
    greeting: (name) => `Hola, ${name}:`,
    intro: "Elija un número. Solo lleva unos segundos.",
    openLink: "Abrir la encuesta",
    unsubscribe: "No volver a preguntarme",
  },
  sms: (brand, question, link) => `${brand}: ${question} ${link} Responda STOP para no recibir mas.`,
};
