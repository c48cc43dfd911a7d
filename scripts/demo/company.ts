import type { SurveyContent } from "../../src/records/survey.js";
import type { BrandInput } from "../../src/domain/brands/saveBrand.js";
import type { CollectorInput } from "../../src/domain/collectors/saveCollector.js";
import type { Touchpoint } from "../../src/records/touchpoint.js";
import type { TriggerInput } from "../../src/domain/triggers/saveTrigger.js";
import { INSTALLATION_QUESTIONS } from "./questions.js";

/** Northwind Home Services sells, installs and looks after heat pumps and air conditioning. All of it is invented. */
export const COMPANY = "Northwind Home Services";

/** The part of the company that looks after what was installed has a name and a colour of its own. */
export const BRANDS: BrandInput[] = [
  { key: "northwind-care", name: "Northwind Care", colour: "#0f766e", replyTo: "care@example.com" },
];

export const TOUCHPOINTS: Pick<Touchpoint, "key" | "name" | "stage" | "brand">[] = [
  { key: "showroom", name: "Showroom", stage: "consideration" },
  { key: "sales-call", name: "Sales call", stage: "purchase" },
  { key: "installation", name: "Installation visit", stage: "onboarding" },
  { key: "thirty-days-in", name: "30 days in", stage: "use" },
  { key: "invoice", name: "Invoice", stage: "use" },
  { key: "support-call", name: "Support call", stage: "support" },
  { key: "service-visit", name: "Service visit", stage: "support", brand: "northwind-care" },
  { key: "put-right", name: "After a complaint", stage: "support" },
  { key: "renewal", name: "Renewal", stage: "renewal" },
];

const EMPTY = { followUp: {}, thanks: {} };

export const SURVEYS: Record<string, SurveyContent> = {
  "sales-csat": {
    ...EMPTY,
    name: "After a sales call",
    metric: "csat",
    question: {
      en: "How satisfied were you with our advice on the phone?",
      es: "¿Qué tan satisfecho quedó con nuestro asesoramiento?",
    },
  },
  "installation-nps": {
    name: "After the installation",
    metric: "nps",
    question: {
      en: "How likely are you to recommend us after the installation?",
      es: "¿Nos recomendaría después de la instalación?",
    },
    followUp: {
      detractor: {
        en: "We are sorry. What should the crew have done differently?",
        es: "Lo sentimos. ¿Qué debió hacer el equipo de otra manera?",
      },
    },
    thanks: {
      detractor: { en: "Thank you. Somebody from our team will call you.", es: "Gracias. Le llamaremos." },
    },
    questions: INSTALLATION_QUESTIONS,
  },
  "relationship-nps": {
    ...EMPTY,
    name: "How it is going",
    metric: "nps",
    question: {
      en: "How likely are you to recommend Northwind to a friend?",
      es: "¿Recomendaría Northwind a un amigo?",
    },
  },
  "invoice-ces": {
    ...EMPTY,
    name: "After an invoice",
    metric: "ces",
    question: {
      en: "Northwind's invoice was easy to understand.",
      es: "La factura de Northwind fue fácil de entender.",
    },
  },
  "support-ces": {
    ...EMPTY,
    name: "After a support call",
    metric: "ces",
    question: {
      en: "Northwind made it easy for me to handle my issue.",
      es: "Northwind me lo puso fácil para resolver mi problema.",
    },
  },
  "put-right-nps": {
    ...EMPTY,
    name: "After a complaint",
    metric: "nps",
    question: {
      en: "We tried to put it right. How likely are you to recommend Northwind now?",
      es: "Intentamos solucionarlo. ¿Recomendaría Northwind ahora?",
    },
  },
  "visit-csat": {
    ...EMPTY,
    name: "After a service visit",
    metric: "csat",
    question: {
      en: "How satisfied are you with the service visit?",
      es: "¿Qué tan satisfecho está con la visita técnica?",
    },
  },
};

/** Where people answer whom no event tells the company about. */
export const COLLECTORS: CollectorInput[] = [
  {
    key: "handover-card",
    touchpoint: "installation",
    survey: "installation-nps",
    kind: "link",
    name: "Handover card",
    origins: [],
  },
  {
    key: "showroom-exit",
    touchpoint: "showroom",
    survey: "relationship-nps",
    kind: "kiosk",
    name: "Tablet at the exit",
    origins: [],
  },
];

const DEFAULTS = {
  delay: "PT1H",
  sample: 1,
  quietPeriod: null,
  unless: [],
  expiresAfter: "P14D",
  active: true,
};

export const TRIGGERS: TriggerInput[] = [
  {
    ...DEFAULTS,
    key: "after-sales-call",
    event: { type: "call.ended", where: [{ field: "properties.reason", op: "eq", value: "sales" }] },
    touchpoint: "sales-call",
    survey: "sales-csat",
    sample: 0.5,
    channels: ["email"],
  },
  {
    ...DEFAULTS,
    key: "after-installation",
    event: { type: "installation.completed", where: [] },
    touchpoint: "installation",
    survey: "installation-nps",
    channels: ["sms", "email"],
    quietPeriod: "P7D",
    delay: "PT3H",
  },
  {
    ...DEFAULTS,
    key: "thirty-days-after-installation",
    event: { type: "installation.completed", where: [] },
    touchpoint: "thirty-days-in",
    survey: "relationship-nps",
    channels: ["email"],
    delay: "P31D",
    unless: ["subscription.cancelled"],
  },
  {
    ...DEFAULTS,
    key: "after-invoice",
    event: { type: "invoice.issued", where: [] },
    touchpoint: "invoice",
    survey: "invoice-ces",
    channels: ["email"],
    delay: "P2D",
    sample: 0.5,
  },
  {
    ...DEFAULTS,
    key: "after-support-call",
    event: { type: "call.ended", where: [{ field: "properties.reason", op: "ne", value: "sales" }] },
    touchpoint: "support-call",
    survey: "support-ces",
    channels: ["sms", "email"],
  },
  {
    ...DEFAULTS,
    key: "after-service-visit",
    event: { type: "visit.completed", where: [] },
    touchpoint: "service-visit",
    survey: "visit-csat",
    channels: ["email", "sms"],
    delay: "PT2H",
    reminders: [{ after: "P3D", channel: "same" }],
  },
  {
    ...DEFAULTS,
    key: "after-case",
    event: { type: "case.resolved", where: [{ field: "properties.outcome", op: "eq", value: "resolved" }] },
    touchpoint: "put-right",
    survey: "put-right-nps",
    channels: ["sms", "email"],
    delay: "P2D",
  },
  {
    ...DEFAULTS,
    key: "after-renewal",
    event: { type: "subscription.renewed", where: [] },
    touchpoint: "renewal",
    survey: "relationship-nps",
    channels: ["email"],
    delay: "P1D",
  },
];

export const TEAMS = ["north", "south", "west"] as const;

export const AGENTS: Record<"phone" | "crew", { id: string; name: string; team: (typeof TEAMS)[number] }[]> =
  {
    phone: [
      { id: "sam", name: "Sam Ortiz", team: "north" },
      { id: "priya", name: "Priya Shah", team: "north" },
      { id: "jonas", name: "Jonas Weber", team: "south" },
      { id: "lucia", name: "Lucia Conti", team: "south" },
      { id: "amara", name: "Amara Diallo", team: "west" },
    ],
    crew: [
      { id: "crew-north-1", name: "Crew North 1", team: "north" },
      { id: "crew-north-2", name: "Crew North 2", team: "north" },
      { id: "crew-south-1", name: "Crew South 1", team: "south" },
      { id: "crew-west-1", name: "Crew West 1", team: "west" },
    ],
  };
