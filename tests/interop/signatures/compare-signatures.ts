import { createVerifier, type CryptoBackend } from '@intoto/crypto';
import { nobleBackend } from '@intoto/crypto-noble';
import { nodeBackend } from '@intoto/crypto-node';
import { webBackend } from '@intoto/crypto-web';
import { decodeHex, InTotoError } from '@intoto/encoding';

import type { SeedRange } from '../differential/run-options.ts';
import type { Peer, PythonOperations } from '../src/index.ts';
import { generateSignatureCase, type SignatureCase } from './generate.ts';
import { makeKeys } from './keys.ts';
import { KNOWN_DIFFERENCES, type Verdicts } from './known-differences.ts';

export interface SignatureComparison {
  readonly cases: number;
  /** How many verify, for all. */
  readonly valid: number;
  /** How many `noble` has a verdict on. */
  readonly byNoble: number;
  /** How often each mutation came up. */
  readonly mutations: ReadonlyMap<string, number>;
  /** How many cases each row of `docs/deviations.md` explains. */
  readonly known: ReadonlyMap<string, number>;
  /** As JSON texts: all others where not all agree; at most twenty. */
  readonly differences: readonly string[];
}

const CASES_PER_REQUEST = 500;
const KEYS_OF_EACH = 24;
const MOST_DIFFERENCES = 20;

/** Asks the reference and each of our backends what verifies. */
export async function compareSignatures(
  python: Peer<PythonOperations>,
  { from, count }: SeedRange,
): Promise<SignatureComparison> {
  const keys = await makeKeys(KEYS_OF_EACH);
  const [mutations, known] = [new Map<string, number>(), new Map<string, number>()];
  const differences: string[] = [];
  let [valid, byNoble] = [0, 0];
  for (let start = from; start < from + count; start += CASES_PER_REQUEST) {
    const length = Math.min(CASES_PER_REQUEST, from + count - start);
    const cases = await Promise.all(Array.from({ length }, (_, index) => generateSignatureCase(start + index, keys)));
    const answers = await python.ask('verify_signatures', {
      cases: cases.map(({ key, message, sig }) => [key.json, Buffer.from(message).toString('base64'), sig] as const),
    });
    for (const [index, given] of cases.entries()) {
      const verdicts = await askOurs(given, answers[index] === '1');
      countUp(mutations, given.mutation);
      if (verdicts.noble !== undefined) byNoble += 1;
      if (agree(verdicts)) {
        if (verdicts.python) valid += 1;
        continue;
      }
      const deviation = KNOWN_DIFFERENCES.find(({ explains }) => explains(given, verdicts));
      if (deviation !== undefined) countUp(known, deviation.id);
      else if (differences.length < MOST_DIFFERENCES) differences.push(printDifference(given, verdicts));
    }
  }
  return { cases: count, valid, byNoble, mutations, known, differences };
}

function countUp(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function agree({ python, node, web = python, noble = python }: Verdicts): boolean {
  return node === python && web === python && noble === python;
}

function printDifference({ key, message, ...given }: SignatureCase, verdicts: Verdicts): string {
  return JSON.stringify({ ...given, key: key.json, message: Buffer.from(message).toString('base64'), verdicts });
}

async function askOurs(given: SignatureCase, python: boolean): Promise<Verdicts> {
  const [node, web, noble] = await Promise.all([
    verifyWith(nodeBackend, given),
    verifyWith(webBackend, given),
    verifyWith(nobleBackend, given),
  ]);
  const { keyType, scheme } = given.key;
  const known =
    node !== undefined &&
    (web !== undefined || scheme.endsWith('sha224')) &&
    (noble !== undefined || keyType === 'rsa');
  if (!known) throw new TypeError(`a backend does not do ${scheme}`);
  return { python, node, web, noble };
}

/** As `checkSignature` does; nothing where the backend does not do the scheme. */
async function verifyWith(backend: CryptoBackend, { key, message, sig }: SignatureCase): Promise<boolean | undefined> {
  try {
    const verifier = await createVerifier(key, { backend });
    return await verifier.verify(message, decodeHex(sig));
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    if (error.code === 'ERR_CRYPTO_UNSUPPORTED') return undefined;
    if (error.code === 'ERR_KEY_UNUSABLE' || error.code === 'ERR_HEX') return false;
    throw error;
  }
}
