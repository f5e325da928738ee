/** How many steps are seen to at a time: each may take as much memory as one piece of metadata may have bytes. */
const STEPS_AT_A_TIME = 8;

/** Runs a task for every item, a few at a time. Rejects as the first that rejects. */
export async function runLimited<T>(items: IterableIterator<T>, run: (item: T) => Promise<void>): Promise<void> {
  const work = async (): Promise<void> => {
    for (const item of items) await run(item);
  };
  await Promise.all(Array.from({ length: STEPS_AT_A_TIME }, work));
}
