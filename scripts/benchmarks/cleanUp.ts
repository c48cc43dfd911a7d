const steps: (() => Promise<unknown> | void)[] = [];

/** Notes what has to be undone: processes, databases, folders. */
export function onEnd(step: () => Promise<unknown> | void): void {
  steps.push(step);
}

/** Undoes everything, the last first; a step that fails is told and keeps no other from being done. */
export async function cleanUp(): Promise<void> {
  for (let step = steps.pop(); step; step = steps.pop()) {
    try {
      await step();
    } catch (error) {
      console.error(`could not clean up: ${(error as Error).message}`);
    }
  }
}
