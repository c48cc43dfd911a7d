export interface Option {
  value: string;
  label: string;
  isChosen: boolean;
}

/** Options of a filter's list. A value that is no choice (any more) is kept, so that the page says what it filters by. */
export function presentOptions(
  choices: readonly { value: string; label: string }[],
  chosen: unknown,
): Option[] {
  const options = choices.map((choice) => ({ ...choice, isChosen: choice.value === chosen }));
  const isUnknown = typeof chosen === "string" && chosen !== "" && !options.some(({ isChosen }) => isChosen);
  return isUnknown ? [...options, { value: chosen, label: chosen, isChosen: true }] : options;
}
