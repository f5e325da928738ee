import type { SchemeName } from '../schemes.ts';

/** One of Project Wycheproof's, in hex. */
export interface WycheproofVector {
  readonly scheme: SchemeName;
  /** Its number (tcId) in the file of {@link WYCHEPROOF}. */
  readonly id: number;
  readonly comment: string;
  readonly spki: string;
  readonly message: string;
  readonly signature: string;
  readonly valid: boolean;
}

const ED25519_KEY = '302a300506032b65700321007d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549fa';
const P256_KEY =
  '3059301306072a8648ce3d020106082a8648ce3d030107034200042927b10512bae3eddcfe467828128bad2903269919f7086069c8c4df6c732838c7787964eaac00e5921fb1498a60f4606766b3d9685001558d1a974e7341513e';
const RSA_KEY =
  '30820122300d06092a864886f70d01010105000382010f003082010a0282010100a2b451a07d0aa5f96e455671513550514a8a5b462ebef717094fa1fee82224e637f9746d3f7cafd31878d80325b6ef5a1700f65903b469429e89d6eac8845097b5ab393189db92512ed8a7711a1253facd20f79c15e8247f3d3e42e46e48c98e254a2fe9765313a03eff8f17e1a029397a1fa26a8dce26f490ed81299615d9814c22da610428e09c7d9658594266f5c021d0fceca08d945a12be82de4d1ece6b4c03145b5d3495d4ed5411eb878daf05fd7afc3e09ada0f1126422f590975a1969816f48698bcbba1b4d9cae79d460d8f9f85e7975005d9bc22c4e5ac0f7c1a45d12569a62807d3b9a02e5a530e773066f453d1f5b4c2e9cf7820283f742b9d50203010001';

const ed25519 = { scheme: 'ed25519', spki: ED25519_KEY, message: '3f', valid: false } as const;
const p256 = { scheme: 'ecdsa-sha2-nistp256', spki: P256_KEY, message: '313233343030', valid: false } as const;

/** A few from C2SP/wycheproof, testvectors_v1 (Apache-2.0): ed25519, ecdsa_secp256r1_sha256, rsa_signature_2048_sha256, rsa_pss_2048_sha256_mgf1_32. */
export const WYCHEPROOF: readonly WycheproofVector[] = [
  {
    ...ed25519,
    id: 3,
    comment: '',
    message: '54657374',
    signature:
      '7c38e026f29e14aabd059a0f2db8b0cd783040609a8be684db12f82a27774ab07a9155711ecfaf7f99f277bad0c6ae7e39d4eef676573336a5c51eb6f946b30d',
    valid: true,
  },
  {
    ...ed25519,
    id: 10,
    comment: 'special values for r and s',
    signature:
      '00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
  },
  {
    ...ed25519,
    id: 16,
    comment: 'special values for r and s',
    signature:
      '01000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000',
  },
  {
    ...ed25519,
    id: 28,
    comment: 'special values for r and s',
    signature:
      'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fedd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010',
  },
  {
    ...p256,
    id: 5,
    comment: 'signature malleability',
    signature:
      '304402202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e1802204cd60b855d442f5b3c7b11eb6c4e0ae7525fe710fab9aa7c77a67f79e6fadd76',
    valid: true,
  },
  {
    ...p256,
    id: 7,
    comment: 'valid',
    signature:
      '304502202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db',
    valid: true,
  },
  {
    ...p256,
    id: 6,
    comment: 'the encoding of s misses a leading 0',
    signature:
      '304402202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e180220b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db',
  },
  {
    ...p256,
    id: 8,
    comment: 'the length of the sequence is in the long form',
    signature:
      '30814502202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db',
  },
  {
    ...p256,
    id: 12,
    comment: 'the length of the sequence overflows 32 bits',
    signature:
      '3085010000004502202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db',
  },
  {
    scheme: 'rsa-pkcs1v15-sha256',
    id: 3,
    comment: '',
    spki: RSA_KEY,
    message: '54657374',
    signature:
      '264491e844c119f14e425c03282139a558dcdaeb82a4628173cd407fd319f9076eaebc0dd87a1c22e4d17839096886d58a9d5b7f7aeb63efec56c45ac7bead4203b6886e1faa90e028ec0ae094d46bf3f97efdd19045cfbc25a1abda2432639f9876405c0d68f8edbf047c12a454f7681d5d5a2b54bd3723d193dbad4338baad753264006e2d08931c4b8bb79aa1c9cad10eb6605f87c5831f6e2b08e002f9c6f21141f5841d92727dd3e1d99c36bc560da3c9067df99fcaf818941f72588be33032bad22caf6704223bb114d575b6d02d9d222b580005d930e8f40cce9f672eebb634a20177d84351627964b83f2053d736a84ab1a005f63bd5ba943de6205c',
    valid: true,
  },
  {
    scheme: 'rsa-pkcs1v15-sha256',
    id: 9,
    comment: 'the length of digestInfo is in the long form',
    spki: RSA_KEY,
    message: '313233343030',
    signature:
      '8a0e82d4f334aca72a718b6f8f643f69c6048d619d5eba71263a5d2d3ac7a7af133b780c7595ca2c982c006e861948f543cd0210c758691f9626842c25de2843ea314ca8eff285d47e0cffa54180af416004017034962a80a5959c3d3f1bfc154a4824462a93c014f6dfe920824f414a6e30e0e5944d480b99949ec7bf64c4a7461575933b17d7d6b0178b5192392ace3ed8469e8ac1dacae51ad5d3ad73dcb213e056d04596e64d8c0703def3110c7cecc93ba8ac8059f0f3d66b89d8712c62b41d407e4b4a104f4569558b0290c213cad6d0653898b9df8f4a453ab07d13bfb7598d505abbd0c4987e4f1ac66e1a523e113e370ab7cf990f0cc63f50f4f0a4',
    valid: false,
  },
  {
    scheme: 'rsassa-pss-sha256',
    id: 3,
    comment: 'valid signature',
    spki: RSA_KEY,
    message: '54657374',
    signature:
      '401eb03cdb47ca88033e3030f6bdecbac8f5c8fc1dd6a13d23d379ed9a2b309891d13d74fea9d21d159b9e6d8f37efa2489962e24555f56dd434ff1d31ce4f9f5abd3f22cbea8b691d6a11e44efb83e2bca155e6a164325e0fde2a8865afd5c9f51161a9d615f62af7ec2e31b3e5ab649c164490d31d88cfae35b84aea7925690f929a144b6d2f48e8fb894a52deecd1b9a6496990c4ecf1588699a42cacd10c53af350514e4291ea9a058e77f101e32c1c0cefa61d945f7bc931f8bd19e7ba3169358a60e5a8b0123bc3199b9fdcafe8e519c41ba675491a27b85e44ef2d77277c10fe107293c8290186913bc9a99b640d8da041b64f31eab1d35920985f4a5',
    valid: true,
  },
];
