import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll } from 'vitest';

import type { RequiredPrograms } from './with-programs.ts';

/** What `apt-get install softhsm2 opensc` brings. */
export const SOFTHSM: RequiredPrograms = {
  programs: ['softhsm2-util', 'pkcs11-tool', 'openssl'],
  install: 'apt-get install softhsm2 opensc openssl',
};

/** Where distributions put SoftHSM's module; `SOFTHSM2_MODULE` says otherwise. */
export const SOFTHSM_MODULE: string =
  [
    process.env['SOFTHSM2_MODULE'] ?? '',
    '/usr/lib/softhsm/libsofthsm2.so',
    '/usr/lib64/pkcs11/libsofthsm2.so',
    '/usr/local/lib/softhsm/libsofthsm2.so',
    '/opt/homebrew/lib/softhsm/libsofthsm2.so',
  ].find((path) => path !== '' && existsSync(path)) ?? 'libsofthsm2.so';

/** The PIN of every token; in none of their other attributes. */
export const PIN: string = '7391-geheim';

/** Kinds of keys, by the names that tests use. */
export type TokenKeyName = 'rsa' | 'p256' | 'p384' | 'p521' | 'ed25519';
export const TOKEN_KEY_NAMES: readonly TokenKeyName[] = ['rsa', 'p256', 'p384', 'p521', 'ed25519'];

/** A token made for one test. */
export interface Token {
  readonly label: string;
  /** The folder in which SoftHSM keeps it. */
  readonly folder: string;
  /** Puts a new key there, private and public, with its name as label; returns the public key. */
  readonly importKey: (name: TokenKeyName, options?: { readonly id?: string; readonly label?: string }) => KeyObject;
  /** Puts an ECDSA key there with a certificate and no public key. */
  readonly importCertified: () => X509Certificate;
  /** Runs pkcs11-tool, logged in. */
  readonly tool: (...args: readonly string[]) => string;
}

let count = 0;
let folder = '';

/** What to make. */
export interface CreateTokenOptions {
  /** @defaultValue one of its own */
  readonly label?: string;
  /** New keys to put there. @defaultValue none */
  readonly keys?: readonly TokenKeyName[];
}

/** Makes an initialized token. What SoftHSM keeps goes with the test file. */
export function createToken({ label = `token ${++count}`, keys = [] }: CreateTokenOptions = {}): Token {
  if (folder === '') useTemporaryFolder();
  const before = readdirSync(join(folder, 'tokens'));
  execFileSync('softhsm2-util', ['--init-token', '--free', '--label', label, '--pin', PIN, '--so-pin', '5678']);
  const made = readdirSync(join(folder, 'tokens')).find((name) => !before.includes(name)) ?? '';
  const tool: Token['tool'] = (...args) =>
    execFileSync(
      'pkcs11-tool',
      ['--module', SOFTHSM_MODULE, '--token-label', label, '--login', '--pin', PIN, ...args],
      {
        encoding: 'utf8',
        stdio: 'pipe',
      },
    );
  const token: Token = {
    label,
    tool,
    folder: join(folder, 'tokens', made),
    importKey(name, { id = String(TOKEN_KEY_NAMES.indexOf(name) + 10), label: keyLabel = name } = {}) {
      const { privateKey, publicKey } = generateKey(name);
      const path = join(folder, `${++count}.pem`);
      writeFileSync(path, privateKey.export({ format: 'pem', type: 'pkcs8' }));
      execFileSync(
        'softhsm2-util',
        ['--import', path, '--token', label, '--label', keyLabel, '--id', id, '--pin', PIN, '--force'],
        { stdio: 'pipe' },
      );
      return publicKey;
    },
    importCertified() {
      const [key, certificate] = [join(folder, `${++count}.pem`), join(folder, `${count}.crt`)];
      const request = [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-subj',
        '/CN=a',
      ];
      execFileSync('openssl', [...request, '-keyout', key, '-out', certificate], { stdio: 'pipe' });
      const id = '77';
      const names = ['--token', label, '--label', 'certified', '--id', id, '--pin', PIN];
      execFileSync('softhsm2-util', ['--import', key, ...names], { stdio: 'pipe' });
      tool('--delete-object', '--type', 'pubkey', '--id', id);
      const parsed = new X509Certificate(readFileSync(certificate));
      writeFileSync(certificate, parsed.raw);
      tool('--write-object', certificate, '--type', 'cert', '--id', id);
      return parsed;
    },
  };
  for (const key of keys) token.importKey(key);
  return token;
}

function useTemporaryFolder(): void {
  folder = mkdtempSync(join(tmpdir(), 'in-toto-softhsm-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'tokens'));
  const configuration = join(folder, 'softhsm2.conf');
  writeFileSync(configuration, `directories.tokendir = ${join(folder, 'tokens')}\nlog.level = ERROR\n`);
  // Read by the module when it is initialized, in this process and in those that it starts.
  process.env['SOFTHSM2_CONF'] = configuration;
}

let rsaKey: ReturnType<typeof generateKey> | undefined;

function generateKey(name: TokenKeyName): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  switch (name) {
    case 'rsa':
      // Making one takes long, and no test minds that others use it too.
      return (rsaKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 }));
    case 'ed25519':
      return generateKeyPairSync('ed25519');
    case 'p256':
    case 'p384':
    case 'p521':
      return generateKeyPairSync('ec', { namedCurve: `P-${name.slice(1)}` });
    default:
      return name satisfies never;
  }
}
