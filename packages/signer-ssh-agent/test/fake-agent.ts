import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { readSsh, type SshField, writeSsh } from '../src/ssh-wire.ts';

/** What an agent sends, byte for byte. */
export type Answer = Uint8Array | 'close' | 'silence' | ((socket: Socket) => void);

/** Listens like an agent and answers every request as told; it ends with the test. */
export async function startFakeAgent(answer: (request: Uint8Array) => Answer): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'in-toto-fake-'));
  const socketPath = join(folder, 'socket');
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4 || received.length < 4 + received.readUInt32BE()) return;
      const reply = answer(received.subarray(4));
      if (reply === 'close') socket.end();
      else if (typeof reply === 'function') reply(socket);
      else if (reply !== 'silence') socket.write(reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return socketPath;
}

/** A message with its length in front. */
export function frame(fields: readonly SshField[]): Uint8Array {
  return writeSsh([{ string: writeSsh(fields) }]);
}

/** The answer to a request for identities. */
export function identities(blobs: readonly Uint8Array[], comment = 'fake'): Uint8Array {
  const keys = blobs.flatMap((blob) => [{ string: blob }, { string: Buffer.from(comment) }]);
  return frame([{ byte: 12 }, { uint32: blobs.length }, ...keys]);
}

/** The answer to a request to sign. */
export function signature(algorithm: string, rest: Uint8Array): Uint8Array {
  return frame([{ byte: 14 }, { string: writeSsh([{ string: Buffer.from(algorithm) }, { string: rest }]) }]);
}

/** An mpint: with a zero in front where it would be negative. */
export function mpint(digits: Uint8Array): SshField {
  return { string: (digits[0] ?? 0) >= 0x80 ? Uint8Array.of(0, ...digits) : digits };
}

/** A key with its SSH blob. */
export interface FakeKey {
  readonly blob: Uint8Array;
  readonly privateKey: KeyObject;
}

export function createRsaKey(): FakeKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const [modulus, exponent] = [n, e].map((text) => Buffer.from(text, 'base64url'));
  return {
    privateKey,
    blob: writeSsh([
      { string: Buffer.from('ssh-rsa') },
      mpint(exponent ?? Buffer.alloc(0)),
      mpint(modulus ?? Buffer.alloc(0)),
    ]),
  };
}

export function createEd25519Key(): FakeKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return {
    privateKey,
    blob: writeSsh([{ string: Buffer.from('ssh-ed25519') }, { string: Buffer.from(x, 'base64url') }]),
  };
}

export function createEcdsaKey(): FakeKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  const name = Buffer.from('ecdsa-sha2-nistp256');
  return {
    privateKey,
    blob: writeSsh([{ string: name }, { string: Buffer.from('nistp256') }, { string: point }]),
  };
}

/** What a well-behaved agent answers with these keys. */
export function honest(keys: readonly FakeKey[]): (request: Uint8Array) => Uint8Array {
  return (request) => {
    const reader = readSsh(request);
    if (reader.byte() === 11) return identities(keys.map(({ blob }) => blob));
    const blob = Buffer.from(reader.string());
    const key = keys.find((each) => blob.equals(each.blob));
    if (key === undefined) return frame([{ byte: 5 }]);
    return signature(...signLikeAnAgent(key.privateKey, reader.string()));
  };
}

/** The algorithm's name and the signature that follows it. */
export function signLikeAnAgent(key: KeyObject, data: Uint8Array): [string, Uint8Array] {
  if (key.asymmetricKeyType === 'rsa') return ['rsa-sha2-256', sign('sha256', data, key)];
  if (key.asymmetricKeyType === 'ed25519') return ['ssh-ed25519', sign(null, data, key)];
  const raw = sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
  return ['ecdsa-sha2-nistp256', writeSsh([mpint(raw.subarray(0, 32)), mpint(raw.subarray(32))])];
}
