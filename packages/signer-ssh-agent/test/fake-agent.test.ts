import { sign } from 'node:crypto';

import { codeOf, rejectionOf } from '@intoto-tests/support';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { encodeUtf8, InTotoError } from '@intoto/encoding';
import { createSshAgentSigner } from '@intoto/signer-ssh-agent';
import { array, assert, asyncProperty, integer, nat, option, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { writeSsh } from '../src/ssh-wire.ts';
import {
  type Answer,
  createEcdsaKey,
  createEd25519Key,
  createRsaKey,
  frame,
  honest,
  identities,
  mpint,
  signature,
  signLikeAnAgent,
  startFakeAgent,
} from './fake-agent.ts';

const DATA = encodeUtf8('data');
const ed25519 = createEd25519Key();
const ecdsa = createEcdsaKey();
const rsa = createRsaKey();
const empty = new Uint8Array();
const text = (words: string) => ({ string: encodeUtf8(words) });

/** A signer of an agent that answers as told once it is asked to sign. */
async function signerOf(key: typeof rsa, answer: (data: Uint8Array) => Answer) {
  const socketPath = await startFakeAgent((request) => (request[0] === 11 ? identities([key.blob]) : answer(DATA)));
  return createSshAgentSigner({ backend, socketPath, timeoutMs: 500 });
}

const createWith = async (answer: Answer) => {
  const socketPath = await startFakeAgent(() => answer);
  return createSshAgentSigner({ backend, socketPath, timeoutMs: 500 });
};

const MALFORMED: readonly (readonly [what: string, answer: Answer, code: string])[] = [
  ['nothing', 'silence', 'ERR_SSH_AGENT_TIMEOUT'],
  ['nothing and hangs up', 'close', 'ERR_SSH_AGENT_DISCONNECTED'],
  ['half a length', (socket) => void socket.end(Uint8Array.of(0, 0)), 'ERR_SSH_AGENT_DISCONNECTED'],
  ['half a message', (socket) => void socket.end(identities([rsa.blob]).subarray(0, 50)), 'ERR_SSH_AGENT_DISCONNECTED'],
  ['half a message and hangs', identities([rsa.blob]).subarray(0, 50), 'ERR_SSH_AGENT_TIMEOUT'],
  ['an empty message', Uint8Array.of(0, 0, 0, 0), 'ERR_SSH_AGENT_PROTOCOL'],
  ['the promise of 4 GiB', Uint8Array.of(255, 255, 255, 255), 'ERR_SSH_AGENT_PROTOCOL'],
  ['more than it announced', Uint8Array.of(...identities([rsa.blob]), 0), 'ERR_SSH_AGENT_PROTOCOL'],
  ['another message', frame([{ byte: 14 }, { string: empty }]), 'ERR_SSH_AGENT_PROTOCOL'],
  ['HTTP', encodeUtf8('HTTP/1.1 400 Bad Request\r\n\r\n'), 'ERR_SSH_AGENT_PROTOCOL'],
  ['failure', frame([{ byte: 5 }]), 'ERR_SSH_AGENT_REFUSED'],
  ['4 billion keys', frame([{ byte: 12 }, { uint32: 0xffff_ffff }]), 'ERR_SSH_AGENT_PROTOCOL'],
  ['fewer keys than announced', frame([{ byte: 12 }, { uint32: 1 }]), 'ERR_SSH_AGENT_PROTOCOL'],
  ['more keys than announced', frame([{ byte: 12 }, { uint32: 0 }, { string: empty }]), 'ERR_SSH_AGENT_PROTOCOL'],
  ['a key longer than the message', frame([{ byte: 12 }, { uint32: 1 }, { uint32: 99 }]), 'ERR_SSH_AGENT_PROTOCOL'],
];

describe('an agent that answers with', () => {
  it.each(MALFORMED)('%s is told apart', async (_what, answer, code) => {
    const error = await rejectionOf(createWith(answer));
    expect(error.code).toBe(code);
  });

  it('one byte at a time is understood', async () => {
    const socketPath = await startFakeAgent((request) => (socket) => {
      for (const byte of honest([ed25519])(request)) socket.write(Uint8Array.of(byte));
    });
    const signer = await createSshAgentSigner({ backend, socketPath });
    expect(await signer.sign(DATA)).toHaveLength(64);
  });
});

const KEYS: readonly (readonly [what: string, blob: Uint8Array, code: string])[] = [
  ['an empty one', empty, 'ERR_KEY_UNUSABLE'],
  ['one of an unknown type', writeSsh([text('ssh-dss'), text('x')]), 'ERR_CRYPTO_UNSUPPORTED'],
  [
    'one on another curve than it says',
    writeSsh([text('ecdsa-sha2-nistp256'), text('nistp384'), { string: empty }]),
    'ERR_CRYPTO_UNSUPPORTED',
  ],
  ['a FIDO key', writeSsh([text('sk-ssh-ed25519@openssh.com'), text('x')]), 'ERR_CRYPTO_UNSUPPORTED'],
  ['one cut short', ed25519.blob.subarray(0, -1), 'ERR_KEY_UNUSABLE'],
  ['one with bytes behind', Uint8Array.of(...ed25519.blob, 0), 'ERR_KEY_UNUSABLE'],
  ['a short point', writeSsh([text('ssh-ed25519'), { string: new Uint8Array(31) }]), 'ERR_KEY_UNUSABLE'],
  [
    'a point off the curve',
    Uint8Array.of(...ecdsa.blob.subarray(0, -1), (ecdsa.blob.at(-1) ?? 0) ^ 1),
    'ERR_KEY_UNUSABLE',
  ],
  [
    'a compressed point',
    writeSsh([text('ecdsa-sha2-nistp256'), text('nistp256'), { string: new Uint8Array(33).fill(2) }]),
    'ERR_KEY_UNUSABLE',
  ],
  [
    'an RSA key of 100,000 bits',
    writeSsh([text('ssh-rsa'), mpint(Uint8Array.of(3)), mpint(new Uint8Array(12_500).fill(255))]),
    'ERR_KEY_UNUSABLE',
  ],
];

describe('a key that an agent offers', () => {
  it.each(KEYS)('%s cannot be used', async (_what, blob, code) => {
    expect(await codeOf(createWith(identities([blob])))).toBe(code);
  });

  it('that cannot be used does not stand in the way of others', async () => {
    const keys = [...KEYS.map(([, blob]) => ({ privateKey: rsa.privateKey, blob })), ed25519];
    const socketPath = await startFakeAgent(honest(keys));
    const signer = await createSshAgentSigner({ backend, socketPath });
    expect(signer.publicKey.keyType).toBe('ed25519');
  });

  it('twice is one key', async () => {
    const socketPath = await startFakeAgent(honest([ed25519, ed25519]));
    expect((await createSshAgentSigner({ backend, socketPath })).publicKey.keyType).toBe('ed25519');
  });

  it('has a comment that cannot harm a terminal', async () => {
    const { message } = await rejectionOf(createWith(identities([ed25519.blob, rsa.blob], '\u001B[2J\n"rm -rf"')));
    expect(message).not.toContain('\u001B');
    expect(message).toContain('rm -rf');
  });
});

const [, honestRsa] = signLikeAnAgent(rsa.privateKey, DATA);
const [, honestEcdsa] = signLikeAnAgent(ecdsa.privateKey, DATA);
const [, honestEd25519] = signLikeAnAgent(ed25519.privateKey, DATA);
const SIGNATURES: readonly (readonly [what: string, key: typeof rsa, answer: Uint8Array])[] = [
  ['of SHA-1, as old agents make', rsa, signature('ssh-rsa', sign('sha1', DATA, rsa.privateKey))],
  ['of SHA-512 instead of SHA-256', rsa, signature('rsa-sha2-512', sign('sha512', DATA, rsa.privateKey))],
  ['of SHA-1 under the right name', rsa, signature('rsa-sha2-256', sign('sha1', DATA, rsa.privateKey))],
  ['longer than the key', rsa, signature('rsa-sha2-256', Uint8Array.of(0, ...honestRsa))],
  ['of nothing', rsa, signature('rsa-sha2-256', empty)],
  ['of other data', rsa, signature(...signLikeAnAgent(rsa.privateKey, encodeUtf8('other')))],
  ['of another key', ed25519, signature(...signLikeAnAgent(createEd25519Key().privateKey, DATA))],
  ['of another type', ed25519, signature('ssh-rsa', honestRsa)],
  ['cut short', ed25519, signature('ssh-ed25519', honestEd25519.subarray(0, 63))],
  [
    'with bytes behind',
    ed25519,
    frame([{ byte: 14 }, { string: writeSsh([text('ssh-ed25519'), { string: honestEd25519 }, { byte: 0 }]) }]),
  ],
  ['without a name', ed25519, frame([{ byte: 14 }, { string: honestEd25519 }])],
  ['in DER', ecdsa, signature('ecdsa-sha2-nistp256', sign('sha256', DATA, ecdsa.privateKey))],
  [
    'with a negative number',
    ecdsa,
    signature(
      'ecdsa-sha2-nistp256',
      writeSsh([{ string: new Uint8Array(32).fill(255) }, { string: Uint8Array.of(1) }]),
    ),
  ],
  [
    'with a number too large',
    ecdsa,
    signature('ecdsa-sha2-nistp256', writeSsh([{ string: new Uint8Array(33).fill(1) }, { string: Uint8Array.of(1) }])),
  ],
  ['of zeros', ecdsa, signature('ecdsa-sha2-nistp256', writeSsh([{ string: empty }, { string: empty }]))],
  ['with bytes after r and s', ecdsa, signature('ecdsa-sha2-nistp256', Uint8Array.of(...honestEcdsa, 0))],
];

describe('a signature that an agent gives', () => {
  it.each(SIGNATURES)('%s is not handed on', async (_what, key, answer) => {
    const signer = await signerOf(key, () => answer);
    const error = await rejectionOf(signer.sign(DATA));
    expect(error).toMatchObject({ code: 'ERR_SSH_AGENT_SIGNATURE', details: { keyId: signer.publicKey.keyId } });
  });

  it('without the zeros in front is completed', async () => {
    const found = Array.from({ length: 20_000 }, (_, index) => encodeUtf8(`data ${index}`)).find(
      (data) => sign('sha256', data, rsa.privateKey)[0] === 0,
    );
    const data = found ?? empty;
    const made = sign('sha256', data, rsa.privateKey);
    const signer = await signerOf(rsa, () => signature('rsa-sha2-256', made.subarray(1)));
    expect(await signer.sign(data)).toEqual(new Uint8Array(made));
  });

  it('is of what there was when it was asked for', async () => {
    const socketPath = await startFakeAgent(honest([ed25519]));
    const signer = await createSshAgentSigner({ backend, socketPath });
    // Of a Buffer, slice() is no copy.
    const data = Buffer.from(DATA);
    const signing = signer.sign(data);
    data.fill(0);
    expect(await signing).toEqual(new Uint8Array(honestEd25519));
  });
});

describe('an agent that answers with anything', () => {
  it('gets a code, or it signed', async () => {
    const keys = [ed25519, ecdsa, rsa];
    const flips = array(tuple(nat(), integer({ min: 1, max: 255 })), { maxLength: 4 });
    await assert(
      asyncProperty(nat(2), flips, option(nat(400)), async (index, changes, cut) => {
        const key = keys[index] ?? rsa;
        const socketPath = await startFakeAgent((request) => {
          const answer = Buffer.from(honest([key])(request));
          for (const [at, bits] of changes) {
            // The length stays: a message that never ends is another test.
            const place = 4 + (at % (answer.length - 4));
            answer[place] = (answer[place] ?? 0) ^ bits;
          }
          return (socket) => void socket.end(answer.subarray(0, cut ?? answer.length));
        });
        try {
          const signer = await createSshAgentSigner({ backend, socketPath, timeoutMs: 2000 });
          const made = await signer.sign(DATA);
          expect(made.length).toBeGreaterThan(0);
        } catch (error) {
          if (!InTotoError.is(error)) throw error;
        }
      }),
      { numRuns: 400 },
    );
  });
});
