import { escapeUnprintable } from '@intoto/encoding';

const LONGEST = 200;

/** Untrusted text for an error message: on one line, without control characters, and not endless. */
export function printable(text: string): string {
  return escapeUnprintable(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
