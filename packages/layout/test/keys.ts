import { parsePublicKey, type PublicKey } from '@intoto/models';

function keyOf(digit: string): PublicKey {
  const keyid = digit.repeat(64);
  return parsePublicKey({ keyid, keytype: 'ed25519', scheme: 'ed25519', keyval: { public: keyid } });
}

/** Keys that are good for nothing but being told apart. */
export const [ALICE, BOB, CARL] = [keyOf('a'), keyOf('b'), keyOf('c')] as [PublicKey, PublicKey, PublicKey];
