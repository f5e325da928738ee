import { escapeUnprintable } from '@intoto/encoding';

/** What a change of a layout does, where that is certain: `laxer` lets more pass, `stricter` refuses more. */
export type ChangeEffect = 'laxer' | 'stricter' | 'unknown';

/** One difference between two layouts. JSON-serialisable. */
export interface LayoutChange {
  readonly type: 'added' | 'removed' | 'changed';
  /** JSON Pointer (RFC 6901) into the new layout as JSON; of what was removed, into the old one. */
  readonly path: string;
  /** The step or inspection. */
  readonly item?: string | undefined;
  /** What it is, for people: `threshold`, `signer`, `rule 2 of expected_products`. */
  readonly what: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly effect: ChangeEffect;
}

const MARKS = { added: '+', removed: '-', changed: '~' } as const;

/** Changes as text for people, one on each line. */
export function renderChanges(changes: readonly LayoutChange[]): string {
  return changes
    .map(({ type, item, what, before, after, effect }) => {
      const place = item === undefined ? '' : `${item}: `;
      const isChange = type === 'changed' && (before !== undefined || after !== undefined);
      const content = isChange ? `${before ?? 'none'} -> ${after ?? 'none'}` : (after ?? before ?? '');
      const note = effect === 'unknown' ? '' : ` (${effect})`;
      return `${escapeUnprintable(`${MARKS[type]} ${place}${what}${content === '' ? '' : ` ${content}`}${note}`)}\n`;
    })
    .join('');
}
