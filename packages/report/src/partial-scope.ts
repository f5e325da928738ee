import type { AnyReport, PartialScope } from '@intoto/verifier';

import { printName } from './escape.ts';
import { andMore, countOf, type Field, listFields } from './field.ts';

/** More are counted where they stand in one line. */
const MAX_NAMES = 10;

/** What a narrowed verification looked at; `undefined` for a whole one. */
export function scopeOf(report: AnyReport): PartialScope | undefined {
  return 'partial' in report ? report.partial : undefined;
}

/** Something that was not checked, or not all of it. */
export interface Unchecked {
  readonly kind: 'step' | 'inspection';
  readonly name: string;
  /** What of it was left out, where that is not all; printable. */
  readonly note: string | undefined;
}

/** Whatever was not checked in full: steps that were asked for, other steps, inspections. */
export function listUnchecked(scope: PartialScope): readonly Unchecked[] {
  const { undecided, uncheckedSteps, sources, uncheckedInspections } = scope;
  const linked = new Set(sources);
  return [
    ...undecided.map((name) => ({ kind: 'step' as const, name, note: 'not in full' })),
    ...uncheckedSteps.map((name) => ({
      kind: 'step' as const,
      name,
      note: linked.has(name) ? 'its links were' : undefined,
    })),
    ...uncheckedInspections.map((name) => ({ kind: 'inspection' as const, name, note: undefined })),
  ];
}

function printUnchecked({ kind, name, note }: Unchecked): string {
  return `${kind} ${printName(name)}${note === undefined ? '' : ` (${note})`}`;
}

function listDecided({ steps, undecided }: PartialScope): readonly string[] {
  const open = new Set(undecided);
  return steps.filter((name) => !open.has(name));
}

/** How much was checked, for the end of a sentence. */
export function countChecked(scope: PartialScope): string {
  const all = scope.steps.length + scope.uncheckedSteps.length;
  return `${listDecided(scope).length} of ${countOf(all, 'step')} checked, which is no pass`;
}

/** The verdict and what was left out, in one line. */
export function tellPartial(scope: PartialScope): string {
  return `PARTIAL: ${countChecked(scope)}; ${printLeftOut(scope)}`;
}

/** How much was not checked: short enough for a line. */
export function countLeftOut(scope: PartialScope): string {
  const kinds = listUnchecked(scope).map(({ kind }) => kind);
  const counts = (['step', 'inspection'] as const).flatMap((kind) => {
    const count = kinds.filter((other) => other === kind).length;
    return count === 0 ? [] : [countOf(count, kind)];
  });
  return counts.length === 0 ? 'some steps alone were verified' : `${counts.join(' and ')} not checked`;
}

/** What was not checked, for the end of a sentence. */
function printLeftOut(scope: PartialScope): string {
  const names = listUnchecked(scope).map(printUnchecked);
  if (names.length === 0) return 'some steps alone were verified';
  const shown = names.slice(0, MAX_NAMES).join(', ');
  return `not checked: ${names.length > MAX_NAMES ? `${shown} ${andMore(names.length - MAX_NAMES)}` : shown}`;
}

/** What was checked and what not, a line for each. */
export function scopeFields(report: AnyReport): readonly Field[] {
  const scope = scopeOf(report);
  if (scope === undefined) return [];
  return [
    ...listFields(
      'checked',
      listDecided(scope).map((name) => `step ${printName(name)}`),
    ),
    ...listFields('not checked', listUnchecked(scope).map(printUnchecked)),
  ];
}
