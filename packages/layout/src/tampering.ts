import { escapeUnprintable, quoteText } from '@intoto/encoding';
import type { RuleList } from '@intoto/rules';

/** What is done to the evidence of a chain. Whoever does it can sign for the step it is done to, unless it says otherwise. */
export const TAMPERING_KINDS = {
  alter: 'an artifact is recorded with another content',
  swap: 'two artifacts are recorded with the content of each other',
  drop: 'links are taken away until too few are left',
  're-sign': 'links are signed by somebody who may not carry out the step',
  replay: 'links are taken from an earlier time, when everything had another content',
  move: 'links of another step are put in the place of these',
  omit: 'an artifact is not recorded',
} as const;

/** A key of {@link TAMPERING_KINDS}. */
export type TamperingKind = keyof typeof TAMPERING_KINDS;

/** Something done to the evidence of a chain. JSON-serialisable. */
export interface Tampering {
  readonly kind: TamperingKind;
  /** The step or inspection it is done to. */
  readonly item: string;
  /** Names of the sublayout steps that lead there; empty in the outermost layout. */
  readonly path: readonly string[];
  readonly list?: RuleList | undefined;
  readonly artifact?: string | undefined;
  /** The artifact it is swapped with, the step whose links are put there, or the key that signs. */
  readonly other?: string | undefined;
}

/** A tampering in a sentence. */
export function describeTampering({ kind, item, path, list, artifact = '', other = '' }: Tampering): string {
  const place = [...path, item].map(quoteText).join(' / ');
  const where = `${list === 'expected_materials' ? 'materials' : 'products'} of ${place}`;
  switch (kind) {
    case 'alter':
      return `${quoteText(artifact)} is another in the ${where}.`;
    case 'swap':
      return `${quoteText(artifact)} and ${quoteText(other)} are exchanged in the ${where}.`;
    case 'omit':
      return `${quoteText(artifact)} is missing from the ${where}.`;
    case 'drop':
      return `Too few links of ${place} are there.`;
    case 're-sign':
      return other === ''
        ? `Links of ${place} are signed by somebody without a key in the layout.`
        : `Links of ${place} are signed by ${escapeUnprintable(other.slice(0, 8))}, whom the step does not list.`;
    case 'replay':
      return `Links of ${place} are from an earlier time, when everything was another.`;
    case 'move':
      return `Links of ${quoteText(other)} stand in for those of ${place}.`;
    default:
      return kind satisfies never;
  }
}
