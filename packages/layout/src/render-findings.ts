import { escapeUnprintable } from '@intoto/encoding';

import type { Finding, FindingPlace } from './finding.ts';

/** How {@link renderFindings} writes. */
export interface RenderFindingsOptions {
  /** Columns to wrap at, at least 40. @defaultValue 80 */
  readonly width?: number | undefined;
}

const INDENT = '  ';

/**
 * Findings as text for people: of each its severity, code and place, what is wrong, what to do. The last line counts them.
 *
 * @throws TypeError for a width below 40
 */
export function renderFindings(findings: readonly Finding[], { width = 80 }: RenderFindingsOptions = {}): string {
  if (!(width >= 40)) throw new TypeError('width must be at least 40');
  const blocks = findings.flatMap(({ code, severity, place, message, remedy, fix }) => [
    `${severity} ${code}${describePlace(place)}`,
    ...wrap(message, width),
    ...wrap(`To do: ${remedy}${fix === undefined ? '' : ' (--fix does it)'}`, width),
    '',
  ]);
  const count = (severity: Finding['severity']): string => {
    const found = findings.filter((finding) => finding.severity === severity).length;
    return `${found} ${severity}${found === 1 ? '' : 's'}`;
  };
  return `${[...blocks, `${count('error')}, ${count('warning')}, ${count('note')}`].join('\n')}\n`;
}

function describePlace({ path }: FindingPlace): string {
  return path === '' ? '' : ` ${escapeUnprintable(path)}`;
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(`${INDENT}${word}`);
  }
  return lines;
}
