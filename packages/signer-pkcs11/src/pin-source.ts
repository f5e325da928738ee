import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { escapeUnprintable } from '@intoto/encoding';

import { Pkcs11Error } from './pkcs11-error.ts';

/** PINs are short; whatever is longer is another file. */
const MAX_PIN_BYTES = 1024;

/**
 * The PIN from where a URI's `pin-source` says: `file:PATH`, of which the newline at the end does not count, or
 * `env:NAME`. Commands, which RFC 7512 allows, are not run.
 * @throws {@link Pkcs11Error} `ERR_PKCS11_PIN_SOURCE`.
 */
export async function readPinSource(source: string): Promise<Uint8Array> {
  const [, scheme = '', rest = ''] = /^(file|env):(.*)$/su.exec(source) ?? [];
  if (scheme === 'env') return readVariable(rest);
  if (scheme === 'file') return readPinFile(rest.startsWith('//') ? toPath(source) : rest);
  throw unusable('is neither file:PATH nor env:NAME');
}

function readVariable(name: string): Uint8Array {
  const pin = process.env[name];
  if (pin === undefined || pin === '') throw unusable(`env:${escapeUnprintable(name)} is not set`);
  return Buffer.from(pin);
}

async function readPinFile(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(MAX_PIN_BYTES + 1));
      const pin = withoutNewline(buffer.subarray(0, bytesRead));
      if (pin.length > 0 && bytesRead <= MAX_PIN_BYTES) return pin;
    } finally {
      await file.close();
    }
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw unusable(`file:${escapeUnprintable(path)} cannot be read (${reason})`, cause);
  }
  throw unusable(`file:${escapeUnprintable(path)} is empty or too long for a PIN`);
}

function withoutNewline(bytes: Buffer): Buffer {
  if (bytes.at(-1) !== 0x0a) return bytes;
  return bytes.subarray(0, bytes.at(-2) === 0x0d ? -2 : -1);
}

function toPath(url: string): string {
  try {
    return fileURLToPath(url);
  } catch (cause) {
    throw unusable('is a file: URL of another machine', cause);
  }
}

function unusable(reason: string, cause?: unknown): Pkcs11Error {
  return new Pkcs11Error(`The PIN cannot be had from the URI's pin-source: it ${reason}.`, {
    code: 'ERR_PKCS11_PIN_SOURCE',
    cause,
  });
}
