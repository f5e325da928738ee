import type { Check, ReportValue } from '@intoto/verifier';

import { createDigestPrinter } from './digest-text.ts';
import { escapeText, printName } from './escape.ts';
import { TOTAL } from './facts.ts';
import { countOf, type Field, listFields } from './field.ts';
import { isKeyIdMember, type KeyPrinter } from './key-text.ts';
import { asDigests, asList, asNumber, asObject, asObjects, asString } from './report-value.ts';

const MAX_OUTPUT_LINES = 10;
const MAX_INLINE = 200;

function isScalar(value: ReportValue): value is null | boolean | number | string {
  return typeof value !== 'object' || value === null;
}

function printInline(value: ReportValue): string {
  if (typeof value === 'string') return printName(value);
  if (isScalar(value)) return String(value);
  if (Array.isArray(value) && value.every(isScalar)) return value.map(printInline).join(' ');
  const json = JSON.stringify(value);
  return escapeText(json.length > MAX_INLINE ? `${json.slice(0, MAX_INLINE)}...` : json);
}

function comparisonFields(expected: ReportValue | undefined, found: ReportValue | undefined): Field[] {
  const [expectedDigests, foundDigests] = [asDigests(expected), asDigests(found)];
  const print = createDigestPrinter([expectedDigests ?? {}, foundDigests ?? {}]);
  const text = (value: ReportValue, digests: typeof foundDigests): string => {
    if (digests !== undefined) return print(digests);
    return Array.isArray(value) && value.length === 0 ? 'nothing' : printInline(value);
  };
  return [
    ...(expected === undefined ? [] : [{ label: 'expected', text: text(expected, expectedDigests) }]),
    ...(found === undefined ? [] : [{ label: 'found', text: text(found, foundDigests) }]),
  ];
}

function outputFields(output: string): Field[] {
  const lines = output.replaceAll('\r\n', '\n').replace(/\n+$/, '').split('\n');
  const kept = lines.slice(-MAX_OUTPUT_LINES);
  const left = lines.length - kept.length;
  const note = left > 0 ? [{ label: 'output', text: `${countOf(left, 'line')} before this left out` }] : [];
  const shown = kept.map((line, index) => {
    return { label: index === 0 && left === 0 ? 'output' : '', text: escapeText(line), quoted: true };
  });
  return [...note, ...shown];
}

function exitText(status: number): string {
  return status < 0 ? `ended by signal ${-status}` : `exit status ${status}`;
}

function problemText(problem: { readonly [name: string]: ReportValue }): string {
  const path = asString(problem['path']);
  const message = escapeText(asString(problem['message']) ?? printInline(problem));
  return path === undefined || path === '' ? message : `${printName(path)}: ${message}`;
}

/** The error underneath; its message only where the check's own does not contain it. */
function causeText(value: ReportValue, sentence: string): string {
  const cause = asObject(value);
  const message = asString(cause?.['message'])?.replace(/\.$/, '');
  const code = asString(cause?.['code']);
  if (message === undefined) return printInline(value);
  if (code === undefined) return escapeText(message);
  return sentence.toLowerCase().includes(message.toLowerCase())
    ? printName(code)
    : `${escapeText(message)} (${printName(code)})`;
}

/** `exitStatus` as a label: `exit status`. */
function labelOf(name: string): string {
  return escapeText(
    name
      .replace('keyIds', 'keys')
      .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase(),
  );
}

/** What else is known of the member to print. */
interface Surroundings {
  /** How many entries a list has, where only its first ones are given. */
  readonly total: number | undefined;
  /** The check's message. */
  readonly message: string;
  readonly printKey: KeyPrinter;
}

function fieldsOf(name: string, value: ReportValue, { total, message, printKey }: Surroundings): Field[] {
  switch (name) {
    case 'command':
    case 'run':
      return [{ label: 'command', text: asList(value).length === 0 ? 'none' : printInline(value) }];
    case 'exitStatus':
      return [{ label: 'result', text: asNumber(value) === undefined ? 'no command ran' : exitText(Number(value)) }];
    case 'output':
      return typeof value === 'string' && value.trim() !== '' ? outputFields(value) : [];
    case 'problems':
      return listFields('problems', asObjects(value).map(problemText), { total });
    case 'cause':
      return [{ label: 'cause', text: causeText(value, message) }];
    default: {
      const print = (item: ReportValue): string =>
        typeof item === 'string' && isKeyIdMember(name) ? printKey(item) : printInline(item);
      const items = asList(value);
      return items.length > 0
        ? listFields(labelOf(name), items.map(print), { total })
        : [{ label: labelOf(name), text: print(value) || 'none' }];
    }
  }
}

/**
 * What was expected and found, and whatever else the check looked at.
 * @param covered - members of `details` that are told elsewhere.
 */
export function detailFields(check: Check, covered: readonly string[], printKey: KeyPrinter): Field[] {
  const { subject, details, message } = check;
  const told = new Set(['at', 'expected', 'found', ...covered]);
  const named = new Set<ReportValue | undefined>(Object.values(subject));
  const fields = covered.includes('found') ? [] : comparisonFields(details['expected'], details['found']);
  for (const [name, value] of Object.entries(details)) {
    const isTotal = name.endsWith(TOTAL) && Array.isArray(details[name.slice(0, -TOTAL.length)]);
    if (isTotal || told.has(name) || named.has(value)) continue;
    fields.push(...fieldsOf(name, value, { total: asNumber(details[name + TOTAL]), message, printKey }));
  }
  return fields;
}
