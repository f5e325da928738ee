import {
  compareCodePoints,
  decodeBase64,
  decodeHex,
  decodeUtf8,
  encodeBase64,
  encodeHex,
  encodeUtf8,
  escapeUnprintable,
  quoteText,
} from '@intoto/encoding';

import { compareByCodePoint } from '../canonical-text.ts';
import { HOSTILE_NAMES } from '../hostile-values.ts';
import { mutateBytes } from '../mutation/mutate-bytes.ts';
import { caseOf, inputOf, type Target } from '../target.ts';
import { attempt, demand, outcomeOf } from '../violation.ts';

const SAMPLES = [
  'deadBEEF00ff',
  'aGVsbG8gd29ybGQ=',
  '-_-_AAA=',
  '+/+/AA==',
  '\u00e9\u4e2d\u{1f600}\u{10ffff}\ufeff',
  ...HOSTILE_NAMES,
].map((text) => new Uint8Array(Buffer.from(text)));

/** Hex, base64 and UTF-8 against Node's own, and the escaping of untrusted text. */
export const encodingsTarget: Target = {
  name: 'encodings',
  weight: 1,
  shortCount: 1000,
  generate: (random) => {
    const bytes = random.chance(0.3) ? random.bytes(random.size(200)) : random.pick(SAMPLES);
    const text = random.pick([bytes, Buffer.from(encodeHex(bytes)), Buffer.from(encodeBase64(bytes))]);
    return caseOf(random.chance(0.8) ? mutateBytes(text, random, SAMPLES) : text);
  },
  check: (subject) => {
    const bytes = inputOf(subject);
    demand(Buffer.from(bytes).equals(decodeHex(encodeHex(bytes))), 'hex does not read back');
    demand(Buffer.from(bytes).equals(decodeBase64(encodeBase64(bytes))), 'base64 does not read back');
    demand(encodeBase64(bytes) === Buffer.from(bytes).toString('base64'), 'base64 is not what Node writes');
    const utf8 = attempt(() => decodeUtf8(bytes));
    demand(utf8.ok === isUtf8(bytes), 'decodeUtf8 and TextDecoder disagree');
    if (!utf8.ok) return utf8.code;
    demand(Buffer.from(encodeUtf8(utf8.value)).equals(bytes), 'UTF-8 does not write back');
    checkText(utf8.value);
    // Cutting a character in two leaves half a pair.
    const half = utf8.value.slice(0, -1);
    demand(attempt(() => encodeUtf8(half)).ok === !/\p{Cs}/u.test(half), 'encodeUtf8 takes half a surrogate pair');
    checkText(half);
    return `${checkHex(utf8.value)} / ${checkBase64(utf8.value)}`;
  },
};

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function checkHex(text: string): string {
  const hex = attempt(() => decodeHex(text));
  demand(hex.ok === (text.length % 2 === 0 && /^[0-9a-fA-F]*$/u.test(text)), 'decodeHex takes the wrong texts');
  if (hex.ok) demand(Buffer.from(text, 'hex').equals(hex.value), 'decodeHex reads other bytes than Node');
  return outcomeOf(hex);
}

function checkBase64(text: string): string {
  const forms = { standard: /^[A-Za-z0-9+/]*={0,2}$/u, url: /^[A-Za-z0-9_-]*={0,2}$/u };
  const results = (['standard', 'url'] as const).map((alphabet) => {
    const result = attempt(() => decodeBase64(text, alphabet));
    demand(result.ok === (text.length % 4 === 0 && forms[alphabet].test(text)), `decodeBase64 takes the wrong texts`);
    if (result.ok) demand(Buffer.from(text, 'base64').equals(result.value), 'decodeBase64 reads other bytes than Node');
    return result.ok;
  });
  const either = attempt(() => decodeBase64(text, 'either'));
  demand(either.ok === results.includes(true), 'decodeBase64 takes neither alphabet, and either');
  return outcomeOf(either);
}

function checkText(text: string): void {
  for (const shown of [escapeUnprintable(text), quoteText(text)]) {
    demand(!/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(shown), 'escaped text still has control characters');
  }
  for (const name of HOSTILE_NAMES) {
    const [order, expected] = [compareCodePoints(text, name), compareByCodePoint(text, name)];
    demand(Math.sign(order) === Math.sign(expected), 'compareCodePoints has the wrong order');
    demand(
      Math.sign(compareCodePoints(name, text)) === -Math.sign(order) + 0,
      'compareCodePoints is not antisymmetric',
    );
  }
}
