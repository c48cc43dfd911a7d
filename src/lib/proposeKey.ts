const MAX_LENGTH = 64;

/** A key made of a name: "Después de la visita" becomes "despues-de-la-visita". Empty when no letter or digit fits. */
export function proposeKey(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.replace(/[^a-z0-9_]+/g, "-").slice(0, MAX_LENGTH);
  return words.replace(/^-+|-+$/g, "");
}
