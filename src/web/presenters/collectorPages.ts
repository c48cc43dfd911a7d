import { collectorTexts } from "../../domain/collectors/texts.js";
import { languageOf, questionIn } from "../../domain/surveys/rules.js";
import { isRightToLeft } from "../../lib/locale.js";
import { COLLECTOR_KINDS, type Collector, type CollectorKind } from "../../records/collector.js";
import type { Survey, SurveyVersion } from "../../records/survey.js";
import type { Touchpoint } from "../../records/touchpoint.js";
import { asCode } from "./asCode.js";
import { collectorUrl } from "./collectorApi.js";
import type { PresentedForm } from "./form.js";
import { languageName } from "./surveyWords.js";
import { faultsInWords } from "./touchpointPages.js";

const KINDS: Record<CollectorKind, { word: string; about: string }> = {
  link: { word: "Link and QR code", about: "On a receipt, a poster, a business card, in a chat." },
  website: { word: "Website", about: "Inside a page of your website, or in its corner." },
  kiosk: { word: "Kiosk", about: "A tablet at the exit. It starts over by itself after each answer." },
};

/** The other ways to ask for a touchpoint, as its page lists them. */
export function presentCollectorList(collectors: Collector[], surveys: Survey[]) {
  const names = new Map(surveys.map(({ key, name }) => [key, name]));
  return collectors.map(({ key, name, kind, survey, isActive }) => ({
    key,
    name,
    isActive,
    kind: KINDS[kind].word,
    survey: names.get(survey) ?? survey,
  }));
}

/** All collectors, by the touchpoint that they ask for. Touchpoints without one are left out. */
export function presentCollectors(all: {
  collectors: Collector[];
  surveys: Survey[];
  touchpoints: Touchpoint[];
}) {
  const { collectors, surveys, touchpoints } = all;
  const groups = touchpoints.map(({ key, name }) => {
    const own = collectors.filter(({ touchpoint }) => touchpoint === key);
    return { key, name, collectors: presentCollectorList(own, surveys) };
  });
  return {
    title: "Links and kiosks",
    groups: groups.filter((group) => group.collectors.length > 0),
    mayBegin: touchpoints.length > 0 && surveys.length > 0,
  };
}

/** What a collector may name. */
export interface CollectorChoices {
  touchpoints: Touchpoint[];
  surveys: Survey[];
}

/** The form of a collector; `stored` is null while it is new. */
export function presentCollectorForm(
  form: PresentedForm,
  stored: Collector | null,
  { touchpoints, surveys }: CollectorChoices,
) {
  const { values } = form;
  const at = (name: string) => ({ name, value: values[name] ?? "", error: errorOf(form, name) });
  const touchpoint = stored?.touchpoint ?? values["touchpoint"];
  const known = touchpoints.find(({ key }) => key === touchpoint);
  return {
    title: stored?.name ?? "Another way to ask",
    action: stored ? `/collectors/${stored.key}` : "/collectors",
    back: known
      ? { href: `/touchpoints/${known.key}`, label: known.name }
      : { href: "/touchpoints", label: "Touchpoints" },
    isNew: !stored,
    faults: faultsInWords(form),
    name: at("name"),
    key: at("key"),
    origins: stored && stored.kind !== "website" ? null : at("origins"),
    kinds: COLLECTOR_KINDS.map((value) => ({ value, ...KINDS[value], isChosen: value === values["kind"] })),
    kindError: form.errors["kind"],
    touchpoint: {
      ...at("touchpoint"),
      options: touchpoints.map(({ key, name }) => ({
        value: key,
        label: name,
        isChosen: key === touchpoint,
      })),
    },
    survey: {
      ...at("survey"),
      options: surveys.map(({ key, name, metric, state }) => ({
        value: key,
        label: `${name} (${metric.toUpperCase()}${state === "paused" ? ", paused" : ""})`,
        isChosen: key === values["survey"],
      })),
    },
  };
}

/** What is given away of a collector: address, code, lines for a page, and the same as code. */
export function presentShare(collector: Collector, survey: Survey, baseUrl: string) {
  const { key, kind, token, isActive, touchpoint, name, origins } = collector;
  const url = collectorUrl(collector, baseUrl);
  const script = `<script src="${baseUrl}/embed.js" data-collector="${token}" async></script>`;
  const set = { kind, touchpoint, survey: collector.survey, name, active: isActive };
  return {
    url,
    path: `/c/${token}`,
    kind: KINDS[kind].word,
    isLink: kind === "link",
    isKiosk: kind === "kiosk",
    isActive,
    isPaused: survey.state === "paused",
    state: isActive
      ? { action: `/collectors/${key}/state`, value: "off", label: "Switch off" }
      : { action: `/collectors/${key}/state`, value: "on", label: "Switch on" },
    qr: { svg: `/collectors/${key}/qr.svg`, png: `/collectors/${key}/qr.png`, file: `${key}-qr` },
    poster: `/collectors/${key}/poster`,
    snippet: kind === "website" && {
      inline: script,
      corner: script.replace(" async", ' data-position="corner" async'),
      frame: `<iframe src="${url}" title="Survey" width="100%" height="480" loading="lazy"></iframe>`,
      policy: `script-src ${new URL(baseUrl).origin}; frame-src ${new URL(baseUrl).origin}`,
    },
    code: asCode("collectors", key, { ...set, ...(kind === "website" && { origins }) }),
  };
}

/** A page to print: the question, the code and the brand, in one of the question's languages. */
export function presentPoster(
  collector: Collector,
  version: SurveyVersion,
  about: { language: string | undefined; baseUrl: string },
) {
  const language = languageOf(version, about.language ? [about.language] : ["en"]);
  const poster = `/collectors/${collector.key}/poster`;
  return {
    title: `Poster of ${collector.name}`,
    language,
    direction: isRightToLeft(language) ? "rtl" : "ltr",
    question: questionIn(version, language),
    scan: collectorTexts(language).scan,
    qr: `/collectors/${collector.key}/qr.svg`,
    address: collectorUrl(collector, about.baseUrl).replace(/^https?:\/\//, ""),
    back: `/collectors/${collector.key}`,
    languages: Object.keys(version.question).map((tag) => ({
      label: languageName(tag),
      href: `${poster}?language=${tag}`,
      isCurrent: tag === language,
    })),
  };
}

/** The message about a field or about one of its lines: "origins.1" is told beside "origins". */
function errorOf({ errors }: PresentedForm, name: string): string | undefined {
  const path = Object.keys(errors).find((one) => one === name || one.startsWith(`${name}_`));
  return path && errors[path];
}
