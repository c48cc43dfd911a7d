/** Wall-clock times of one day, such as "08:00" to "17:30"; null is a day off. */
export type OpeningHours = { from: string; until: string } | null;

/** Monday first, as in ISO 8601. */
export type Week = [
  OpeningHours,
  OpeningHours,
  OpeningHours,
  OpeningHours,
  OpeningHours,
  OpeningHours,
  OpeningHours,
];

/** When a team works: due times count these hours only. */
export interface Calendar {
  /** IANA. */
  zone: string;
  week: Week;
  /** Calendar days ("2026-12-25") in that zone. */
  holidays: string[];
}

/** People who work the same queue of cases. Its key is what events name as their team. */
export interface Team {
  key: string;
  name: string;
  calendar: Calendar;
  /** What its holidays are called, by day; absent for those without a name. */
  holidayNames?: Record<string, string>;
  /** Users who work its cases. */
  members: string[];
  /** Agents of events who are these users: the same person may be "sam" in the telephone system. */
  agents: { agent: string; user: string }[];
  /** Counts assignments, so that they go round. */
  turn: number;
  createdAt: Date;
  updatedAt: Date;
}
