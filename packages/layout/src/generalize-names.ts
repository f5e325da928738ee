import { compareCodePoints } from '@intoto/encoding';
import { escapePattern } from '@intoto/rules';

/** Parts of names that are another every time: version numbers, dates, abbreviated digests. */
const VARYING = /[0-9a-f]{7,}|[0-9]+/gu;

/** What names have in common over several rehearsals. */
export interface NamePatterns {
  /** Names that every rehearsal has. */
  readonly stable: readonly string[];
  /** Patterns that together match all names, the literal ones first. */
  readonly patterns: readonly string[];
}

/**
 * Patterns for the names that one rule is for, given those of each rehearsal. A name that every rehearsal has stays as it is.
 * Others, if they differ only in numbers or in abbreviated digests and every rehearsal has one of them, become a pattern; what
 * is left is listed name by name.
 *
 * @param mayUse - whether a pattern that matches more names than there are may be used
 */
export function generalizeNames(
  rehearsals: readonly ReadonlySet<string>[],
  mayUse: (pattern: string) => boolean = () => true,
): NamePatterns {
  const all = [...new Set(rehearsals.flatMap((names) => [...names]))].sort(compareCodePoints);
  const stable = all.filter((name) => rehearsals.every((names) => names.has(name)));
  const varying = new Map<string, string[]>();
  for (const name of all.filter((one) => !rehearsals.every((names) => names.has(one)))) {
    const template = toTemplate(name);
    const group = varying.get(template);
    if (group === undefined) varying.set(template, [name]);
    else group.push(name);
  }
  const literal: string[] = stable.map(escapePattern);
  const general: string[] = [];
  for (const [template, group] of varying) {
    const isEverywhere = rehearsals.every((rehearsal) => group.some((name) => rehearsal.has(name)));
    if (group.length > 1 && isEverywhere && mayUse(template)) general.push(template);
    else for (const name of group) literal.push(escapePattern(name));
  }
  return { stable, patterns: [...literal.sort(compareCodePoints), ...general.sort(compareCodePoints)] };
}

/** A pattern for a name whatever its numbers; each begins with a digit still. */
function toTemplate(name: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const { 0: text, index } of name.matchAll(VARYING)) {
    if (!/[0-9]/u.test(text)) continue;
    parts.push(escapePattern(name.slice(end, index)), /^[0-9]+$/u.test(text) ? '[0-9]*' : '[0-9a-f]*');
    end = index + text.length;
  }
  return [...parts, escapePattern(name.slice(end))].join('');
}
