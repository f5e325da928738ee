import type { NearMiss } from '@intoto/verifier';

import { createDigestPrinter, describeDigestDifference } from './digest-text.ts';
import { printName } from './escape.ts';
import { andMore, type Field } from './field.ts';

const MAX_NEAR_MISSES = 5;
const MAX_PATHS = 3;

/** A near miss and the rule it happened in. */
export interface NearMissInRule {
  readonly miss: NearMiss;
  /** Printable, e.g. `rule 2: MATCH * WITH PRODUCTS FROM build`. */
  readonly rule: string;
}

function reasonOf(miss: NearMiss): string {
  const step = `step ${printName(miss.step)}`;
  const asName = miss.sought === miss.artifact ? '' : ` (looked for as ${printName(miss.sought)})`;
  switch (miss.reason) {
    case 'step-absent':
      return `${step} left no evidence to match with`;
    case 'digest-differs': {
      const difference =
        miss.expected === undefined ? 'another digest' : describeDigestDifference(miss.found, miss.expected);
      return `${step} has the same path${asName} with ${difference}:`;
    }
    case 'path-absent': {
      const paths = miss.sameDigest ?? [];
      if (paths.length === 0) return `${step} has neither this path${asName} nor this content`;
      const listed = paths.slice(0, MAX_PATHS).map(printName).join(', ');
      const more = paths.length > MAX_PATHS ? ` ${andMore(paths.length - MAX_PATHS)}` : '';
      return `${step} does not have this path${asName}, but the same content under another: ${listed}${more}`;
    }
    default:
      return miss.reason satisfies never;
  }
}

function missFields({ miss, rule }: NearMissInRule): Field[] {
  const fields: Field[] = [
    { label: 'near miss', style: 'warning', text: rule },
    { label: '', text: `${printName(miss.artifact)}: ${reasonOf(miss)}` },
  ];
  if (miss.reason !== 'digest-differs') return fields;
  const print = createDigestPrinter([miss.found, miss.expected ?? {}]);
  fields.push({ label: 'found', text: `${print(miss.found)} here` });
  if (miss.expected !== undefined) {
    fields.push({ label: 'expected', text: `${print(miss.expected)} in step ${printName(miss.step)}` });
  }
  return fields;
}

/** Why MATCH rules left artifacts alone that their patterns select: what it would have taken. */
export function nearMissFields(misses: readonly NearMissInRule[]): Field[] {
  const fields = misses.slice(0, MAX_NEAR_MISSES).flatMap(missFields);
  if (misses.length > MAX_NEAR_MISSES) {
    fields.push({ label: '', text: `${andMore(misses.length - MAX_NEAR_MISSES)} near misses` });
  }
  return fields;
}
