import { IANAZone } from "luxon";
import type { SendingHours } from "../../records/contactPolicy.js";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A year of holidays is a mistake; nobody waits longer than this for a window. */
const LOOK_AHEAD_DAYS = 370;

/** When a message may go out: in every one of the zones at once. */
export interface Window {
  /** Null: at any time of the day. */
  hours: SendingHours | null;
  /** Calendar days ("2026-12-25") on which nothing goes out. */
  holidays: ReadonlySet<string>;
  zones: readonly string[];
}

/** What the clock of a zone is ahead of UTC at an instant, in milliseconds. */
type Zone = (instant: number) => number;

/**
 * The first instant from `at` on at which a message may go out; `at` itself when it may now. Null when there is none
 * within a year: zones that have no hour in common, or holidays without end. Pure: nothing is looked up but the
 * rules of time zones.
 */
export function firstOpen(at: Date, window: Window): Date | null {
  const until = at.getTime() + LOOK_AHEAD_DAYS * DAY_MS;
  const zones = window.zones.map(zoneOf);
  let instant = at.getTime();
  // Each zone moves it on to its own next opening; when none does any more, it suits all of them.
  for (let moved = true; moved;) {
    moved = false;
    for (const zone of zones) {
      const next = nextOpening(instant, zone, window, until);
      if (next === null) return null;
      moved ||= next > instant;
      instant = next;
    }
  }
  return new Date(instant);
}

/** Whether the wall clock of one zone allows it at an instant. */
function isOpen(instant: number, zone: Zone, { hours, holidays }: Window): boolean {
  const { day, time } = localTime(instant, zone);
  if (holidays.has(day)) return false;
  if (!hours) return true;
  const { from, until } = hours;
  return from < until ? time >= from && time < until : time >= from || time < until;
}

function nextOpening(instant: number, zone: Zone, window: Window, until: number): number | null {
  if (isOpen(instant, zone, window)) return instant;
  for (let day = localDay(instant, zone); day - DAY_MS < until; day += DAY_MS) {
    const [opening] = changesOf(day, zone, window)
      .filter((change) => change > instant && change <= until && isOpen(change, zone, window))
      .sort((a, b) => a - b);
    if (opening !== undefined && localDay(opening, zone) <= day) return opening; // else the next day knows better
  }
  return null;
}

/**
 * The instants at which a window may open on a local day and the one after: midnight, its hour, and where the clock is
 * changed.
 * A time that a changing clock skips is none of them (the change itself is), one that it shows twice is two.
 */
function changesOf(day: number, zone: Zone, { hours }: Window): number[] {
  const marks = [day - DAY_MS, day, day + DAY_MS, day + 2 * DAY_MS]; // whatever the offset, the day lies between them
  const offsets = [...new Set(marks.map((mark) => zone(mark)))];
  const walls = [day, day + DAY_MS].flatMap((midnight) => [
    midnight,
    ...(hours ? [midnight + minutesOf(hours.from) * MINUTE_MS] : []),
  ]);
  const shown = walls.flatMap((wall) =>
    offsets.map((offset) => wall - offset).filter((instant) => instant + zone(instant) === wall),
  );
  if (offsets.length === 1) return shown;
  return [...shown, ...marks.slice(1).flatMap((mark, place) => clockChange(marks[place]!, mark, zone))];
}

/** The instant between two others, a day apart, at which the zone's offset changes; none when it does not. */
function clockChange(from: number, to: number, zone: Zone): number[] {
  const before = zone(from);
  if (zone(to) === before) return [];
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone(middle) === before) low = middle;
    else high = middle;
  }
  return [high];
}

/** The calendar day and the wall-clock time ("2026-03-29", "02:30") in a zone. */
function localTime(instant: number, zone: Zone): { day: string; time: string } {
  const [day, time] = new Date(instant + zone(instant)).toISOString().split("T") as [string, string];
  return { day, time: time.slice(0, 5) };
}

/** The midnight of the local day, as if it were UTC. */
function localDay(instant: number, zone: Zone): number {
  return Math.floor((instant + zone(instant)) / DAY_MS) * DAY_MS;
}

/** Keeps what it was asked for: the days of one search overlap, and asking is what takes the time. */
function zoneOf(name: string): Zone {
  const zone = IANAZone.create(name);
  const known = new Map<number, number>();
  return (instant) => {
    const offset = known.get(instant) ?? zone.offset(instant) * MINUTE_MS;
    known.set(instant, offset);
    return offset;
  };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
