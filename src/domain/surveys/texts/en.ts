import { localCount } from "../../../lib/localNumber.js";
import type { Texts } from "./texts.js";

const CHARACTERS = { one: "character", other: "characters" };

export const en: Texts = {
  standard: {
    nps: (brand) => `How likely are you to recommend ${brand} to a friend or colleague?`,
    csat: (brand) => `How satisfied are you with ${brand}?`,
    ces: (brand) => `${brand} made it easy for me to handle my issue.`,
  },
  ends: {
    nps: ["Not at all likely", "Extremely likely"],
    csat: ["Very dissatisfied", "Very satisfied"],
    ces: ["Strongly disagree", "Strongly agree"],
  },
  followUp: {
    low: "We are sorry to hear that. What should have gone differently?",
    mid: "What would have made it better?",
    high: "Great to hear! What went especially well?",
  },
  thanks: {
    low: "Thank you for telling us. We want to put this right.",
    mid: "Thank you. Your answer helps us to do better.",
    high: "Thank you, that makes our day!",
  },
  page: {
    send: "Send",
    sendComment: "Send comment",
    comment: "Your comment",
    commentHint: "Optional. Please do not write passwords or card numbers.",
    confirm: (score) => `You chose ${score}. Please press Send to confirm it.`,
    yourAnswer: (score, max) => `Your answer: ${score} of ${max}`,
    commentSaved: "We have your comment.",
    changeAnswer: "Change your answer",
    changeableUntil: (date) => `You can change your answer until ${date}.`,
    doNotAsk: "Do not ask me again",
    commentTooLong: (max) => `Please shorten your comment to ${localCount("en", max, CHARACTERS)}.`,
    wrongScore: "Please choose one of the numbers shown.",
    tapAgain: "Please press the button once more to send your answer.",
  },
  expired: {
    title: "This survey is closed",
    text: "The time to answer has passed. Thank you for wanting to.",
  },
  unknown: {
    title: "We do not know this link",
    text: "It may be incomplete. Please open the link in your message again, or copy all of it.",
  },
  trouble: {
    title: "That did not work",
    text: "Something went wrong on our side. Please try again in a moment.",
  },
  optOut: {
    title: "Do not ask me again",
    question: (brand, address) => `Should ${brand} stop asking for your opinion at ${address}?`,
    button: "Yes, stop asking me",
    done: (brand, address) => `Done. ${brand} will not ask you at ${address} again.`,
  },
  email: {
    subject: (brand) => `How did it go with ${brand}?`,
    preheader: "One tap is enough.",
    greeting: (name) => `Hello ${name},`,
    intro: "Choose a number. It takes a few seconds.",
    openLink: "Open the survey",
    unsubscribe: "Do not ask me again",
  },
  sms: (brand, question, link) => `${brand}: ${question} ${link} Reply STOP to opt out.`,
};
