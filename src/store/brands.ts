import { model } from "mongoose";
import { NotFound } from "../lib/errors.js";
import type { Brand } from "../records/brand.js";
import { insertOnce, recordSchema, toDocument, toRecord, type Stored } from "./document.js";

const schema = recordSchema<Stored<Brand, "key">>("brands", {
  name: String,
  logoUrl: String,
  colour: String,
  from: String,
  replyTo: String,
  createdAt: Date,
  updatedAt: Date,
});

const Brands = model("Brand", schema);

/** The fields that may be absent: what is not given is removed. */
const OPTIONAL = ["logoUrl", "colour", "from", "replyTo"] as const;

/** The brand, or null. */
export async function find(key: string): Promise<Brand | null> {
  const found = await Brands.findById(key).lean();
  return found && toRecord<Brand>(found, "key");
}

/** The brand; throws NotFound. */
export async function get(key: string): Promise<Brand> {
  const brand = await find(key);
  if (!brand) throw new NotFound(`No brand has the key "${key}".`);
  return brand;
}

/** All of them, by key: an organisation has a handful. */
export async function list(): Promise<Brand[]> {
  const found = await Brands.find().sort({ _id: 1 }).lean();
  return found.map((one) => toRecord<Brand>(one, "key"));
}

/** False when the key is taken. */
export async function insert(brand: Brand): Promise<boolean> {
  return insertOnce(() => Brands.create([toDocument(brand, "key")]));
}

/** Creates or replaces; true when it was created. */
export async function set(brand: Omit<Brand, "createdAt" | "updatedAt">, now: Date): Promise<boolean> {
  const { key, ...fields } = brand;
  const absent = OPTIONAL.filter((name) => fields[name] === undefined);
  const result = await Brands.updateOne(
    { _id: key },
    {
      $set: { ...fields, updatedAt: now },
      ...(absent.length > 0 && { $unset: Object.fromEntries(absent.map((name) => [name, 1])) }),
      $setOnInsert: { createdAt: now },
    },
    { upsert: true },
  );
  return result.upsertedCount === 1;
}
