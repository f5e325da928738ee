import { type ArmorLabel, readArmor } from './armor.ts';
import { OpenPgpError } from './openpgp-error.ts';

/** More than the keyring of a large distribution has. */
const MAX_BYTES = 64 * 1024 * 1024;

/** At the ninth byte of the file in which GnuPG keeps keys. */
const KEYBOX_MAGIC = 'KBXf';

/**
 * Packets as they are, or out of armor.
 * @throws {@link OpenPgpError} `ERR_OPENPGP_FORMAT`, `ERR_OPENPGP_LIMIT`
 */
export function readSource(source: Uint8Array | string, label: ArmorLabel): Uint8Array {
  if (source.length > MAX_BYTES)
    throw new OpenPgpError(`These are ${source.length} bytes; at most ${MAX_BYTES} are read`, {
      code: 'ERR_OPENPGP_LIMIT',
      details: { bytes: source.length, limit: MAX_BYTES },
    });
  if (typeof source === 'string') return readArmor(source, label);
  // Every packet begins with this bit; no text does.
  if (((source[0] ?? 0) & 0x80) !== 0) return source;
  if (decodeLatin1(source.subarray(8, 12)) === KEYBOX_MAGIC)
    throw new OpenPgpError("This is GnuPG's keybox, which only GnuPG reads: gpg --export writes the keys in it", {
      code: 'ERR_OPENPGP_FORMAT',
      details: { reason: 'keybox' },
    });
  return readArmor(decodeLatin1(source), label);
}

/** One character for each byte, so that comments in any encoding do no harm. */
function decodeLatin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
