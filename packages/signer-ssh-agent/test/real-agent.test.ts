import { execFileSync } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  AGENT_KEY_NAMES as NAMES,
  type AgentKeyName,
  blobOf,
  fingerprintOf,
  OPENSSH,
  startAgent,
  withPrograms,
} from '@intoto-tests/programs';
import { codeOf, rejectionOf } from '@intoto-tests/support';
import { authenticate, encodePublicKeyPem, loadPublicKey, signMetadata } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { encodeUtf8 } from '@intoto/encoding';
import { createEnvelope, createLink, createMetablock, encodeLink, parseLink } from '@intoto/models';
import { createSshAgentSigner, openSshAgentSigner } from '@intoto/signer-ssh-agent';
import { expect, it } from 'vitest';

import { MAX_MESSAGE_BYTES, askAgent } from '../src/agent-connection.ts';
import { writeSsh } from '../src/ssh-wire.ts';

const DATA = encodeUtf8('signed by an ssh-agent');

/** Verifies with OpenSSL and the key as ssh-keygen exports it, without any code of this package. */
function verifyWithOpenssl(path: string, hash: string | null, signature: Uint8Array): boolean {
  const key =
    hash === null
      ? createPublicKey({
          key: { kty: 'OKP', crv: 'Ed25519', x: blobOf(path).subarray(-32).toString('base64url') },
          format: 'jwk',
        })
      : createPublicKey(execFileSync('ssh-keygen', ['-e', '-m', 'PKCS8', '-f', path], { encoding: 'utf8' }));
  return verify(hash, DATA, key, signature);
}

const HASHES: Readonly<Record<AgentKeyName, string | null>> = {
  ed25519: null,
  p256: 'sha256',
  p384: 'sha384',
  p521: 'sha512',
  rsa: 'sha256',
};

withPrograms(OPENSSH, 'a key in ssh-agent', () => {
  it.each(NAMES)('of type %s signs what OpenSSL verifies', async (name) => {
    const { socketPath, add } = await startAgent();
    const path = add(name);
    const signer = await createSshAgentSigner({ backend, socketPath });
    expect(verifyWithOpenssl(path, HASHES[name], await signer.sign(DATA))).toBe(true);
  });

  it('of type rsa signs with SHA-512 where the scheme says so', async () => {
    const { socketPath, add } = await startAgent();
    const path = add('rsa');
    const signer = await createSshAgentSigner({ backend, socketPath, scheme: 'rsa-pkcs1v15-sha512' });
    expect(signer.publicKey.scheme).toBe('rsa-pkcs1v15-sha512');
    expect(verifyWithOpenssl(path, 'sha512', await signer.sign(DATA))).toBe(true);
  });

  it.each(NAMES)('of type %s signs links in both containers', async (name) => {
    const { socketPath, add } = await startAgent();
    add(name);
    const signer = await createSshAgentSigner({ backend, socketPath });
    const link = encodeLink(createLink({ name: 'build' }));
    for (const metadata of [createMetablock(link), createEnvelope(link)]) {
      const signed = await signMetadata(metadata, signer);
      const keys = [signer.publicKey];
      expect(await authenticate(signed, { keys, threshold: 1, backend, parse: parseLink })).toMatchObject({ ok: true });
    }
  });

  it('has the key id of the same key in a PEM file', async () => {
    const { socketPath, add } = await startAgent();
    const path = add('p256');
    const pem = execFileSync('ssh-keygen', ['-e', '-m', 'PKCS8', '-f', path], { encoding: 'utf8' });
    const { publicKey } = await createSshAgentSigner({ backend, socketPath });
    expect(publicKey).toEqual(await loadPublicKey(pem, { backend }));
  });

  it('signs many things at once', async () => {
    const { socketPath, add } = await startAgent();
    add('ed25519');
    const signer = await createSshAgentSigner({ backend, socketPath });
    const inputs = Array.from({ length: 50 }, (_, index) => Uint8Array.of(index));
    const signatures = await Promise.all(inputs.map((input) => signer.sign(input)));
    const again = await Promise.all(inputs.map((input) => signer.sign(input)));
    expect(signatures).toEqual(again);
    expect(new Set(signatures.map(String)).size).toBe(50);
  });

  it('signs as much as the agent takes and no more', async () => {
    const { socketPath, add } = await startAgent();
    const blob = blobOf(add('ed25519'));
    const signer = await createSshAgentSigner({ backend, socketPath });
    const room = MAX_MESSAGE_BYTES - 1 - 4 - blob.length - 4 - 4;
    expect(await signer.sign(new Uint8Array(room))).toHaveLength(64);
    expect(await codeOf(signer.sign(new Uint8Array(room + 1)))).toBe('ERR_SSH_AGENT_DATA_SIZE');
    // The bound is the agent's own, not ours.
    const tooMuch = writeSsh([{ byte: 13 }, { string: blob }, { string: new Uint8Array(room + 1) }, { uint32: 0 }]);
    expect(await codeOf(askAgent({ socketPath, timeoutMs: 5000 }, tooMuch))).toBe('ERR_SSH_AGENT_DISCONNECTED');
  });
});

withPrograms(OPENSSH, 'choosing a key in ssh-agent', () => {
  it('goes by fingerprint, comment, public key and key id', async () => {
    const { socketPath, add } = await startAgent();
    const paths = NAMES.map((name) => add(name));
    for (const [index, path] of paths.entries()) {
      const fingerprint = fingerprintOf(path);
      const wanted = (await createSshAgentSigner({ backend, socketPath, fingerprint })).publicKey;
      const chosenBy = async (selector: object) =>
        (await createSshAgentSigner({ backend, socketPath, ...selector })).publicKey;
      const publicKey = readFileSync(`${path}.pub`, 'utf8');
      expect(await chosenBy({ comment: NAMES[index] })).toEqual(wanted);
      expect(await chosenBy({ publicKey })).toEqual(wanted);
      expect(await chosenBy({ publicKey: encodeUtf8(publicKey) })).toEqual(wanted);
      expect(await chosenBy({ publicKey: encodePublicKeyPem(wanted) })).toEqual(wanted);
      expect(await chosenBy({ keyId: wanted.keyId })).toEqual(wanted);
      expect(await chosenBy({ keyId: wanted.keyId, fingerprint, publicKey, comment: NAMES[index] })).toEqual(wanted);
    }
  });

  it('lets a key id tell the convention and the scheme', async () => {
    const { socketPath, add } = await startAgent();
    add('rsa');
    const { publicKey } = await createSshAgentSigner({ backend, socketPath });
    const pem = encodePublicKeyPem(publicKey);
    for (const scheme of ['rsa-pkcs1v15-sha256', 'rsa-pkcs1v15-sha512'])
      for (const style of ['current', 'legacy'] as const) {
        const wanted = await loadPublicKey(pem, { backend, scheme, keyId: style });
        const signer = await createSshAgentSigner({ backend, socketPath, keyId: wanted.keyId });
        expect(signer.publicKey).toMatchObject({ keyId: wanted.keyId, scheme });
        await signer.sign(DATA);
      }
  });

  it('says that an agent cannot sign with RSA-PSS', async () => {
    const { socketPath, add } = await startAgent();
    add('rsa');
    const { publicKey } = await createSshAgentSigner({ backend, socketPath });
    const pss = await loadPublicKey(encodePublicKeyPem(publicKey), { backend });
    for (const options of [{ keyId: pss.keyId }, { scheme: 'rsassa-pss-sha256' }, { scheme: 'rsa-pkcs1v15-sha384' }]) {
      const error = await rejectionOf(createSshAgentSigner({ backend, socketPath, ...options }));
      expect(error.code).toBe('ERR_CRYPTO_UNSUPPORTED');
      expect(error.message).toContain('rsa-pkcs1v15-sha512');
    }
  });

  it('refuses a scheme of another kind of key', async () => {
    const { socketPath, add } = await startAgent();
    add('p256');
    for (const [scheme, code] of [
      ['ed25519', 'ERR_CRYPTO_UNSUPPORTED'],
      ['ecdsa-sha2-nistp384', 'ERR_KEY_UNUSABLE'],
      ['nonsense', 'ERR_CRYPTO_UNSUPPORTED'],
    ] as const)
      expect(await codeOf(createSshAgentSigner({ backend, socketPath, scheme }))).toBe(code);
  });

  it('names the keys where more than one fits, and where none does', async () => {
    const { socketPath, add } = await startAgent();
    const paths = [add('p256'), add('ed25519')];
    const ambiguous = await rejectionOf(createSshAgentSigner({ backend, socketPath }));
    expect(ambiguous.code).toBe('ERR_SSH_AGENT_KEY_AMBIGUOUS');
    const none = await rejectionOf(createSshAgentSigner({ backend, socketPath, comment: 'ed2551' }));
    expect(none.code).toBe('ERR_SSH_AGENT_KEY_NOT_FOUND');
    for (const path of paths) {
      expect(ambiguous.message).toContain(fingerprintOf(path));
      expect(none.message).toContain(fingerprintOf(path));
    }
  });

  it('passes certificates over, which are offered beside their keys', async () => {
    const { socketPath, add, sshAdd } = await startAgent();
    const path = add('ed25519');
    execFileSync('ssh-keygen', ['-q', '-s', path, '-I', 'id', '-n', 'alice', `${path}.pub`]);
    sshAdd([path]);
    expect(sshAdd(['-l']).trim().split('\n')).toHaveLength(2);
    const signer = await createSshAgentSigner({ backend, socketPath, comment: 'ed25519' });
    expect(await signer.sign(DATA)).toHaveLength(64);
    const certificate = readFileSync(`${path}-cert.pub`, 'utf8');
    expect(await codeOf(createSshAgentSigner({ backend, socketPath, publicKey: certificate }))).toBe(
      'ERR_CRYPTO_UNSUPPORTED',
    );
  });

  it('goes by URI', async () => {
    const { socketPath, add } = await startAgent();
    const paths = [add('p256'), add('rsa')];
    const [, rsa = ''] = paths;
    const query = `?socket=${encodeURIComponent(socketPath)}`;
    for (const uri of [
      `ssh-agent:${fingerprintOf(rsa)}${query}`,
      `ssh-agent:comment=rsa${query}`,
      `SSH-AGENT:file=${encodeURIComponent(`${rsa}.pub`)}${query}`,
    ]) {
      const { publicKey } = await openSshAgentSigner(uri, { backend });
      expect(publicKey).toMatchObject({ keyType: 'rsa', scheme: 'rsa-pkcs1v15-sha256' });
    }
    const signer = await openSshAgentSigner(`ssh-agent:comment=rsa${query}&scheme=rsa-pkcs1v15-sha512`, { backend });
    expect(signer.publicKey.scheme).toBe('rsa-pkcs1v15-sha512');
  });
});

withPrograms(OPENSSH, 'an ssh-agent that does not sign', () => {
  it('has no keys', async () => {
    const { socketPath } = await startAgent();
    expect(await codeOf(createSshAgentSigner({ backend, socketPath }))).toBe('ERR_SSH_AGENT_NO_KEYS');
  });

  it('is locked', async () => {
    const { socketPath, add, sshAdd } = await startAgent();
    add('ed25519');
    const signer = await createSshAgentSigner({ backend, socketPath });
    sshAdd(['-x'], 'secret');
    expect((await rejectionOf(createSshAgentSigner({ backend, socketPath }))).message).toContain('ssh-add -X');
    expect(await codeOf(signer.sign(DATA))).toBe('ERR_SSH_AGENT_REFUSED');
    sshAdd(['-X'], 'secret');
    expect(await signer.sign(DATA)).toHaveLength(64);
  });

  it('asks its user, who declines or agrees', async () => {
    for (const [askpass, agreed] of [
      ['exit 1', false],
      ['exit 0', true],
    ] as const) {
      const { socketPath, add } = await startAgent({ askpass });
      add('ed25519', '-c');
      const signer = await createSshAgentSigner({ backend, socketPath });
      if (agreed) expect(await signer.sign(DATA)).toHaveLength(64);
      else expect(await codeOf(signer.sign(DATA))).toBe('ERR_SSH_AGENT_REFUSED');
    }
  });

  it('has lost the key since', async () => {
    const { socketPath, add, sshAdd } = await startAgent();
    add('ed25519');
    const signer = await createSshAgentSigner({ backend, socketPath });
    sshAdd(['-D']);
    expect(await codeOf(signer.sign(DATA))).toBe('ERR_SSH_AGENT_REFUSED');
  });

  it('is gone', async () => {
    const { socketPath, add, kill } = await startAgent();
    add('ed25519');
    const signer = await createSshAgentSigner({ backend, socketPath });
    await kill();
    const error = await rejectionOf(signer.sign(DATA));
    expect(error).toMatchObject({ code: 'ERR_SSH_AGENT_ABSENT', details: { socketPath } });
  });

  it('is killed while it signs', async () => {
    const { socketPath, add, kill } = await startAgent({ askpass: 'sleep 1' });
    add('ed25519', '-c');
    const signer = await createSshAgentSigner({ backend, socketPath });
    const signing = codeOf(signer.sign(DATA));
    await sleep(200);
    await kill();
    expect(await signing).toBe('ERR_SSH_AGENT_DISCONNECTED');
  });

  it('hangs', async () => {
    const agent = await startAgent();
    agent.add('ed25519');
    const signer = await createSshAgentSigner({ backend, socketPath: agent.socketPath, timeoutMs: 300 });
    agent.process.kill('SIGSTOP');
    expect(await codeOf(signer.sign(DATA))).toBe('ERR_SSH_AGENT_TIMEOUT');
    agent.process.kill('SIGCONT');
    expect(await signer.sign(DATA)).toHaveLength(64);
  });

  it('is no agent at all', async () => {
    const { socketPath } = await startAgent();
    const file = `${socketPath}.txt`;
    writeFileSync(file, 'text');
    for (const path of [file, `${socketPath}/x`, '/nonexistent/socket', `/${'x'.repeat(300)}`])
      expect(await codeOf(createSshAgentSigner({ backend, socketPath: path }))).toBe('ERR_SSH_AGENT_ABSENT');
  });
});
