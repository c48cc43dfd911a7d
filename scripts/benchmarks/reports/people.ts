import type { Customer, Properties } from "../../../src/records/customer.js";

const DAY_MS = 24 * 60 * 60_000;
const SEGMENTS = ["private", "landlord", "business", "public"];
const PLANS = ["basic", "silver", "gold"];
const REGIONS = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];
const LANGUAGES = [
  ...repeat("en", 55),
  ...repeat("es", 20),
  ...repeat("de", 12),
  ...repeat("fr", 8),
  ...repeat("pt", 5),
];

export const CITIES = 30;

/** What is known of a customer; it follows from the number alone. */
export interface Person {
  id: string;
  language: string;
  region: string;
  plan: string;
  attributes: Properties;
}

export function personOf(number: number): Person {
  const mixed = Math.imul(number + 1, 2_654_435_761) >>> 0;
  const city = (mixed >>> 9) % CITIES;
  return {
    id: `customer-${number}`,
    language: LANGUAGES[(mixed >>> 3) % LANGUAGES.length]!,
    region: REGIONS[city % REGIONS.length]!,
    plan: PLANS[(mixed >>> 5) % PLANS.length]!,
    attributes: { segment: SEGMENTS[(mixed >>> 7) % SEGMENTS.length]!, city: `City ${city}` },
  };
}

export function customerDocument(number: number, began: Date): Omit<Customer, "id"> & { _id: string } {
  const { id, language, attributes } = personOf(number);
  return {
    _id: id,
    name: `Customer ${number}`,
    email: `${id}@example.com`,
    ...(number % 3 !== 0 && { phone: `+1555${String(number).padStart(7, "0")}` }),
    locale: language,
    attributes,
    optOuts: {},
    createdAt: new Date(began.getTime() + (number % 700) * DAY_MS),
  };
}

function repeat<T>(value: T, times: number): T[] {
  return Array.from({ length: times }, () => value);
}
