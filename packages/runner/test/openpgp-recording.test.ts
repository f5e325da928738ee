import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createOpenPgpKey, webcryptoBackend as backend } from '@intoto-tests/support';
import type { OpenPgpSigner } from '@intoto/crypto';
import { linkFileName, parseMetadata, writeMetadata } from '@intoto/models';
import { openpgp } from '@intoto/openpgp';
import { describe, expect, it } from 'vitest';

import { runStep } from '../src/run-step.ts';
import { startRecording } from '../src/start-recording.ts';
import { stopRecording } from '../src/stop-recording.ts';
import { failureOf } from './failure-of.ts';
import { createReferenceSigner } from './reference-case.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

const alice = await createOpenPgpKey({}, [{}]);
const bob = await createOpenPgpKey();
const [subkey] = alice.subkeySigners as readonly [OpenPgpSigner];
const main = alice.publicKey.keyId;
const sub = subkey.keyId ?? '';

/** A keyring with alice's key, whose subkey signs unless the main key's id ends in `!`. @param keyId - what it is told */
function createKeyring(keyId: string | undefined, asked: string[] = []): OpenPgpSigner {
  return {
    kind: 'openpgp',
    keyId,
    sign: async (data, other = keyId) => {
      asked.push(`sign ${other ?? 'default'}`);
      return (other?.endsWith('!') === true ? alice.signer : subkey).sign(data);
    },
    exportPublicKey: async (id) => {
      asked.push(`export ${id}`);
      return alice.publicKey;
    },
  };
}

async function start(signer: OpenPgpSigner) {
  const cwd = await createTemporaryDirectory({ file: 'before' });
  const started = await startRecording({ name: 'edit', materials: ['.'], signer, cwd });
  return { cwd, started, stop: { name: 'edit', products: ['.'], signer, backend, openpgp, cwd } };
}

describe('a recording signed in OpenPGP form', () => {
  it('is named for the subkey that signed it, and finished with the key asked for', async () => {
    const asked: string[] = [];
    const { cwd, started, stop } = await start(createKeyring(main, asked));
    expect(started.path).toBe(join(cwd, `.edit.${sub.slice(0, 8)}.link-unfinished`));
    const { metadata, path } = await stopRecording(stop);
    expect(path).toBe(join(cwd, linkFileName('edit', main)));
    expect(metadata.signatures).toMatchObject([{ form: 'gpg', keyId: sub }]);
    expect(parseMetadata(await readFile(path))).toEqual(metadata);
    expect(await readdir(cwd)).toEqual([linkFileName('edit', main), 'file']);
    expect(asked).toEqual([`sign ${main}`, `export ${main}`, `sign ${main}`]);
  });

  it.each([[undefined], ['']])(
    'is finished with the key that signed it, where none is asked for: %j',
    async (keyId) => {
      const asked: string[] = [];
      const { cwd, stop } = await start(createKeyring(keyId, asked));
      const { path } = await stopRecording(stop);
      expect(path).toBe(join(cwd, linkFileName('edit', sub)));
      expect(asked.slice(1)).toEqual([`export ${sub}`, `sign ${sub}`]);
    },
  );

  it('is not finished where there is none, or that of another step', async () => {
    const { stop } = await start(createKeyring(main));
    for (const name of ['other', 'edi', 'edit.x', '']) {
      const { code } = await failureOf(stopRecording({ ...stop, name }));
      expect(code).toBe('ERR_UNFINISHED_LINK_NOT_FOUND');
    }
  });

  it('is not finished where there are two, unless they are of other steps', async () => {
    const { cwd, stop } = await start(createKeyring(main));
    await startRecording({ name: 'edit.more', signer: createKeyring(main), cwd });
    await startRecording({ name: 'edit', signer: bob.signer, cwd });
    const { code, message } = await failureOf(stopRecording(stop));
    expect(code).toBe('ERR_UNFINISHED_LINK_AMBIGUOUS');
    expect(message).toContain(`.edit.${sub.slice(0, 8)}.link-unfinished`);
    expect((await stopRecording({ ...stop, name: 'edit.more' })).link.name).toBe('edit.more');
  });

  it('is not finished with another key than it was started with', async () => {
    const { stop } = await start(createKeyring(main));
    const failure = await failureOf(stopRecording({ ...stop, signer: bob.signer }));
    expect(failure.code).toBe('ERR_UNFINISHED_LINK_SIGNATURE');
    expect(failure.details).toMatchObject({ keyId: bob.publicKey.keyId, reason: 'ERR_SIGNATURE_MISSING' });
  });

  it('is not finished after somebody has changed it', async () => {
    const { started, stop } = await start(createKeyring(main));
    await writeFile(started.path, writeMetadata(started.metadata).replace('"file"', '"other"'));
    const failure = await failureOf(stopRecording(stop));
    expect(failure.details).toMatchObject({ reason: 'ERR_SIGNATURE_INVALID' });
    await writeFile(started.path, 'no json');
    expect((await failureOf(stopRecording(stop))).code).toBe('ERR_UNFINISHED_LINK_FORMAT');
  });

  it('is not finished with a key that has expired', async () => {
    const expiring = await createOpenPgpKey({ creation: 1000, validity: 1000 });
    const { stop } = await start(expiring.signer);
    const failure = await failureOf(stopRecording(stop));
    expect(failure.details).toMatchObject({ reason: 'ERR_KEY_EXPIRED' });
    expect((await stopRecording({ ...stop, now: new Date(2_000_000) })).link.name).toBe('edit');
  });

  it('cannot be finished by other signers, nor theirs by it', async () => {
    const { cwd, stop } = await start(createKeyring(main));
    const other = await createReferenceSigner();
    expect((await failureOf(stopRecording({ ...stop, signer: other }))).code).toBe('ERR_UNFINISHED_LINK_NOT_FOUND');
    const { path } = await startRecording({ name: 'plain', signer: other, cwd });
    const failure = await failureOf(stopRecording({ ...stop, name: 'plain' }));
    expect(failure.details).toMatchObject({ path, reason: 'ERR_SIGNATURE_MISSING' });
  });

  it.each(['../x', 'a/x', 'x\0'])('has no name that leads elsewhere: %j', async (name) => {
    const { cwd, stop } = await start(createKeyring(main));
    const signer = createKeyring(main);
    for (const attempt of [
      () => startRecording({ name, signer, cwd }),
      () => stopRecording({ ...stop, name }),
      () => runStep({ name, command: [], signer, cwd }),
    ])
      expect((await failureOf(attempt())).code).toBe('ERR_LINK_FILE_NAME');
  });

  it('is not written where the key id leads elsewhere', async () => {
    const cwd = await createTemporaryDirectory();
    const signer: OpenPgpSigner = {
      ...subkey,
      sign: async (data) => ({ ...(await subkey.sign(data)), keyId: '/../x' }),
    };
    for (const attempt of [
      () => startRecording({ name: 'x', signer, cwd }),
      () => runStep({ name: 'x', command: [], signer, cwd }),
    ])
      expect((await failureOf(attempt())).code).toBe('ERR_LINK_FILE_NAME');
    expect(await readdir(cwd)).toEqual([]);
  });
});

describe('a step signed in OpenPGP form', () => {
  it('has a link that is named for the key that signed', async () => {
    for (const [keyId, expected] of [
      [undefined, sub],
      [main, sub],
      [`${main}!`, main],
    ] as const) {
      const cwd = await createTemporaryDirectory();
      const { metadata, path } = await runStep({ name: 'build', command: [], signer: createKeyring(keyId), cwd });
      expect(path).toBe(join(cwd, linkFileName('build', expected)));
      expect(metadata.signatures).toMatchObject([{ form: 'gpg', keyId: expected }]);
    }
  });

  it('may be in an envelope, in the newer form of such signatures', async () => {
    const cwd = await createTemporaryDirectory();
    const { metadata } = await runStep({ name: 'build', command: [], signer: subkey, cwd, container: 'dsse' });
    expect(metadata.signatures[0]?.json).toMatchObject({ keyid: sub, other_headers: expect.any(String) });
  });

  it('has no link where the signer fails', async () => {
    const cwd = await createTemporaryDirectory();
    const signer: OpenPgpSigner = { ...subkey, sign: () => Promise.reject(new Error('no card')) };
    await expect(runStep({ name: 'build', command: [], signer, cwd })).rejects.toThrow('no card');
    expect(await readdir(cwd)).toEqual([]);
  });
});
