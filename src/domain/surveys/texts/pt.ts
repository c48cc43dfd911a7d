import { localCount } from "../../../lib/localNumber.js";
import type { Texts } from "./texts.js";

const CHARACTERS = { one: "caractere", other: "caracteres" };

/** Written so that it reads well in Brazil and in Portugal. */
export const pt: Texts = {
  standard: {
    nps: (brand) => `Qual é a probabilidade de recomendar ${brand} a um amigo ou colega?`,
    csat: (brand) => `Qual é o seu grau de satisfação com ${brand}?`,
    ces: (brand) => `${brand} facilitou a resolução do meu problema.`,
  },
  ends: {
    nps: ["Nada provável", "Extremamente provável"],
    csat: ["Grande insatisfação", "Grande satisfação"],
    ces: ["Discordo totalmente", "Concordo totalmente"],
  },
  followUp: {
    low: "Lamentamos muito. O que deveria ter sido diferente?",
    mid: "O que teria tornado a experiência melhor?",
    high: "Que bom! O que foi especialmente bom?",
  },
  thanks: {
    low: "Agradecemos por nos contar. Queremos resolver isto.",
    mid: "Agradecemos. A sua resposta é uma ajuda para melhorarmos.",
    high: "Agradecemos muito, ficamos felizes com isso!",
  },
  page: {
    send: "Enviar",
    sendComment: "Enviar comentário",
    comment: "O seu comentário",
    commentHint: "Opcional. Não escreva senhas nem números de cartão.",
    confirm: (score) => `Escolheu ${score}. Toque em Enviar para confirmar.`,
    yourAnswer: (score, max) => `A sua resposta: ${score} de ${max}`,
    commentSaved: "Recebemos o seu comentário.",
    changeAnswer: "Alterar a sua resposta",
    changeableUntil: (date) => `Pode alterar a sua resposta até ${date}.`,
    doNotAsk: "Não voltar a perguntar",
    commentTooLong: (max) => `Reduza o seu comentário para ${localCount("pt", max, CHARACTERS)}.`,
    wrongScore: "Escolha um dos números apresentados.",
    tapAgain: "Toque no botão mais uma vez para enviar a sua resposta.",
  },
  expired: {
    title: "Este questionário foi encerrado",
    text: "O prazo para responder terminou. Agradecemos o seu interesse.",
  },
  unknown: {
    title: "Não conhecemos este link",
    text: "Talvez esteja incompleto. Abra de novo o link da sua mensagem ou copie-o por inteiro.",
  },
  trouble: {
    title: "Não funcionou",
    text: "Algo falhou do nosso lado. Tente novamente daqui a pouco.",
  },
  optOut: {
    title: "Não voltar a perguntar",
    question: (brand, address) => `${brand} deve deixar de pedir a sua opinião em ${address}?`,
    button: "Sim, não perguntem mais",
    done: (brand, address) => `Feito. ${brand} não voltará a perguntar em ${address}.`,
  },
  email: {
    subject: (brand) => `Como foi a sua experiência com ${brand}?`,
    preheader: "Basta um toque.",
    greeting: (name) => `Olá, ${name},`,
    intro: "Escolha um número. Leva apenas alguns segundos.",
    openLink: "Abrir o questionário",
    unsubscribe: "Não voltar a perguntar",
  },
  sms: (brand, question, link) => `${brand}: ${question} ${link} Responda STOP para sair.`,
};
