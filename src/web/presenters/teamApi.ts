import type { Team } from "../../records/team.js";
import type { User } from "../../records/user.js";

/** A team as it can be put again: people by their addresses, holidays with their names. */
export function presentTeam({ calendar, holidayNames = {}, turn: _turn, ...team }: Team, users: User[]) {
  const addressOf = (id: string) => users.find((user) => user.id === id)?.email ?? id;
  const { key, name, createdAt, updatedAt } = team;
  return {
    key,
    name,
    calendar: {
      zone: calendar.zone,
      week: calendar.week,
      holidays: calendar.holidays.map((day) => ({
        day,
        ...(holidayNames[day] && { name: holidayNames[day] }),
      })),
    },
    members: team.members.map(addressOf),
    agents: team.agents.map(({ agent, user }) => ({ agent, user: addressOf(user) })),
    createdAt,
    updatedAt,
  };
}
