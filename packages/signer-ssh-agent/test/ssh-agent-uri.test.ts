import { codeOf } from '@intoto-tests/support';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { createSshAgentSigner, openSshAgentSigner, parseSshAgentUri, SshAgentError } from '@intoto/signer-ssh-agent';
import { describe, expect, it, vi } from 'vitest';

import { createEcdsaKey, createEd25519Key, honest, startFakeAgent } from './fake-agent.ts';

const FINGERPRINT = 'SHA256:fCEk1hWb8GTtDj3kkSzCHwMjfDhzYQn+x5DQzxW/Bxc';

describe('an ssh-agent: URI', () => {
  it.each([
    ['ssh-agent:', {}],
    [`ssh-agent:${FINGERPRINT}`, { fingerprint: FINGERPRINT }],
    [`SSH-Agent:fingerprint=${FINGERPRINT}`, { fingerprint: FINGERPRINT }],
    [`ssh-agent:${FINGERPRINT};comment=a?socket=/x`, { fingerprint: FINGERPRINT, comment: 'a', socket: '/x' }],
    ['ssh-agent:comment=a%3Bb%3Fc=d+e', { comment: 'a;b?c=d+e' }],
    ['ssh-agent:comment=%E2%9C%93', { comment: '✓' }],
    ['ssh-agent:file=key.pub;keyid=abc', { file: 'key.pub', keyId: 'abc' }],
    [
      String.raw`ssh-agent:?socket=\\.\pipe\agent&scheme=rsa-pkcs1v15-sha512`,
      { socket: String.raw`\\.\pipe\agent`, scheme: 'rsa-pkcs1v15-sha512' },
    ],
  ])('%s is read', (uri, expected) => {
    expect(parseSshAgentUri(uri)).toEqual(expected);
  });

  it.each([
    'pkcs11:',
    'ssh-agent',
    'ssh-agent://host',
    'ssh-agent:alice',
    'ssh-agent:MD5:00',
    'ssh-agent:comment=',
    'ssh-agent:comment=a;comment=b',
    'ssh-agent:socket=/x',
    'ssh-agent:?comment=a',
    'ssh-agent:?socket=/x&socket=/y',
    'ssh-agent:Comment=a',
    'ssh-agent:comment=%',
    'ssh-agent:comment=%FF',
    'ssh-agent:;',
    'ssh-agent:?&',
    'ssh-agent:__proto__=a',
    'ssh-agent:x\u001B[2J=\n',
  ])('%j is refused', (uri) => {
    expect(() => parseSshAgentUri(uri)).toThrow(SshAgentError);
    expect(() => parseSshAgentUri(uri)).toThrow(
      expect.objectContaining({
        code: 'ERR_SSH_AGENT_URI',
        message: expect.stringMatching(/^\P{Cc}*$/u) as string,
      }),
    );
  });

  it('names a file that the caller reads', async () => {
    const key = createEd25519Key();
    const socket = await startFakeAgent(honest([createEcdsaKey(), key]));
    const line = `ssh-ed25519 ${Buffer.from(key.blob).toString('base64')}\n`;
    const readFile = vi.fn(() => Promise.resolve(Buffer.from(line)));
    const uri = `ssh-agent:file=a%20b.pub?socket=${encodeURIComponent(socket)}`;
    expect((await openSshAgentSigner(uri, { backend, readFile })).publicKey.keyType).toBe('ed25519');
    expect(readFile).toHaveBeenCalledExactlyOnceWith('a b.pub');
  });
});

describe('without a socket', () => {
  it('the environment names it', async () => {
    const socketPath = await startFakeAgent(honest([createEd25519Key()]));
    vi.stubEnv('SSH_AUTH_SOCK', socketPath);
    try {
      expect((await createSshAgentSigner({ backend })).publicKey.keyType).toBe('ed25519');
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it.skipIf(process.platform === 'win32')('and without the environment there is no agent', async () => {
    for (const value of [undefined, '']) {
      vi.stubEnv('SSH_AUTH_SOCK', value);
      try {
        expect(await codeOf(createSshAgentSigner({ backend }))).toBe('ERR_SSH_AGENT_ABSENT');
        expect(await codeOf(createSshAgentSigner({ backend, socketPath: '' }))).toBe('ERR_SSH_AGENT_ABSENT');
      } finally {
        vi.unstubAllEnvs();
      }
    }
  });
});

describe('a public key file', () => {
  it.each([
    ['something else', 'hello', 'ERR_KEY_FORMAT'],
    [
      'a type that is not in the blob',
      `ssh-rsa ${Buffer.from(createEd25519Key().blob).toString('base64')}`,
      'ERR_KEY_FORMAT',
    ],
    ['bad base64', 'ssh-ed25519 AAA', 'ERR_KEY_FORMAT'],
    [
      'options, as in authorized_keys',
      `no-pty ssh-ed25519 ${Buffer.from(createEd25519Key().blob).toString('base64')}`,
      'ERR_KEY_FORMAT',
    ],
    ['nothing', '', 'ERR_KEY_FORMAT'],
  ])('with %s is refused', async (_what, publicKey, code) => {
    const socketPath = await startFakeAgent(honest([createEd25519Key()]));
    expect(await codeOf(createSshAgentSigner({ backend, socketPath, publicKey }))).toBe(code);
  });
});
