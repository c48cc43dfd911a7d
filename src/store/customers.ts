import { model, Schema } from "mongoose";
import { decodeCursor, encodeCursor, type Page } from "../lib/cursor.js";
import { NotFound } from "../lib/errors.js";
import type { ChannelName } from "../records/channel.js";
import type { Customer, OptOut, Properties } from "../records/customer.js";
import { isDuplicate, part, recordSchema, toRecord, type Stored } from "./document.js";
import { gatherChanges, gatherFinds, UNHURRIED } from "./gather.js";

const optOut = part({ at: Date, source: String, by: String });

/** A number of more customers than this is a switchboard or a mistake of the sender. */
const MOST_SHARING = 50;

// Shard key when there are many: { _id: "hashed" }.
const schema = recordSchema<Stored<Customer, "id">>("customers", {
  email: String,
  phone: String,
  name: String,
  locale: String,
  timeZone: String,
  attributes: { type: Schema.Types.Mixed, default: {} },
  optOuts: { email: optOut, sms: optOut },
  lastAskedAt: Date,
  lastAskedBy: String,
  askedBeforeAt: Date,
  askedBeforeBy: String,
  createdAt: Date,
});
schema.index({ email: 1 }, { sparse: true }); // opt-out by address, search
schema.index({ phone: 1 }, { sparse: true }); // opt-out by number, search
schema.index({ createdAt: -1, _id: -1 }); // the list

export const Customers = model("Customer", schema);

const findOne = gatherFinds(Customers);
const change = gatherChanges(Customers, UNHURRIED);

/** What a sender may tell us about a customer. Absent fields stay as they are. */
export interface CustomerDetails {
  email?: string;
  phone?: string;
  name?: string;
  locale?: string;
  timeZone?: string;
  attributes?: Properties;
}

/** The customer, or null. */
export async function find(id: string): Promise<Customer | null> {
  const found = await findOne(id);
  return found && toCustomer(found);
}

/** The customer; throws NotFound. */
export async function get(id: string): Promise<Customer> {
  const customer = await find(id);
  if (!customer) throw new NotFound(`No customer has the id "${id}".`);
  return customer;
}

/** The customers with these ids, in no order; unknown ids are left out. */
export async function listByIds(ids: string[]): Promise<Customer[]> {
  const found = await Customers.find({ _id: { $in: ids } }).lean();
  return found.map(toCustomer);
}

/** The customers with this email address; several may share one. */
export async function listByEmail(email: string, limit: number): Promise<Customer[]> {
  const found = await Customers.find({ email }).limit(limit).lean();
  return found.map(toCustomer);
}

/** The customers who have this number, oldest first: people share phones, and numbers change hands. */
export async function listByPhone(phone: string): Promise<Customer[]> {
  const found = await Customers.find({ phone }).sort({ createdAt: 1 }).limit(MOST_SHARING).lean();
  return found.map(toCustomer);
}

/** Newest first; `search` is a whole id, email or phone, or the beginning of a name. */
export async function list(query: {
  search?: string;
  cursor?: string;
  limit: number;
}): Promise<Page<Customer>> {
  const filters: Record<string, unknown>[] = [];
  if (query.search) {
    const name = { $regex: `^${escapeRegex(query.search)}`, $options: "i" };
    const exact = query.search.toLowerCase();
    filters.push({ $or: [{ _id: query.search }, { email: exact }, { phone: query.search }, { name }] });
  }
  const after = query.cursor ? decodeCursor(query.cursor) : null;
  if (after) {
    const createdAt = new Date(after.sortKey);
    filters.push({ $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: after.id } }] });
  }
  const found = await Customers.find(filters.length > 0 ? { $and: filters } : {})
    .sort({ createdAt: -1, _id: -1 })
    .limit(query.limit + 1)
    .lean();
  const items = found.slice(0, query.limit).map(toCustomer);
  const last = items.at(-1);
  return {
    items,
    next: found.length > query.limit && last ? encodeCursor(last.createdAt.toISOString(), last.id) : null,
  };
}

/** Creates customers or fills in and replaces what is given; attributes are merged by name. Returns the results. */
export async function setAll(
  changes: ReadonlyMap<string, CustomerDetails>,
  now: Date,
): Promise<Map<string, Customer>> {
  const writes = [...changes].map(([id, details]) => toUpsert(id, details, now));
  const write = () => Customers.bulkWrite(writes as never[], { ordered: false, strict: false });
  await write().catch((error: unknown) => {
    if (!isDuplicate(error)) throw error; // two upserts of one id at once: the loser finds the winner's document
    return write();
  });
  return new Map((await listByIds([...changes.keys()])).map((customer) => [customer.id, customer]));
}

/** As `setAll` for one customer. */
export async function set(id: string, details: CustomerDetails, now: Date): Promise<Customer> {
  return (await setAll(new Map([[id, details]]), now)).get(id)!;
}

function toUpsert(id: string, { attributes, ...fields }: CustomerDetails, now: Date) {
  const changes: Record<string, unknown> = { ...fields };
  const names = Object.keys(attributes ?? {});
  for (const name of names) changes[`attributes.${name}`] = attributes![name];
  const onInsert: Record<string, unknown> = { createdAt: now };
  if (names.length === 0) onInsert["attributes"] = {};
  const update = { $setOnInsert: onInsert, ...(Object.keys(changes).length > 0 && { $set: changes }) };
  return { updateOne: { filter: { _id: id }, update, upsert: true, setDefaultsOnInsert: false } };
}

/** Notes an opt-out on every customer with this address. The first one's time and source stand. */
export async function setOptOut(channel: ChannelName, address: string, optOut: OptOut): Promise<void> {
  const holder = channel === "email" ? { email: address } : { phone: address };
  await Customers.updateMany(
    { ...holder, [`optOuts.${channel}`]: { $exists: false } },
    { $set: { [`optOuts.${channel}`]: optOut } },
  );
}

/** Notes an opt-out on one customer, also on one without an address. The first one's time and source stand. */
export async function setOptOutById(id: string, channel: ChannelName, optOut: OptOut): Promise<void> {
  await Customers.updateOne(
    { _id: id, [`optOuts.${channel}`]: { $exists: false } },
    { $set: { [`optOuts.${channel}`]: optOut } },
  );
}

/** Takes an opt-out back, for the customer and for everybody with this address. */
export async function removeOptOut(
  id: string,
  channel: ChannelName,
  address: string | undefined,
): Promise<void> {
  const holders: Record<string, unknown>[] = [{ _id: id }];
  if (address) holders.push(channel === "email" ? { email: address } : { phone: address });
  await Customers.updateMany({ $or: holders }, { $unset: { [`optOuts.${channel}`]: 1 } });
}

/**
 * Claims the customer for one ask, or moves on the time of a claim that this very ask holds already. False when
 * the last ask is not the one that the caller has read: another one came in between, or was given back.
 */
export async function claimAsk(customer: Customer, invitation: string, now: Date): Promise<boolean> {
  const unchanged = customer.lastAskedBy
    ? { lastAskedBy: customer.lastAskedBy, lastAskedAt: customer.lastAskedAt }
    : { lastAskedBy: { $exists: false } };
  const isOther = customer.lastAskedAt && customer.lastAskedBy !== invitation;
  const before = isOther ? { askedBeforeAt: customer.lastAskedAt, askedBeforeBy: customer.lastAskedBy } : {};
  const asked = { lastAskedAt: now, lastAskedBy: invitation };
  return change({
    id: customer.id,
    filter: unchanged,
    update: { $set: { ...asked, ...before } },
    mark: asked,
  });
}

/** Gives a claim back after nothing was accepted; does nothing when a later ask has claimed the customer. */
export async function releaseAsk(id: string, invitation: string): Promise<void> {
  const customer = await Customers.findOne({ _id: id, lastAskedBy: invitation }).lean();
  if (!customer) return;
  const back = customer.askedBeforeAt
    ? {
        $set: { lastAskedAt: customer.askedBeforeAt, lastAskedBy: customer.askedBeforeBy },
        $unset: { askedBeforeAt: 1, askedBeforeBy: 1 },
      }
    : { $unset: { lastAskedAt: 1, lastAskedBy: 1 } };
  await Customers.updateOne({ _id: id, lastAskedBy: invitation }, back);
}

function toCustomer(document: object): Customer {
  const customer = toRecord<Customer>(document, "id");
  return { ...customer, attributes: customer.attributes ?? {}, optOuts: customer.optOuts ?? {} };
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
