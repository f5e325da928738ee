/** Whether there is time for the largest inputs: in continuous integration. */
export const THOROUGH: boolean = process.env['REQUIRE_ALL'] === '1';

/** The size of an input that is out of all proportion; a tenth of it where a person waits for the tests. */
export function large(size: number): number {
  return THOROUGH ? size : Math.ceil(size / 10);
}
