/** The parts of in-toto whose bugs must not go unnoticed. */
export const AREAS = [
  'rules',
  'canonical JSON',
  'thresholds',
  'signatures',
  'expiry',
  'parameters',
  'sublayouts',
  'agreement',
  'inspections',
  'links of the usual form',
  'some steps alone',
  'recording',
  'layouts',
] as const;

/** A deliberate bug: one token of the source, another one. */
export interface Mutation {
  readonly area: (typeof AREAS)[number];
  /** Relative to the repository. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** What it does, as a sentence. */
  readonly effect: string;
}

/** The source with the bug in it. @throws where the text does not stand in it exactly once */
export function mutate(source: string, { file, from, to }: Mutation): string {
  const parts = source.split(from);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times, not once: ${from}`);
  return parts.join(to);
}

/** What is different: without what both texts begin and end with. */
export function differenceOf({ from, to }: Pick<Mutation, 'from' | 'to'>): readonly [from: string, to: string] {
  let start = 0;
  while (start < Math.min(from.length, to.length) && from[start] === to[start]) start++;
  let end = 0;
  const most = Math.min(from.length, to.length) - start;
  while (end < most && from.at(-1 - end) === to.at(-1 - end)) end++;
  return [from.slice(start, from.length - end), to.slice(start, to.length - end)];
}
