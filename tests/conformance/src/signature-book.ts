import { readFileSync, writeFileSync } from 'node:fs';

import { sha256 } from './json-text.ts';

const FILE = new URL('../recorded-signatures.json', import.meta.url);

const recorded = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, string>;
const used = new Map<string, string>();

/**
 * The signature of a randomised scheme: the one recorded when the vector was first made. A new one is made where there is
 * none, which {@link saveSignatures} then records.
 */
export function recordedSignature(signer: string, message: Uint8Array, sign: () => Uint8Array): Uint8Array {
  const entry = `${signer} ${sha256(message)}`;
  const known = used.get(entry) ?? recorded[entry] ?? Buffer.from(sign()).toString('hex');
  used.set(entry, known);
  return Buffer.from(known, 'hex');
}

/** Signatures that are not recorded yet. */
export function countNewSignatures(): number {
  return [...used.keys()].filter((entry) => !Object.hasOwn(recorded, entry)).length;
}

/** Records every signature that was asked for, and forgets the others. */
export function saveSignatures(): void {
  const entries = [...used].sort(([left], [right]) => (left < right ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
}
