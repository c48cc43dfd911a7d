import { localCount } from "../../../lib/localNumber.js";
import type { Texts } from "./texts.js";

const CHARACTERS = { one: "caractère", other: "caractères" };

export const fr: Texts = {
  standard: {
    nps: (brand) => `Quelle est la probabilité que vous recommandiez ${brand} à vos proches ou collègues ?`,
    csat: (brand) => `Quel est votre niveau de satisfaction à l'égard de ${brand} ?`,
    ces: (brand) => `${brand} a facilité le traitement de ma demande.`,
  },
  ends: {
    nps: ["Pas du tout probable", "Très probable"],
    csat: ["Grande insatisfaction", "Grande satisfaction"],
    ces: ["Pas du tout d’accord", "Tout à fait d’accord"],
  },
  followUp: {
    low: "Nous en sommes désolés. Qu’est-ce qui aurait dû se passer autrement ?",
    mid: "Qu’est-ce qui aurait été mieux ?",
    high: "Quel plaisir ! Qu’est-ce qui s’est particulièrement bien passé ?",
  },
  thanks: {
    low: "Merci de nous l’avoir dit. Nous voulons arranger cela.",
    mid: "Merci. Votre réponse nous aide à progresser.",
    high: "Merci, cela nous fait très plaisir !",
  },
  page: {
    send: "Envoyer",
    sendComment: "Envoyer le commentaire",
    comment: "Votre commentaire",
    commentHint: "Facultatif. N’écrivez ni mot de passe ni numéro de carte.",
    confirm: (score) => `Vous avez choisi ${score}. Appuyez sur Envoyer pour confirmer.`,
    yourAnswer: (score, max) => `Votre réponse : ${score} sur ${max}`,
    commentSaved: "Nous avons votre commentaire.",
    changeAnswer: "Modifier votre réponse",
    changeableUntil: (date) => `Vous pouvez modifier votre réponse jusqu’au ${date}.`,
    doNotAsk: "Ne plus me demander",
    commentTooLong: (max) => `Veuillez raccourcir votre commentaire à ${localCount("fr", max, CHARACTERS)}.`,
    wrongScore: "Veuillez choisir l’un des chiffres affichés.",
    tapAgain: "Appuyez encore une fois sur le bouton pour envoyer votre réponse.",
  },
  expired: {
    title: "Cette enquête est close",
    text: "Le délai de réponse est passé. Merci d’avoir voulu répondre.",
  },
  unknown: {
    title: "Nous ne connaissons pas ce lien",
    text: "Il est peut-être incomplet. Rouvrez le lien de votre message ou copiez-le en entier.",
  },
  trouble: {
    title: "Cela n’a pas fonctionné",
    text: "Une erreur s’est produite chez nous. Réessayez dans un instant.",
  },
  optOut: {
    title: "Ne plus me demander",
    question: (brand, address) => `${brand} doit-il cesser de demander votre avis à ${address} ?`,
    button: "Oui, ne me demandez plus",
    done: (brand, address) => `C’est fait. ${brand} ne vous demandera plus rien à ${address}.`,
  },
  email: {
    subject: (brand) => `Comment cela s’est-il passé avec ${brand} ?`,
    preheader: "Un seul geste suffit.",
    greeting: (name) => `Bonjour ${name},`,
    intro: "Choisissez un chiffre. Cela prend quelques secondes.",
    openLink: "Ouvrir l’enquête",
    unsubscribe: "Ne plus me demander",
  },
  sms: (brand, question, link) => `${brand}: ${question} ${link} Repondez STOP pour ne plus en recevoir.`,
};
