import { fromText } from './bytes.ts';

/** What a DER structure may look like when something went wrong with it. */
export function malformedKeys(der: Uint8Array): readonly (readonly [what: string, bytes: Uint8Array])[] {
  return [
    ['empty', new Uint8Array()],
    ['one byte', Uint8Array.of(0x30)],
    ['text', fromText('-----BEGIN PUBLIC KEY-----')],
    ['zeros', new Uint8Array(der.length)],
    ['an empty sequence', Uint8Array.of(0x30, 0)],
    ['cut in half', der.subarray(0, Math.floor(der.length / 2))],
    ['a byte too short', der.subarray(0, -1)],
    ['of another algorithm', replace(der, 0x06, 0x2a)],
  ];
}

/** The bytes with the first object identifier changed: the byte after its tag and its length. */
function replace(der: Uint8Array, tag: number, byte: number): Uint8Array {
  const at = der.indexOf(tag) + 2;
  return Uint8Array.from(der, (old, index) => (index === at ? (old === byte ? byte + 1 : byte + 2) : old));
}
