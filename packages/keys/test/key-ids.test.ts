import { webcryptoBackend as backend } from '@intoto-tests/support';
import { loadPublicKey } from '@intoto/crypto';
import { describe, expect, it } from 'vitest';

import { describeKeyIds, type KeyIdName, loadAnyPublicKey } from '../src/index.ts';
import { fileOf, KEYS, sourceOf } from './vectors.ts';

async function idsOf(source: Uint8Array | string): Promise<ReadonlyMap<KeyIdName, string>> {
  const key = await loadAnyPublicKey(source, { backend });
  const ids = new Map<KeyIdName, string>();
  for (const { id, names, tools } of await describeKeyIds(key, { backend, source })) {
    expect(tools.length).toBeGreaterThan(0);
    for (const name of names) if (!ids.has(name)) ids.set(name, id);
  }
  return ids;
}

async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe('key ids', () => {
  it.each(KEYS.filter(({ ids }) => Object.keys(ids).length > 0))('of $name are those that tools gave', async (key) => {
    const [file] = key.public;
    if (file === undefined) throw new Error('no file');
    const ids = await idsOf(sourceOf(file));
    expect(ids.get('in-toto')).toBe(key.keyid);
    for (const [name, id] of Object.entries(key.ids)) expect(ids.get(name as KeyIdName)).toBe(id);
  });

  it.each(KEYS.filter(({ name }) => name.includes('0.31')))('of $name: the legacy one', async (key) => {
    const [file] = key.public;
    if (file === undefined) throw new Error('no file');
    expect((await idsOf(sourceOf(file))).get('legacy')).toBe(key.keyid);
  });

  it.each(['rsa', 'p256', 'p384', 'p521', 'ed25519'])('of %s: what Witness hashes is the PEM', async (name) => {
    const pem = fileOf(name, 'public', 'SPKI PEM').text ?? '';
    expect((await idsOf(pem)).get('witness')).toBe(await sha256(pem));
  });

  it('come once where conventions agree, and all of them are named', async () => {
    const key = await loadPublicKey(fileOf('ed25519', 'public', 'SPKI PEM').text ?? '', { backend });
    const ids = await describeKeyIds(key, { backend });
    expect(ids.map(({ names }) => names)).toEqual([
      ['in-toto', 'in-toto-2.3'],
      ['legacy', 'golang'],
      ['witness'],
      ['sigstore'],
      ['openssh'],
      ['jwk-thumbprint'],
    ]);
    expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length);
  });

  it('of P-384 differ where a program takes every curve for P-256', async () => {
    const ids = await idsOf(fileOf('p384', 'public', 'SPKI PEM').text ?? '');
    const four = (['in-toto', 'in-toto-2.3', 'legacy', 'golang'] as const).map((name) => ids.get(name));
    expect(new Set(four).size).toBe(4);
    expect(ids.has('rust-ecdsa')).toBe(false);
  });

  it('of P-256 include the one of Rust, which hashes the point', async () => {
    const ids = await idsOf(fileOf('p256', 'public', 'SPKI PEM').text ?? '');
    expect(ids.get('rust-ecdsa')).toMatch(/^[0-9a-f]{64}$/u);
    expect(ids.get('golang')).toBe(ids.get('legacy'));
  });

  it('include the one that somebody chose', async () => {
    const jwk = JSON.parse(fileOf('p256', 'public', 'JWK').text ?? '') as object;
    expect((await idsOf(JSON.stringify({ ...jwk, kid: 'release 7' }))).get('file')).toBe('release 7');
    const object = JSON.parse(fileOf('p256', 'public', 'layout key object').text ?? '') as object;
    expect((await idsOf(JSON.stringify({ ...object, keyid: 'mine' }))).get('file')).toBe('mine');
    expect((await idsOf(JSON.stringify({ ...jwk, kid: 7 }))).has('file')).toBe(false);
  });
});
