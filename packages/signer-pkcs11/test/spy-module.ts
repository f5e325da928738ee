import { createPkcs11Signer, openPkcs11Signer, type OpenPkcs11SignerOptions } from '@intoto/signer-pkcs11';
import { onTestFinished } from 'vitest';

import { createSignerOn, type Pkcs11Signer, type Pkcs11SignerOptions } from '../src/create-pkcs11-signer.ts';
import type { Cryptoki, TokenFlags } from '../src/cryptoki.ts';
import { loadCryptoki } from '../src/load-cryptoki.ts';
import { openModule } from '../src/open-module.ts';
import { ReturnValueError } from '../src/return-values.ts';

/** A module of its own that is watched, and whose answers can be exchanged. */
export interface SpyModule {
  /** Names of the functions that were called, in order. */
  readonly calls: string[];
  /** What a function does instead; called with what it was called with. */
  readonly instead: Partial<Cryptoki>;
  /** The module's own functions. */
  readonly real: Cryptoki;
  /** Calls that began before another one had ended. */
  readonly overlaps: number;
  readonly createSigner: (options: Omit<Pkcs11SignerOptions, 'modulePath'>) => Promise<Pkcs11Signer>;
}

/** Answers as a module does that is not content. */
export function failing(value: number): () => Promise<never> {
  return () => Promise.reject(new ReturnValueError('C_Test', value));
}

/** Makes the module have one token, which says this of itself. */
export function pretendToken({ instead }: SpyModule, flags: Partial<TokenFlags>, label = 'pretended'): void {
  const none = { initialized: true, loginRequired: true, protectedPath: false };
  const tries = { pinCountLow: false, pinFinalTry: false, pinLocked: false };
  instead.getSlots = async () => [1];
  instead.getSlotInfo = async () => ({ description: 'slot', manufacturer: 'tests' });
  instead.getTokenInfo = async () => ({
    label,
    manufacturer: 'tests',
    model: 'model',
    serial: '1',
    flags: { ...none, ...tries, ...flags },
  });
}

let spies = 0;

/** Loads a module anew, past the one that this process shares; the caller sees to it that nobody else uses it. */
export async function spyOn(modulePath: string): Promise<SpyModule> {
  const real = await loadCryptoki(modulePath);
  const name = `spy ${++spies}`;
  const calls: string[] = [];
  const instead: Partial<Cryptoki> = {};
  let running = 0;
  let overlaps = 0;
  const cryptoki = Object.fromEntries(
    Object.keys(real).map((functionName) => [
      functionName,
      async (...args: never[]) => {
        calls.push(functionName);
        if (running > 0) overlaps += 1;
        running += 1;
        try {
          const key = functionName as keyof Cryptoki;
          return await ((instead[key] ?? real[key]) as (...all: never[]) => Promise<unknown>)(...args);
        } finally {
          running -= 1;
        }
      },
    ]),
  ) as unknown as Cryptoki;
  return {
    calls,
    instead,
    real,
    get overlaps() {
      return overlaps;
    },
    async createSigner(options) {
      const module = await openModule(name, () => Promise.resolve(cryptoki));
      return closeAtEnd(await createSignerOn(module, { ...options, modulePath }));
    },
  };
}

/** As `createPkcs11Signer`, closed at the latest with the test. */
export async function createSigner(options: Pkcs11SignerOptions): Promise<Pkcs11Signer> {
  return closeAtEnd(await createPkcs11Signer(options));
}

/** As `openPkcs11Signer`, closed at the latest with the test. */
export async function openSigner(uri: string, options: OpenPkcs11SignerOptions): Promise<Pkcs11Signer> {
  return closeAtEnd(await openPkcs11Signer(uri, options));
}

function closeAtEnd(signer: Pkcs11Signer): Pkcs11Signer {
  onTestFinished(() => signer.close());
  return signer;
}
