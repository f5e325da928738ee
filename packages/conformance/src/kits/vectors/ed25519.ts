/** In hex, as is everything here. */
export interface Ed25519Vector {
  readonly name: string;
  readonly secret: string;
  readonly public: string;
  readonly message: string;
  readonly signature: string;
}

/** RFC 8032, section 7.1. */
export const RFC_8032: readonly Ed25519Vector[] = [
  {
    name: 'TEST 1',
    secret: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    public: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    name: 'TEST 2',
    secret: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    public: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
  {
    name: 'TEST 3',
    secret: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    public: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
  {
    name: 'TEST SHA(abc)',
    secret: '833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42',
    public: 'ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf',
    message:
      'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
    signature:
      'dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704',
  },
];

/** The key of TEST 2. Signatures computed for this kit over the bytes of "in-toto"; none verifies with OpenSSL. */
export const LENIENTLY_VALID: readonly { readonly name: string; readonly signature: string }[] = [
  {
    name: 'R is a point whose coordinate is not reduced, which ZIP 215 allows',
    signature:
      'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fcf0bd37954b7b5ed28772dda6bd29307937608399ffde0925d7b7eff1396fa0f',
  },
  {
    name: 'R is off by a point of order 8, which the equation with the cofactor does not see',
    signature:
      '6a84d583f06569edb3f5ed77df65544b27d6948b4f0b2cb76f33dd8413b20719a015c22f7ab48b5c6646b2d1308debd37600f2a11631af1fc0f6256b1f816a05',
  },
];

/**
 * What OpenSSL 3.0 takes, and WebCrypto does not: points whose order divides 8. The signature by the first
 * key is one over any message.
 */
export const SMALL_ORDER: readonly Omit<Ed25519Vector, 'secret'>[] = [
  ...[
    '0100000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000080',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  ].map((point) => ({
    name: `a key that is the neutral point, as ${point}`,
    public: point,
    message: 'c5',
    signature:
      'dba72970510a2bc8bb22d3fb64ff4b0a92b59b50be57d8356b89eaef13aaa2f6f3855e0952d948b892addf06af763d1672b1e6580fef4eee8dcf62a733812804',
  })),
  {
    name: 'R is the neutral point',
    public: 'bdd863a80d6d681937d09973014ee7b7e635e3a8e1af2711b30964b5961d197c',
    message: '527ba6f159e63e29a70e8e5ee63fa4322e115651f503d3b376ea',
    signature:
      '0100000000000000000000000000000000000000000000000000000000000000aace9e4591cad95ab142c59e1ec56470847bbf63561be39fe4a088cc67a50b0f',
  },
];

/** Made for this kit over "in-toto", accepted by OpenSSL: a key and an R with parts of order 8 that cancel out without the cofactor. */
export const MIXED_ORDER: Omit<Ed25519Vector, 'secret'> = {
  name: 'parts of small order that cancel out',
  public: 'b2610ff90b176463dbb9e823bea086b7cbf9ec6dc51a0d4e7d7afc9b91516e98',
  message: '696e2d746f746f',
  signature:
    'd667670f6e793d13cb7e9f59006348ace5bcede0d2dcb40bcc827b770d2fb132f6b4db71106de0b4a18da60e6e281fca9542729fe00e4fd81c18c1c9bdd93f00',
};
