import { encodeCanonicalJson, InTotoError, parseJson } from '@intoto/encoding';
import { expect, it } from 'vitest';

import { withPeers } from '../src/with-peers.ts';

const DOCUMENTS = [
  'null',
  '[true, false, -0, 123456789012345678901234567890]',
  '{"b": 1, "a": {"": []}, "": {}}',
  '{"\\ue000": 1, "\\ud83d\\ude00": 2, "z": 3}',
  '"\\u0000\\n\\t\\u007f\\\\\\"/é\\u2028"',
  '{"a": 1, "a": 2}',
  '1.0',
  '[1e2]',
  'NaN',
  '"\\ud800"',
  '{',
  '',
];

function ours(text: string): string | undefined {
  try {
    return Buffer.from(encodeCanonicalJson(parseJson(text, { dialect: 'python' }))).toString('base64');
  } catch (error) {
    if (InTotoError.is(error)) return undefined;
    throw error;
  }
}

withPeers(['python', 'python-2.3'], 'canonical JSON', (peers) => {
  it.each(['python', 'python-2.3'] as const)('has the bytes of %s', async (name) => {
    const outcomes = await peers[name].requestAll(
      'canonical',
      DOCUMENTS.map((text) => ({ text })),
    );
    expect(outcomes.map((outcome) => (outcome.ok ? outcome.result : undefined))).toEqual(DOCUMENTS.map(ours));
  });
});

withPeers(['go'], 'canonical JSON', ({ go }) => {
  it('has the bytes of Go, which refuses integers of more than 64 bits', async () => {
    const [, big = '', ...others] = DOCUMENTS.slice(0, 5);
    for (const text of others) expect(await go.ask('canonical', { text })).toBe(ours(text));
    expect(await go.request('canonical', { text: big })).toMatchObject({ ok: false });
  });
});

withPeers(['rust'], 'canonical JSON', ({ rust }) => {
  it('has the bytes of Rust where there are neither control characters nor big integers', async () => {
    for (const text of DOCUMENTS.slice(2, 4)) expect(await rust.ask('canonical', { text })).toBe(ours(text));
  });
});
