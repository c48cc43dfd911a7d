/** Numbers that look random and are the same in every run. */
export interface Random {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to `below`. */
  below(below: number): number;
  pick<T>(list: readonly T[]): T;
  /** About normal, mean 0 and deviation 1, never beyond 3. */
  bell(): number;
  /** So many letters and digits. */
  letters(count: number): string;
}

/** The generator mulberry32: 32 bits of state, far more than the draws of one fill. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    next,
    below,
    pick: (list) => list[below(list.length)]!,
    bell: () => (next() + next() + next() - 1.5) * 2,
    letters(count) {
      let text = "";
      while (text.length < count)
        text += below(36 ** 5)
          .toString(36)
          .padStart(5, "0");
      return text.slice(0, count);
    },
  };
}

/** Picks by weight; made once, as it is asked millions of times. */
export function weighted<T>(weights: readonly (readonly [T, number])[]): (random: Random) => T {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  return (random) => {
    let left = random.next() * total;
    for (const [value, weight] of weights) {
      left -= weight;
      if (left < 0) return value;
    }
    return weights.at(-1)![0];
  };
}
