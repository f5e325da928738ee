import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** When keys of a {@link GpgHome} are made unless told: the past, so that they can have expired. */
export const MADE = new Date('2020-01-01T00:00:00Z');

/** What a key is made of, in gpg's words. */
export interface GpgKeyRequest {
  /** @defaultValue `ed25519` */
  readonly algorithm?: string;
  /** @defaultValue `sign`; for a main key `sign,cert` */
  readonly usage?: string;
  /** E.g. `2y`. @defaultValue `0`, never */
  readonly expire?: string;
  /** @defaultValue {@link MADE} */
  readonly at?: Date;
}

/** A home of GnuPG in a temporary folder, without passphrases. */
export interface GpgHome {
  readonly directory: string;
  /** Runs gpg and gives what it wrote. @param at - what it takes the time for */
  readonly gpg: (
    args: readonly string[],
    options?: { readonly input?: string | Uint8Array; readonly at?: Date },
  ) => Buffer;
  /** Makes a main key. @returns its fingerprint, in small letters */
  readonly makeKey: (name: string, request?: GpgKeyRequest) => string;
  /** @returns the subkey's fingerprint */
  readonly addSubkey: (fingerprint: string, request?: GpgKeyRequest) => string;
  readonly fingerprints: (selector: string) => readonly string[];
  /** Ends its agent and deletes it. */
  readonly remove: () => void;
}

const OPTIONS = ['--batch', '--quiet', '--no-tty', '--yes', '--pinentry-mode', 'loopback', '--passphrase', ''];

/** Makes a home; whoever does removes it. */
export function createGpgHome(): GpgHome {
  const directory = mkdtempSync(join(tmpdir(), 'gpg-'));
  const environment = { ...process.env, GNUPGHOME: directory };
  const gpg: GpgHome['gpg'] = (args, { input = '', at } = {}) => {
    const clock = at === undefined ? [] : ['--faked-system-time', `${at.getTime() / 1000}!`];
    return execFileSync('gpg', [...OPTIONS, ...clock, ...args], {
      env: environment,
      input,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  };
  const fingerprints: GpgHome['fingerprints'] = (selector) =>
    gpg(['--list-keys', '--with-colons', '--with-subkey-fingerprint', selector])
      .toString()
      .split('\n')
      .filter((line) => line.startsWith('fpr:'))
      .map((line) => (line.split(':')[9] ?? '').toLowerCase());
  const newest = (selector: string, before: ReadonlySet<string>): string => {
    const [made, ...others] = fingerprints(selector).filter((fingerprint) => !before.has(fingerprint));
    if (made === undefined || others.length > 0) throw new Error('gpg made another number of keys than one');
    return made;
  };
  return {
    directory,
    gpg,
    fingerprints,
    makeKey: (name, { algorithm = 'ed25519', usage = 'sign,cert', expire = '0', at = MADE } = {}) => {
      gpg(['--quick-gen-key', name, algorithm, usage, expire], { at });
      return newest(`=${name}`, new Set());
    },
    addSubkey: (fingerprint, { algorithm = 'ed25519', usage = 'sign', expire = '0', at = MADE } = {}) => {
      const before = new Set(fingerprints(fingerprint));
      gpg(['--quick-add-key', fingerprint, algorithm, usage, expire], { at });
      return newest(fingerprint, before);
    },
    remove: () => {
      spawnSync('gpgconf', ['--kill', 'all'], { env: environment });
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
