/** The only reader of the real time. Everything else is handed a Clock or a `now: Date`. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
