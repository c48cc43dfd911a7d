import type { Case, CaseNote } from "../../records/case.js";

/** A case as programs see it: what is only ours to keep order is left out. */
export function describeCase(theCase: Case, notes?: CaseNote[]) {
  const {
    openFor: _openFor,
    queueAt: _queueAt,
    isActive: _isActive,
    newsSince: _newsSince,
    ...rest
  } = theCase;
  return {
    ...rest,
    ...(notes && { notes: notes.map(({ id, by, text, at }) => ({ id, by, text, at })) }),
  };
}
