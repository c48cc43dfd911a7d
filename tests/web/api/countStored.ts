import mongoose from "mongoose";

/** How many records of the product there are in all. */
export async function countStored(): Promise<number> {
  const names = ["events", "customers", "invitations", "touchpoints", "surveys", "triggers"];
  const counts = await Promise.all(
    names.map((name) => mongoose.connection.collection(name).countDocuments()),
  );
  return counts.reduce((total, one) => total + one, 0);
}
