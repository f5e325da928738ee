import type { Result } from './campaign.ts';

export const NOTHING: Result = {
  chains: 0,
  passes: 0,
  strictPasses: 0,
  stages: {},
  inSublayouts: 0,
  known: {},
  differences: [],
};

/** The result of two ranges together. */
export function addResults(one: Result, other: Result): Result {
  return {
    chains: one.chains + other.chains,
    passes: one.passes + other.passes,
    strictPasses: one.strictPasses + other.strictPasses,
    stages: addCounts(one.stages, other.stages),
    inSublayouts: one.inSublayouts + other.inSublayouts,
    known: addCounts(one.known, other.known),
    differences: [...one.differences, ...other.differences],
  };
}

type Counts = Readonly<Record<string, number>>;

function addCounts(one: Counts, other: Counts): Counts {
  const sum: Record<string, number> = { ...one };
  for (const [name, count] of Object.entries(other)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

/** Stages in the order of the workflow. */
export const STAGES: Readonly<Record<string, string>> = {
  'load-layout': 'reading the layout',
  'load-keys': 'reading the keys',
  keys: "the project owner's keys",
  'layout-signature': "the layout's signatures",
  'layout-format': 'the payload of the layout',
  expiry: 'expiry',
  parameters: 'parameters',
  links: 'loading links',
  threshold: 'signature thresholds',
  sublayout: 'the payload of a link or sublayout',
  agreement: 'agreement of links',
  'step-rules': "the steps' rules",
  inspection: 'running inspections',
  'inspection-rules': "the inspections' rules",
  summary: 'the summary',
};
