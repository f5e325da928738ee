import type { Failure } from '@intoto/verifier';

import { createDigestPrinter, describeDigestDifference } from './digest-text.ts';
import { printName } from './escape.ts';
import type { Facts } from './facts.ts';
import { andMore, type Field } from './field.ts';
import type { KeyPrinter } from './key-text.ts';
import { asDigests, asList, asNumber, asObjects, asString, type Digests, type ReportObject } from './report-value.ts';

const MAX_DIFFERENCES = 10;

/** `A`, `B`, …: short names for the links, by their place in the list. */
function letterOf(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `#${index + 1}`;
}

/** What a reader does not see from the digests themselves. */
function nuanceOf(sets: readonly (Digests | undefined)[]): string {
  const [first, second, ...others] = new Set(sets.map((set) => JSON.stringify(set)));
  if (first === undefined || second === undefined || others.length > 0) return '';
  const [a, b] = [
    sets.find((set) => JSON.stringify(set) === first),
    sets.find((set) => JSON.stringify(set) === second),
  ];
  const difference = a === undefined || b === undefined ? 'another digest' : describeDigestDifference(a, b);
  return difference === 'another digest' ? '' : `: ${difference}`;
}

function differenceFields(difference: ReportObject, label: string): Field[] {
  const artifact = printName(asString(difference['artifact']) ?? '');
  const list = printName(asString(difference['list']) ?? 'artifacts');
  const sets = asList(difference['digests']).map(asDigests);
  const print = createDigestPrinter(sets.filter((set) => set !== undefined));
  const holders = new Map<string, string[]>();
  for (const [index, set] of sets.entries()) {
    const text = set === undefined ? 'does not have it' : print(set);
    holders.set(text, [...(holders.get(text) ?? []), letterOf(index)]);
  }
  return [
    { label, text: `${artifact} in ${list}${nuanceOf(sets)}` },
    ...[...holders].map(([text, letters]) => ({ label: '', text: `${letters.join(', ')}: ${text}` })),
  ];
}

/** Links for one step that disagree: whose they are, and each artifact that they do not report alike. */
export function disagreementFacts({ details }: Failure, printKey: KeyPrinter): Facts {
  const links = asObjects(details['links']).map((link, index) => ({
    label: `link ${letterOf(index)}`,
    text: `${printName(asString(link['location']) ?? '')}, by ${printKey(asString(link['keyId']) ?? '')}`,
  }));
  const differences = asObjects(details['differences']);
  const left = (asNumber(details['differencesTotal']) ?? differences.length) - MAX_DIFFERENCES;
  return {
    covered: ['links', 'differences'],
    fields: [
      ...links,
      ...differences
        .slice(0, MAX_DIFFERENCES)
        .flatMap((difference, index) => differenceFields(difference, index === 0 ? 'difference' : '')),
      ...(left > 0 ? [{ label: '', text: andMore(left) }] : []),
    ],
  };
}
