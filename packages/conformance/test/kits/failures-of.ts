import { KitFailure, type KitCase } from '@intoto/conformance/kits';

/** Names of the cases that do not hold. Cases must say so themselves: any other error is one of the kit. */
export async function failuresOf(cases: readonly KitCase[]): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, run } of cases)
    try {
      await run();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      failed.push(error instanceof KitFailure ? name : `${name} (${error.name}: ${error.message})`);
    }
  return failed;
}
