import type { SchemeName } from '../schemes.ts';

/** One of Project Wycheproof's, in hex. */
export interface WycheproofVector {
  /** Its number (tcId) in the file. */
  readonly id: number;
  readonly comment: string;
  readonly message: string;
  readonly signature: string;
  /** Whether it must verify here. */
  readonly valid: boolean;
}

/** Vectors of one key. */
export interface WycheproofGroup {
  /** Without `_test.json`. */
  readonly file: string;
  readonly scheme: SchemeName;
  readonly spki: string;
  readonly vectors: readonly WycheproofVector[];
}

/**
 * A selection from C2SP/wycheproof, `testvectors_v1` (Apache-2.0), of every flag that the files have. Where Wycheproof leaves it open,
 * or where in-toto differs since it verifies RSA-PSS with a salt of any length, the comment says so.
 */
export const WYCHEPROOF: readonly WycheproofGroup[] = [
  {
    file: 'ed25519',
    scheme: 'ed25519',
    spki: '302a300506032b65700321007d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549fa',
    vectors: [
      {
        id: 1,
        comment: '',
        message: '',
        signature:
          'd4fbdb52bfa726b44d1786a8c0d171c3e62ca83c9e5bbe63de0bb2483f8fd6cc1429ab72cafc41ab56af02ff8fcc43b99bfe4c7ae940f60f38ebaa9d311c4007',
        valid: true,
      },
      {
        id: 10,
        comment: 'special values for r and s',
        message: '3f',
        signature:
          '00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
        valid: false,
      },
      {
        id: 15,
        comment: 'special values for r and s',
        message: '3f',
        signature:
          '01000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
        valid: false,
      },
      {
        id: 20,
        comment: 'special values for r and s',
        message: '3f',
        signature:
          'edd3f55c1a631258d69cf7a2def9de14000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000000',
        valid: false,
      },
      {
        id: 25,
        comment: 'special values for r and s',
        message: '3f',
        signature:
          'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000',
        valid: false,
      },
      {
        id: 29,
        comment: 'special values for r and s',
        message: '3f',
        signature:
          'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fedffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
        valid: false,
      },
      { id: 30, comment: 'empty signature', message: '54657374', signature: '', valid: false },
      {
        id: 31,
        comment: 's missing',
        message: '54657374',
        signature: '7c38e026f29e14aabd059a0f2db8b0cd783040609a8be684db12f82a27774ab0',
        valid: false,
      },
      {
        id: 32,
        comment: 'signature too short',
        message: '54657374',
        signature:
          '7c38e026f29e14aabd059a0f2db8b0cd783040609a8be684db12f82a27774ab07a9155711ecfaf7f99f277bad0c6ae7e39d4eef676573336a5c51eb6f946',
        valid: false,
      },
      {
        id: 33,
        comment: 'signature too long',
        message: '54657374',
        signature:
          '7c38e026f29e14aabd059a0f2db8b0cd783040609a8be684db12f82a27774ab07a9155711ecfaf7f99f277bad0c6ae7e39d4eef676573336a5c51eb6f946b30d2020',
        valid: false,
      },
      {
        id: 34,
        comment: 'include pk in signature',
        message: '54657374',
        signature:
          '7c38e026f29e14aabd059a0f2db8b0cd783040609a8be684db12f82a27774ab07a9155711ecfaf7f99f277bad0c6ae7e39d4eef676573336a5c51eb6f946b30d7d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549fa',
        valid: false,
      },
      {
        id: 35,
        comment: 'prepending 0 byte to signature',
        message: '54657374',
        signature:
          '007c38e026f29e14aabd059a0f2db8b0cd783040609a8be684db12f82a27774ab07a9155711ecfaf7f99f277bad0c6ae7e39d4eef676573336a5c51eb6f946b30d',
        valid: false,
      },
      {
        id: 36,
        comment: 'prepending 0 byte to s',
        message: '54657374',
        signature:
          '7c38e026f29e14aabd059a0f2db8b0cd783040609a8be684db12f82a27774ab0007a9155711ecfaf7f99f277bad0c6ae7e39d4eef676573336a5c51eb6f946b30d',
        valid: false,
      },
      {
        id: 37,
        comment: 'appending 0 byte to signature',
        message: '54657374',
        signature:
          '7c38e026f29e14aabd059a0f2db8b0cd783040609a8be684db12f82a27774ab07a9155711ecfaf7f99f277bad0c6ae7e39d4eef676573336a5c51eb6f946b30d00',
        valid: false,
      },
      {
        id: 38,
        comment: 'removing 0 byte from signature',
        message: '546573743137',
        signature:
          '93de3ca252426c95f735cb9edd92e83321ac62372d5aa5b379786bae111ab6b17251330e8f9a7c30d6993137c596007d7b001409287535ac4804e662bc58a3',
        valid: false,
      },
      {
        id: 39,
        comment: 'removing 0 byte from signature',
        message: '54657374313236',
        signature:
          'dffed33a7f420b62bb1731cfd03be805affd18a281ec02b1067ba6e9d20826569e742347df59c88ae96db1f1969fb189b0ec34381d85633e1889da48d95e0e',
        valid: false,
      },
      {
        id: 40,
        comment: 'removing leading 0 byte from signature',
        message: '546573743530',
        signature:
          '6e170c719577c25e0e1e8b8aa7a6346f8b109f37385cc2e85dc3b4c0f46a9c6bcafd67f52324c5dbaf40a1b673fb29c4a56052d2d6999d0838a8337bccb502',
        valid: false,
      },
      {
        id: 41,
        comment: 'dropping byte from signature',
        message: '54657374333437',
        signature:
          'b0928b46e99fbbad3f5cb502d2cd309d94a7e86cfd4d84b1fcf4cea18075a9c36993c0582dba1e9e519fae5a8654f454201ae0c3cb397c37b8f4f8eef18400',
        valid: false,
      },
      {
        id: 42,
        comment: 'modified bit 0 in R. Accepted only by verifiers that ignore this bit when comparing R to the reco...',
        message: '313233343030',
        signature:
          '647c1492402ab5ce03e2c3a7f0384d051b9cf3570f1207fc78c1bcc98c281c2b1d125e5538f38afbcc1c84e489521083041d24bc6240767029da063271a1ff0c',
        valid: false,
      },
      {
        id: 47,
        comment: 'modified bit 16 in R. Accepted only by verifiers that ignore this bit when comparing R to the rec...',
        message: '313233343030',
        signature:
          '657c1592402ab5ce03e2c3a7f0384d051b9cf3570f1207fc78c1bcc98c281c2b6b167bbdc0d881cc04d28905552c1876f3709851abc5007376940cc8a435c300',
        valid: false,
      },
      {
        id: 53,
        comment: 'modified bit 127 in R. Accepted only by verifiers that ignore this bit when comparing R to the re...',
        message: '313233343030',
        signature:
          '657c1492402ab5ce03e2c3a7f0384d851b9cf3570f1207fc78c1bcc98c281c2bb978c866187ffb1cc7b29a0b4045aefc08768df65717194ff0c6e63f4dea0d02',
        valid: false,
      },
      {
        id: 58,
        comment: 'modified bit 254 in R. Accepted only by verifiers that ignore this bit when comparing R to the re...',
        message: '313233343030',
        signature:
          '657c1492402ab5ce03e2c3a7f0384d051b9cf3570f1207fc78c1bcc98c281c6b8da07efd07a6dafb015ed6a32fe136319a972ffbc341f3a0beae97ccf8136505',
        valid: false,
      },
      {
        id: 63,
        comment: 'the encoded s was replaced by s + L. The scalar is unchanged mod L. Accepted only by verifiers th...',
        message: '54657374',
        signature:
          '7c38e026f29e14aabd059a0f2db8b0cd783040609a8be684db12f82a27774ab067654bce3832c2d76f8f6f5dafc08d9339d4eef676573336a5c51eb6f946b31d',
        valid: false,
      },
      {
        id: 65,
        comment: 'the encoded s was replaced by s + 4L. The scalar is unchanged mod L. Accepted only by verifiers t...',
        message: '54657374',
        signature:
          '7c38e026f29e14aabd059a0f2db8b0cd783040609a8be684db12f82a27774ab02ee12ce5875bf9dff26556464bae2ad239d4eef676573336a5c51eb6f946b34d',
        valid: false,
      },
      {
        id: 67,
        comment: 'the encoded s was replaced by s + 2^253',
        message: '54657374',
        signature:
          '7c38e026f29e14aabd059a0f2db8b0cd783040609a8be684db12f82a27774ab07a9155711ecfaf7f99f277bad0c6ae7e39d4eef676573336a5c51eb6f946b32d',
        valid: false,
      },
      {
        id: 70,
        comment: 'the encoded s was replaced by s + p where p is the field prime 2^255 - 19',
        message: '54657374',
        signature:
          '7c38e026f29e14aabd059a0f2db8b0cd783040609a8be684db12f82a27774ab0679155711ecfaf7f99f277bad0c6ae7e39d4eef676573336a5c51eb6f946b38d',
        valid: false,
      },
    ],
  },
  {
    file: 'ed25519',
    scheme: 'ed25519',
    spki: '302a300506032b6570032100a12c2beb77265f2aac953b5009349d94155a03ada416aad451319480e983ca4c',
    vectors: [
      {
        id: 71,
        comment: '',
        message: '',
        signature:
          '5056325d2ab440bf30bbf0f7173199aa8b4e6fbc091cf3eb6bc6cf87cd73d992ffc216c85e4ab5b8a0bbc7e9a6e9f8d33b7f6e5ac0ffdc22d9fcaf784af84302',
        valid: true,
      },
      {
        id: 79,
        comment: '',
        message: 'ffffffffffffffffffffffffffffffff',
        signature:
          '8acd679e1a914fc45d5fa83d3021f0509c805c8d271df54e52f43cfbd00cb6222bf81d58fe1de2de378df67ee9f453786626961fe50a9b05f12b6f0899ebdd0a',
        valid: true,
      },
    ],
  },
  {
    file: 'ed25519',
    scheme: 'ed25519',
    spki: '302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    vectors: [
      {
        id: 80,
        comment: 'draft-josefsson-eddsa-ed25519-02: Test 1',
        message: '',
        signature:
          'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
        valid: true,
      },
      {
        id: 151,
        comment: 'R encodes y = 1 with the sign bit of x set',
        message: '313233343030',
        signature:
          '0100000000000000000000000000000000000000000000000000000000000080c803ee1f2342aa96ff698a393d1ab5e66f3eda101d6d120b394c3fd32c117d0a',
        valid: false,
      },
    ],
  },
  {
    file: 'ed25519',
    scheme: 'ed25519',
    spki: '302a300506032b6570032100100fdf47fb94f1536a4f7c3fda27383fa03375a8f527c537e6f1703c47f94f86',
    vectors: [
      {
        id: 85,
        comment: 'Signature with S just above the bound',
        message: '6a0bc2b0057cedfc0fa2e3f7f7d39279b30f454a69dfd1117c758d86b19d85e0',
        signature:
          '0971f86d2c9c78582524a103cb9cf949522ae528f8054dc20107d999be673ff4e25ebf2f2928766b1248bec6e91697775f8446639ede46ad4df4053000000010',
        valid: false,
      },
    ],
  },
  {
    file: 'ed25519',
    scheme: 'ed25519',
    spki: '302a300506032b657003210032ad026f693d0d2afe7f4388d91c4c964426fcb9e3665c3ebd8650009b815c8e',
    vectors: [
      {
        id: 100,
        comment: 'Random test failure 15',
        message: 'a1',
        signature:
          '1a74ed2cbdc7d8f3827014e8e6ecf8fd2698ac8f86833acccdd400df710fe0d6b0543c9cfa00d52bf024ab7ce0d91981944097233ec134d5c7abbd44bfd32d0d',
        valid: true,
      },
    ],
  },
  {
    file: 'ed25519',
    scheme: 'ed25519',
    spki: '302a300506032b65700321004f2162e6bf03a712db0efa418b7e7006e23871d9d7ec555a313885c4afd96385',
    vectors: [
      {
        id: 118,
        comment: 'Test case for overflow in signature generation',
        message: 'c48890e92aeeb3af04858a8dc1d34f16a4347b91',
        signature:
          '367d07253a9d5a77d054b9c1a82d3c0a448a51905343320b3559325ef41839608aa45564978da1b2968c556cfb23b0c98a9be83e594d5e769d69d1156e1b1506',
        valid: true,
      },
    ],
  },
  {
    file: 'ed25519',
    scheme: 'ed25519',
    spki: '302a300506032b65700321004abfb535313705a6570018440cdec1a3ae33e51f352112fa6acbd0c6bc3ea859',
    vectors: [
      {
        id: 119,
        comment: 'regression test for arithmetic error',
        message: '321b5f663c19e30ee7bbb85e48ecf44db9d3f512',
        signature:
          'f296715e855d8aecccba782b670163dedc4458fe4eb509a856bcac450920fd2e95a3a3eb212d2d9ccaf948c39ae46a2548af125f8e2ad9b77bd18f92d59f9200',
        valid: true,
      },
    ],
  },
  {
    file: 'ed25519',
    scheme: 'ed25519',
    spki: '302a300506032b6570032100e1e7316d231f7f275bdf403360304da1509fdf1af1fd25ca214eaac0a289398f',
    vectors: [
      {
        id: 135,
        comment: 'regression test for arithmetic error',
        message: '3c87b3453277b353941591fc7eaa7dd37604b42a',
        signature:
          '1c8fbda3d39e2b441f06da6071c13115cb4115c7c3341704cf6513324d4cf1ef4a1dd7678a048b0dde84e48994d080befcd70854079d44b6a0b0f9fa002d130c',
        valid: true,
      },
    ],
  },
  {
    file: 'ed25519',
    scheme: 'ed25519',
    spki: '302a300506032b6570032100ccbe7cb2e4bc215cee2f885e1d22f7e0d582b2bbbd782c104e548b152d26fc69',
    vectors: [
      {
        id: 150,
        comment: 'regression test for arithmetic error',
        message: '44530b0b34f598767a7b875b0caee3c7b9c502d1',
        signature:
          'cfbd450a2c83cb8436c348822fe3ee347d4ee937b7f2ea11ed755cc52852407c9eec2c1fa30d2f9aef90e89b2cc3bcef2b1b9ca59f712110d19894a9cf6a2802',
        valid: true,
      },
    ],
  },
  {
    file: 'ecdsa_secp256r1_sha256',
    scheme: 'ecdsa-sha2-nistp256',
    spki: '3059301306072a8648ce3d020106082a8648ce3d0301070342000404aaec73635726f213fb8a9e64da3b8632e41495a944d0045b522eba7240fad587d9315798aaa3a5ba01775787ced05eaaf7b4e09fc81d6d1aa546e8365d525d',
    vectors: [
      {
        id: 1,
        comment: 'pseudorandom signature',
        message: '',
        signature:
          '3045022100b292a619339f6e567a305c951c0dcbcc42d16e47f219f9e98e76e09d8770b34a02200177e60492c5a8242f76f07bfe3661bde59ec2a17ce5bd2dab2abebdf89a62e2',
        valid: true,
      },
      {
        id: 474,
        comment: 'signature with non-minimal INTEGER tag on s',
        message: '',
        signature:
          '3046022100b292a619339f6e567a305c951c0dcbcc42d16e47f219f9e98e76e09d8770b34a1f02200177e60492c5a8242f76f07bfe3661bde59ec2a17ce5bd2dab2abebdf89a62e2',
        valid: false,
      },
    ],
  },
  {
    file: 'ecdsa_secp256r1_sha256',
    scheme: 'ecdsa-sha2-nistp256',
    spki: '3059301306072a8648ce3d020106082a8648ce3d030107034200042927b10512bae3eddcfe467828128bad2903269919f7086069c8c4df6c732838c7787964eaac00e5921fb1498a60f4606766b3d9685001558d1a974e7341513e',
    vectors: [
      {
        id: 6,
        comment: 'Legacy: ASN encoding of s misses leading 0',
        message: '313233343030',
        signature:
          '304402202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e180220b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db',
        valid: false,
      },
      {
        id: 8,
        comment: 'length of sequence [r, s] uses long form encoding',
        message: '313233343030',
        signature:
          '30814502202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db',
        valid: false,
      },
      {
        id: 10,
        comment: 'length of sequence [r, s] uses 70 instead of 69',
        message: '313233343030',
        signature:
          '304602202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db',
        valid: false,
      },
      {
        id: 23,
        comment: 'appending 0s to sequence [r, s]',
        message: '313233343030',
        signature:
          '304702202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db0000',
        valid: false,
      },
      {
        id: 115,
        comment: 'length of s contains a leading 0',
        message: '313233343030',
        signature:
          '304702202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e180282002100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db',
        valid: false,
      },
      {
        id: 151,
        comment: 'replacing s with zero',
        message: '313233343030',
        signature: '302502202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18020100',
        valid: false,
      },
      {
        id: 152,
        comment: 'replaced r by r + n',
        message: '313233343030',
        signature:
          '30460221012ba3a8bd6b94d5ed80a6d9d1190a436ebccc0833490686deac8635bcb9bf5369022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db',
        valid: false,
      },
      {
        id: 155,
        comment: 'replaced r by -r',
        message: '313233343030',
        signature:
          '30450220d45c5741946b2a137f59262ee6f5bc91001af27a5e1117a64733950642a3d1e8022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db',
        valid: false,
      },
      {
        id: 158,
        comment: 'replaced r by r + 2**256',
        message: '313233343030',
        signature:
          '30460221012ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db',
        valid: false,
      },
      {
        id: 162,
        comment: 'replaced s by s + 256 * n',
        message: '313233343030',
        signature:
          '304702220100b329f379a2bbd1a5c384ee1493b1f4d55181c143c3fc78fc35de0e45788d98db022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db',
        valid: false,
      },
      {
        id: 164,
        comment: 'replaced s by -n - s',
        message: '313233343030',
        signature:
          '30460221fe4cd60b875d442f593c7b11eb6c4e0ae7d891f1b5ac8a6d729032e9f3ee3492d4022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db',
        valid: false,
      },
      {
        id: 167,
        comment: 'replaced s by s + 2**320',
        message: '313233343030',
        signature:
          '304e0229010000000000000000b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db',
        valid: false,
      },
      {
        id: 168,
        comment: 'Signature with special case values r=0 and s=0',
        message: '313233343030',
        signature: '3006020100020100',
        valid: false,
      },
      {
        id: 231,
        comment: 'Signature with special case values r=p + 1 and s=p + 1',
        message: '313233343030',
        signature:
          '3046022100ffffffff00000001000000000000000000000001000000000000000000000000022100ffffffff00000001000000000000000000000001000000000000000000000000',
        valid: false,
      },
      {
        id: 232,
        comment: 'Signature encoding contains incorrect types: r=0, s=0.25',
        message: '313233343030',
        signature: '3008020100090380fe01',
        valid: false,
      },
      {
        id: 295,
        comment: 'Edge case for Shamir multiplication',
        message: '3639383139',
        signature:
          '3044022064a1aab5000d0e804f3e2fc02bdee9be8ff312334e2ba16d11547c97711c898e02206af015971cc30be6d1a206d4e013e0997772a2f91d73286ffd683b9bb2cf4f1b',
        valid: true,
      },
      {
        id: 296,
        comment: 'special case hash',
        message: '343236343739373234',
        signature:
          '3044022016aea964a2f6506d6f78c81c91fc7e8bded7d397738448de1e19a0ec580bf2660220252cd762130c6667cfe8b7bc47d27d78391e8e80c578d1cd38c3ff033be928e9',
        valid: true,
      },
    ],
  },
  {
    file: 'ecdsa_secp256r1_sha256',
    scheme: 'ecdsa-sha2-nistp256',
    spki: '3059301306072a8648ce3d020106082a8648ce3d030107034200040ad99500288d466940031d72a9f5445a4d43784640855bf0a69874d2de5fe103c5011e6ef2c42dcd50d5d3d29f99ae6eba2c80c9244f4c5422f0979ff0c3ba5e',
    vectors: [
      {
        id: 350,
        comment: 'k*G has a large x-coordinate',
        message: '313233343030',
        signature:
          '303502104319055358e8617b0c46353d039cdaab022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc63254e',
        valid: true,
      },
      {
        id: 351,
        comment: 'r too large',
        message: '313233343030',
        signature:
          '3046022100ffffffff00000001000000000000000000000000fffffffffffffffffffffffc022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc63254e',
        valid: false,
      },
    ],
  },
  {
    file: 'ecdsa_secp256r1_sha256',
    scheme: 'ecdsa-sha2-nistp256',
    spki: '3059301306072a8648ce3d020106082a8648ce3d03010703420004a71af64de5126a4a4e02b7922d66ce9415ce88a4c9d25514d91082c8725ac9575d47723c8fbe580bb369fec9c2665d8e30a435b9932645482e7c9f11e872296b',
    vectors: [
      { id: 355, comment: 'small r and s', message: '313233343030', signature: '3006020105020101', valid: true },
    ],
  },
  {
    file: 'ecdsa_secp256r1_sha256',
    scheme: 'ecdsa-sha2-nistp256',
    spki: '3059301306072a8648ce3d020106082a8648ce3d0301070342000461722eaba731c697c7a9ba4d0afdbb5713d8aa12b0eab601bb33dbaf792c5adc272cd993b2b663aba5b3a26c101182ff178684945e83879e71598b95fe647dfc',
    vectors: [
      {
        id: 377,
        comment: 'edge case modular inverse',
        message: '313233343030',
        signature:
          '30440220555555550000000055555555555555553ef7a8e48d07df81a693439654210c70022002f676969f451a8ccafa4c4f09791810e6d632dbd60b1d5540f3284fbe1889b0',
        valid: true,
      },
    ],
  },
  {
    file: 'ecdsa_secp256r1_sha256',
    scheme: 'ecdsa-sha2-nistp256',
    spki: '3059301306072a8648ce3d020106082a8648ce3d03010703420004b533d4695dd5b8c5e07757e55e6e516f7e2c88fa0239e23f60e8ec07dd70f2871b134ee58cc583278456863f33c3a85d881f7d4a39850143e29d4eaf009afe47',
    vectors: [
      {
        id: 392,
        comment: 'point at infinity during verify',
        message: '313233343030',
        signature:
          '304402207fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a80220555555550000000055555555555555553ef7a8e48d07df81a693439654210c70',
        valid: false,
      },
    ],
  },
  {
    file: 'ecdsa_secp256r1_sha256',
    scheme: 'ecdsa-sha2-nistp256',
    spki: '3059301306072a8648ce3d020106082a8648ce3d030107034200045b812fd521aafa69835a849cce6fbdeb6983b442d2444fe70e134c027fc46963838a40f2a36092e9004e92d8d940cf5638550ce672ce8b8d4e15eba5499249e9',
    vectors: [
      {
        id: 427,
        comment: 'point duplication during verification',
        message: '313233343030',
        signature:
          '304502206f2347cab7dd76858fe0555ac3bc99048c4aacafdfb6bcbe05ea6c42c4934569022100bb726660235793aa9957a61e76e00c2c435109cf9a15dd624d53f4301047856b',
        valid: true,
      },
    ],
  },
  {
    file: 'ecdsa_secp256r1_sha256',
    scheme: 'ecdsa-sha2-nistp256',
    spki: '3059301306072a8648ce3d020106082a8648ce3d030107034200045b812fd521aafa69835a849cce6fbdeb6983b442d2444fe70e134c027fc469637c75bf0c5c9f6d17ffb16d2726bf30a9c7aaf31a8d317472b1ea145ab66db616',
    vectors: [
      {
        id: 428,
        comment: 'duplication bug',
        message: '313233343030',
        signature:
          '304502206f2347cab7dd76858fe0555ac3bc99048c4aacafdfb6bcbe05ea6c42c4934569022100bb726660235793aa9957a61e76e00c2c435109cf9a15dd624d53f4301047856b',
        valid: false,
      },
    ],
  },
  {
    file: 'ecdsa_secp256r1_sha256',
    scheme: 'ecdsa-sha2-nistp256',
    spki: '3059301306072a8648ce3d020106082a8648ce3d030107034200044f337ccfd67726a805e4f1600ae2849df3807eca117380239fbd816900000000ed9dea124cc8c396416411e988c30f427eb504af43a3146cd5df7ea60666d685',
    vectors: [
      {
        id: 448,
        comment: 'x-coordinate of the public key has many trailing 0s',
        message: '4d657373616765',
        signature:
          '3046022100d434e262a49eab7781e353a3565e482550dd0fd5defa013c7f29745eff3569f10221009b0c0a93f267fb6052fd8077be769c2b98953195d7bc10de844218305c6ba17a',
        valid: true,
      },
    ],
  },
  {
    file: 'ecdsa_secp256r1_sha256',
    scheme: 'ecdsa-sha2-nistp256',
    spki: '3059301306072a8648ce3d020106082a8648ce3d030107034200046955a72c0dad4ed60356f7692649b951fa8ea474bf1cc9549b96c68de4782dfae012ffc24e92c72be71ff2622ee7e549dcb59e7b708f6921c4d4ea29512e2aba',
    vectors: [
      {
        id: 484,
        comment: 's = n - 2^128',
        message: '68656c6c6f2c20776f726c64',
        signature:
          '304502205f6d3aa0d327c13702513d4299f297ab182fcf670f96291fab19572e7a6e01c4022100ffffffff00000000fffffffffffffffebce6faada7179e84f3b9cac2fc632551',
        valid: true,
      },
    ],
  },
  {
    file: 'ecdsa_secp384r1_sha384',
    scheme: 'ecdsa-sha2-nistp384',
    spki: '3076301006072a8648ce3d020106052b810400220362000429bdb76d5fa741bfd70233cb3a66cc7d44beb3b0663d92a8136650478bcefb61ef182e155a54345a5e8e5e88f064e5bc9a525ab7f764dad3dae1468c2b419f3b62b9ba917d5e8c4fb1ec47404a3fc76474b2713081be9db4c00e043ada9fc4a3',
    vectors: [
      {
        id: 1,
        comment: 'pseudorandom signature',
        message: '',
        signature:
          '3064023032401249714e9091f05a5e109d5c1216fdc05e98614261aa0dbd9e9cd4415dee29238afbd3b103c1e40ee5c9144aee0f02304326756fb2c4fd726360dd6479b5849478c7a9d054a833a58c1631c33b63c3441336ddf2c7fe0ed129aae6d4ddfeb753',
        valid: true,
      },
    ],
  },
  {
    file: 'ecdsa_secp384r1_sha384',
    scheme: 'ecdsa-sha2-nistp384',
    spki: '3076301006072a8648ce3d020106052b81040022036200042da57dda1089276a543f9ffdac0bff0d976cad71eb7280e7d9bfd9fee4bdb2f20f47ff888274389772d98cc5752138aa4b6d054d69dcf3e25ec49df870715e34883b1836197d76f8ad962e78f6571bbc7407b0d6091f9e4d88f014274406174f',
    vectors: [
      {
        id: 6,
        comment: 'Legacy: ASN encoding of s misses leading 0',
        message: '313233343030',
        signature:
          '3064023012b30abef6b5476fe6b612ae557c0425661e26b44b1bfe19daf2ca28e3113083ba8e4ae4cc45a0320abd3394f1c548d70230e7bf25603e2d07076ff30b7a2abec473da8b11c572b35fc631991d5de62ddca7525aaba89325dfd04fecc47bff426f82',
        valid: false,
      },
      {
        id: 8,
        comment: 'length of sequence [r, s] uses long form encoding',
        message: '313233343030',
        signature:
          '308165023012b30abef6b5476fe6b612ae557c0425661e26b44b1bfe19daf2ca28e3113083ba8e4ae4cc45a0320abd3394f1c548d7023100e7bf25603e2d07076ff30b7a2abec473da8b11c572b35fc631991d5de62ddca7525aaba89325dfd04fecc47bff426f82',
        valid: false,
      },
      {
        id: 10,
        comment: 'length of sequence [r, s] uses 102 instead of 101',
        message: '313233343030',
        signature:
          '3066023012b30abef6b5476fe6b612ae557c0425661e26b44b1bfe19daf2ca28e3113083ba8e4ae4cc45a0320abd3394f1c548d7023100e7bf25603e2d07076ff30b7a2abec473da8b11c572b35fc631991d5de62ddca7525aaba89325dfd04fecc47bff426f82',
        valid: false,
      },
      {
        id: 23,
        comment: 'appending 0s to sequence [r, s]',
        message: '313233343030',
        signature:
          '3067023012b30abef6b5476fe6b612ae557c0425661e26b44b1bfe19daf2ca28e3113083ba8e4ae4cc45a0320abd3394f1c548d7023100e7bf25603e2d07076ff30b7a2abec473da8b11c572b35fc631991d5de62ddca7525aaba89325dfd04fecc47bff426f820000',
        valid: false,
      },
      {
        id: 152,
        comment: 'replaced r by r + n',
        message: '313233343030',
        signature:
          '306602310112b30abef6b5476fe6b612ae557c0425661e26b44b1bfe19a25617aad7485e6312a8589714f647acf7a94cffbe8a724a023100e7bf25603e2d07076ff30b7a2abec473da8b11c572b35fc631991d5de62ddca7525aaba89325dfd04fecc47bff426f82',
        valid: false,
      },
      {
        id: 155,
        comment: 'replaced r by -r',
        message: '313233343030',
        signature:
          '30650230ed4cf541094ab8901949ed51aa83fbda99e1d94bb4e401e6250d35d71ceecf7c4571b51b33ba5fcdf542cc6b0e3ab729023100e7bf25603e2d07076ff30b7a2abec473da8b11c572b35fc631991d5de62ddca7525aaba89325dfd04fecc47bff426f82',
        valid: false,
      },
      {
        id: 158,
        comment: 'replaced r by r + 2**384',
        message: '313233343030',
        signature:
          '306602310112b30abef6b5476fe6b612ae557c0425661e26b44b1bfe19daf2ca28e3113083ba8e4ae4cc45a0320abd3394f1c548d7023100e7bf25603e2d07076ff30b7a2abec473da8b11c572b35fc631991d5de62ddca7525aaba89325dfd04fecc47bff426f82',
        valid: false,
      },
      {
        id: 168,
        comment: 'Signature with special case values r=0 and s=0',
        message: '313233343030',
        signature: '3006020100020100',
        valid: false,
      },
      {
        id: 232,
        comment: 'Signature encoding contains incorrect types: r=0, s=0.25',
        message: '313233343030',
        signature: '3008020100090380fe01',
        valid: false,
      },
      {
        id: 295,
        comment: 'Edge case for Shamir multiplication',
        message: '3133323237',
        signature:
          '3066023100ac042e13ab83394692019170707bc21dd3d7b8d233d11b651757085bdd5767eabbb85322984f14437335de0cdf565684023100bd770d3ee4beadbabe7ca46e8c4702783435228d46e2dd360e322fe61c86926fa49c8116ec940f72ac8c30d9beb3e12f',
        valid: true,
      },
      {
        id: 296,
        comment: 'special case hash',
        message: '31373530353531383135',
        signature:
          '3066023100d3298a0193c4316b34e3833ff764a82cff4ef57b5dd79ed6237b51ff76ceab13bf92131f41030515b7e012d2ba857830023100bfc7518d2ad20ed5f58f3be79720f1866f7a23b3bd1bf913d3916819d008497a071046311d3c2fd05fc284c964a39617',
        valid: true,
      },
    ],
  },
  {
    file: 'ecdsa_secp384r1_sha384',
    scheme: 'ecdsa-sha2-nistp384',
    spki: '3076301006072a8648ce3d020106052b81040022036200044bf4e52f958427ebb5915fb8c9595551b4d3a3fdab67badd9d6c3093f425ba43630df71f42f0eb7ceaa94d9f6448a85dd30331588249fd2fdc0b309ec7ed8481bc16f27800c13d7db700fc82e1b1c8545aa0c0d3b56e3bfe789fc18a916887c2',
    vectors: [
      {
        id: 382,
        comment: 'k*G has a large x-coordinate',
        message: '313233343030',
        signature:
          '304d0218389cb27e0bc8d21fa7e5f24cb74f58851313e696333ad68b023100ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52970',
        valid: true,
      },
      {
        id: 383,
        comment: 'r too large',
        message: '313233343030',
        signature:
          '3066023100fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000fffffffe023100ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52970',
        valid: false,
      },
    ],
  },
  {
    file: 'ecdsa_secp384r1_sha384',
    scheme: 'ecdsa-sha2-nistp384',
    spki: '3076301006072a8648ce3d020106052b8104002203620004554f2fd0b700a9f4568752b673d9c0d29dc96c10fe67e38c6d6d339bfafe05f970da8c3d2164e82031307a44bd32251171312b61b59113ff0bd3b8a9a4934df262aa8096f840e9d8bffa5d7491ded87b38c496f9b9e4f0ba1089f8d3ffc88a9f',
    vectors: [
      { id: 387, comment: 'small r and s', message: '313233343030', signature: '3006020102020101', valid: true },
    ],
  },
  {
    file: 'ecdsa_secp384r1_sha384',
    scheme: 'ecdsa-sha2-nistp384',
    spki: '3076301006072a8648ce3d020106052b81040022036200045abbf618a084f67138c418a896d61af3af1826040835b73e7619846b495eba6f7eeaa2e9cc61c85f6100fedc25c16743b065a427bc503139529e4faa63dda553aed2696fd02c2b6ceb2d941d2c4363cf9ac7a6759d50e8b9d07fe286f17cef5c',
    vectors: [
      {
        id: 407,
        comment: 'edge case modular inverse',
        message: '313233343030',
        signature:
          '3064023055555555555555555555555555555555555555555555555542766f2b5167b9f51d5e0490c2e58d28f9a40878eeec63260230427f8227a67d9422557647d27945a90ae1d2ec2931f90113cd5b407099e3d8f5a889d62069e64c0e1c4efe29690b0992',
        valid: true,
      },
    ],
  },
  {
    file: 'ecdsa_secp384r1_sha384',
    scheme: 'ecdsa-sha2-nistp384',
    spki: '3076301006072a8648ce3d020106052b8104002203620004f896353cc3a8afdd543ec3aef062ca97bc32ed1724ea38b940b8c0ea0e23b34187afbe70daf8dbaa5b511557e5d2bddac4bd265da67ceeafca636f6f4c0472f22a9d02e2289184f73bbb700ae8fc921eff4920f290bfcb49fbb232cc13a21028',
    vectors: [
      {
        id: 422,
        comment: 'point at infinity during verify',
        message: '313233343030',
        signature:
          '306402307fffffffffffffffffffffffffffffffffffffffffffffffe3b1a6c0fa1b96efac0d06d9245853bd76760cb5666294b9023055555555555555555555555555555555555555555555555542766f2b5167b9f51d5e0490c2e58d28f9a40878eeec6326',
        valid: false,
      },
    ],
  },
  {
    file: 'ecdsa_secp384r1_sha384',
    scheme: 'ecdsa-sha2-nistp384',
    spki: '3076301006072a8648ce3d020106052b8104002203620004e585a067d6dff37ae7f17f81583119b61291597345f107acffe237a08f4886d4fdf94fe63182e6143c99be25a7b7d86b572c1e06dd2c7b94b873f0578fcb2b99d60e246e51245d0804edd44b32f0f000c8f8f88f1d4a65fea51dbbb4ab1e2823',
    vectors: [
      {
        id: 453,
        comment: 'point duplication during verification',
        message: '313233343030',
        signature:
          '3065023100b37699e0d518a4d370dbdaaaea3788850fa03f8186d1f78fdfbae6540aa670b31c8ada0fff3e737bd69520560fe0ce60023064adb4d51a93f96bed4665de2d4e1169cc95819ec6e9333edfd5c07ca134ceef7c95957b719ae349fc439eaa49fbbe34',
        valid: true,
      },
    ],
  },
  {
    file: 'ecdsa_secp384r1_sha384',
    scheme: 'ecdsa-sha2-nistp384',
    spki: '3076301006072a8648ce3d020106052b8104002203620004e585a067d6dff37ae7f17f81583119b61291597345f107acffe237a08f4886d4fdf94fe63182e6143c99be25a7b7d86ba8d3e1f922d3846b478c0fa87034d46629f1db91aedba2f7fb122bb4cd0f0ffe3707076fe2b59a015ae2444c54e1d7dc',
    vectors: [
      {
        id: 454,
        comment: 'duplication bug',
        message: '313233343030',
        signature:
          '3065023100b37699e0d518a4d370dbdaaaea3788850fa03f8186d1f78fdfbae6540aa670b31c8ada0fff3e737bd69520560fe0ce60023064adb4d51a93f96bed4665de2d4e1169cc95819ec6e9333edfd5c07ca134ceef7c95957b719ae349fc439eaa49fbbe34',
        valid: false,
      },
    ],
  },
  {
    file: 'ecdsa_secp521r1_sha512',
    scheme: 'ecdsa-sha2-nistp521',
    spki: '30819b301006072a8648ce3d020106052b810400230381860004012a908bfc5b70e17bdfae74294994808bf2a42dab59af8b0523a026d640a2a3d6d344520b62177e2cfa339ca42fb0883ec425904fbda2833a3b5b0a9a00811365d8012333d532f8f8eb1a623c378a3694651192bbda833e3b8d7b8f90b2bfc9b045f8a55e1b6a5fe1512c400c4bc9c86fd7c699d642f5cee9bb827c8b0abc0da01cef1e',
    vectors: [
      {
        id: 1,
        comment: 'pseudorandom signature',
        message: '',
        signature:
          '308188024201625d6115092a8e2ee21b9f8a425aa73814dec8b2335e86150ab4229f5a3421d2e6256d632c7a4365a1ee01dd2a936921bbb4551a512d1d4b5a56c314e4a02534c5024201b792d23f2649862595451055777bda1b02dc6cc8fef23231e44b921b16155cd42257441d75a790371e91819f0a9b1fd0ebd02c90b5b774527746ed9bfe743dbe2f',
        valid: true,
      },
    ],
  },
  {
    file: 'ecdsa_secp521r1_sha512',
    scheme: 'ecdsa-sha2-nistp521',
    spki: '30819b301006072a8648ce3d020106052b810400230381860004005c6457ec088d532f482093965ae53ccd07e556ed59e2af945cd8c7a95c1c644f8a56a8a8a3cd77392ddd861e8a924dac99c69069093bd52a52fa6c56004a074508007878d6d42e4b4dd1e9c0696cb3e19f63033c3db4e60d473259b3ebe079aaf0a986ee6177f8217a78c68b813f7e149a4e56fd9562c07fed3d895942d7d101cb83f6',
    vectors: [
      {
        id: 7,
        comment: 'length of sequence [r, s] contains a leading 0',
        message: '313233343030',
        signature:
          '3082008602414e4223ee43e8cb89de3b1339ffc279e582f82c7ab0f71bbde43dbe374ac75ffbef29acdf8e70750b9a04f66fda48351de7bbfd515720b0ec5cd736f9b73bdf8645024128b5d0926a4172b349b0fd2e929487a5edb94b142df923a697e7446acdacdba0a029e43d69111174dba2fe747122709a69ce69d5285e174a01a93022fea8318ac1',
        valid: false,
      },
      {
        id: 8,
        comment: 'length of sequence [r, s] uses 135 instead of 134',
        message: '313233343030',
        signature:
          '308702414e4223ee43e8cb89de3b1339ffc279e582f82c7ab0f71bbde43dbe374ac75ffbef29acdf8e70750b9a04f66fda48351de7bbfd515720b0ec5cd736f9b73bdf8645024128b5d0926a4172b349b0fd2e929487a5edb94b142df923a697e7446acdacdba0a029e43d69111174dba2fe747122709a69ce69d5285e174a01a93022fea8318ac1',
        valid: false,
      },
      {
        id: 21,
        comment: 'appending 0s to sequence [r, s]',
        message: '313233343030',
        signature:
          '30818802414e4223ee43e8cb89de3b1339ffc279e582f82c7ab0f71bbde43dbe374ac75ffbef29acdf8e70750b9a04f66fda48351de7bbfd515720b0ec5cd736f9b73bdf8645024128b5d0926a4172b349b0fd2e929487a5edb94b142df923a697e7446acdacdba0a029e43d69111174dba2fe747122709a69ce69d5285e174a01a93022fea8318ac10000',
        valid: false,
      },
      {
        id: 151,
        comment: 'replaced r by r + n',
        message: '313233343030',
        signature:
          '3081870242024e4223ee43e8cb89de3b1339ffc279e582f82c7ab0f71bbde43dbe374ac75ffbe97b3367122fa4a20584c271233f3ec3b7f7b31b0faa4d340b92a6b0d5cd17ea4e024128b5d0926a4172b349b0fd2e929487a5edb94b142df923a697e7446acdacdba0a029e43d69111174dba2fe747122709a69ce69d5285e174a01a93022fea8318ac1',
        valid: false,
      },
      {
        id: 154,
        comment: 'replaced r by -r',
        message: '313233343030',
        signature:
          '3081860241b1bddc11bc17347621c4ecc6003d861a7d07d3854f08e4421bc241c8b538a00410d65320718f8af465fb099025b7cae2184402aea8df4f13a328c90648c42079bb024128b5d0926a4172b349b0fd2e929487a5edb94b142df923a697e7446acdacdba0a029e43d69111174dba2fe747122709a69ce69d5285e174a01a93022fea8318ac1',
        valid: false,
      },
      {
        id: 157,
        comment: 'replaced r by r + 2**521',
        message: '313233343030',
        signature:
          '3081870242024e4223ee43e8cb89de3b1339ffc279e582f82c7ab0f71bbde43dbe374ac75ffbef29acdf8e70750b9a04f66fda48351de7bbfd515720b0ec5cd736f9b73bdf8645024128b5d0926a4172b349b0fd2e929487a5edb94b142df923a697e7446acdacdba0a029e43d69111174dba2fe747122709a69ce69d5285e174a01a93022fea8318ac1',
        valid: false,
      },
      {
        id: 168,
        comment: 'Signature with special case values r=0 and s=0',
        message: '313233343030',
        signature: '3006020100020100',
        valid: false,
      },
      {
        id: 232,
        comment: 'Signature encoding contains incorrect types: r=0, s=0.25',
        message: '313233343030',
        signature: '3008020100090380fe01',
        valid: false,
      },
      {
        id: 295,
        comment: 'Edge case for Shamir multiplication',
        message: '39353032',
        signature:
          '308187024200b4b10646a668c385e1c4da613eb6592c0976fc4df843fc446f20673be5ac18c7d8608a943f019d96216254b09de5f20f3159402ced88ef805a4154f780e093e044024165cd4e7f2d8b752c35a62fc11a4ab745a91ca80698a226b41f156fb764b79f4d76548140eb94d2c477c0a9be3e1d4d1acbf9cf449701c10bd47c2e3698b3287934',
        valid: true,
      },
      {
        id: 296,
        comment: 'special case hash',
        message: '33393439313934313732',
        signature:
          '308188024201209e6f7b6f2f764261766d4106c3e4a43ac615f645f3ef5c7139651e86e4a177f9c2ab68027afbc6784ccb78d05c258a8b9b18fb1c0f28be4d024da90738fbd374024201ade5d2cb6bf79d80583aeb11ac3254fc151fa363305508a0f121457d00911f8f5ef6d4ec27460d26f3b56f4447f434ff9abe6a91e5055e7fe7707345e562983d64',
        valid: true,
      },
    ],
  },
  {
    file: 'ecdsa_secp521r1_sha512',
    scheme: 'ecdsa-sha2-nistp521',
    spki: '30819b301006072a8648ce3d020106052b81040023038186000400491cd6c5f93b7414d6d45cfe3d264bd077fc4427a4b0afede76cac537a7ca5ee2c44564258260f7691b81fdfecebfd03ba672277875c5b311ea920e74fb3978af50144a353a251b4297894161bae12d16a89c33b719f904cfccc277df78cea5379198642fd549df919904dc0cf3662eeab01ef11b8e3cb49b51b853d98f042600c0997',
    vectors: [
      {
        id: 419,
        comment: 'k*G has a large x-coordinate',
        message: '313233343030',
        signature:
          '3067022105ae79787c40d069948033feb708f65a2fc44a36477663b851449048e16ec79bf5024201fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386406',
        valid: true,
      },
      {
        id: 420,
        comment: 'r too large',
        message: '313233343030',
        signature:
          '308188024201fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe024201fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386406',
        valid: false,
      },
    ],
  },
  {
    file: 'ecdsa_secp521r1_sha512',
    scheme: 'ecdsa-sha2-nistp521',
    spki: '30819b301006072a8648ce3d020106052b810400230381860004005e7eb6c4f481830abaad8a60ddb09891164ee418ea4cd2995062e227d33c229fb737bf330703097d6b3b69a3f09e79c9de0b402bf846dd26b5bb1191cff801355d01789c9afda567e61de414437b0e93a17611e6e76853762bc0aff1e2bc9e46ce1285b931651d7129b85aef2c1fab1728e7eb4449b2956dec33e6cd7c9ba125c5cd9d',
    vectors: [
      { id: 424, comment: 'small r and s', message: '313233343030', signature: '3006020101020101', valid: true },
    ],
  },
  {
    file: 'ecdsa_secp521r1_sha512',
    scheme: 'ecdsa-sha2-nistp521',
    spki: '30819b301006072a8648ce3d020106052b810400230381860004003877bf6711c3c088da9b4a18e6e9f5d2d6611fa56d67b5664a142a744aebd31ab4b85672fce0eed8006fec114afcd1f6eeced0c9751ac62a684840f7e0ba2928a1004055ce08f42ce5aeeac80a2536e75dd936785e6e38691092b030cd2261f5ebd9d1529a8cb85657d95e30febd37a7f5e523fda7780d56e27570ecb626a2570661ba',
    vectors: [
      {
        id: 444,
        comment: 'edge case modular inverse',
        message: '313233343030',
        signature:
          '308187024200aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa8c5d782813fba87792a9955c2fd033745693c9892d8896d3a3e7a925f85bd76ad02413766c66283b12cbccb593f39d32c356cb4ab940931bedf5d8053458cd26d03b1e9ba364d2056a8c3c7fd8b8f47ab8277adee9bc701ffe1fabde72a01dc098f76db',
        valid: true,
      },
    ],
  },
  {
    file: 'ecdsa_secp521r1_sha512',
    scheme: 'ecdsa-sha2-nistp521',
    spki: '30819b301006072a8648ce3d020106052b810400230381860004002a07f13f3e8df382145b7942fe6f91c12ff3064b314b4e3476bf3afbb982070f17f63b2de5fbe8c91a87ae632869facf17d5ce9d139b37ed557581bb9a7e4b8fa30024b904c5fc536ae53b323a7fd0b7b8e420302406ade84ea8a10ca7c5c934bad5489db6e3a8cc3064602cc83f309e9d247aae72afca08336bc8919e15f4be5ad77a',
    vectors: [
      {
        id: 459,
        comment: 'point at infinity during verify',
        message: '313233343030',
        signature:
          '308188024200fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd28c343c1df97cb35bfe600a47b84d2e81ddae4dc44ce23d75db7db8f489c3204024200aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa8c5d782813fba87792a9955c2fd033745693c9892d8896d3a3e7a925f85bd76ad',
        valid: false,
      },
    ],
  },
  {
    file: 'ecdsa_secp521r1_sha512',
    scheme: 'ecdsa-sha2-nistp521',
    spki: '30819b301006072a8648ce3d020106052b810400230381860004016fce9f375bbd2968adaaf3575595129ef3e721c3b7c83d5a4a79f4b5dfbbdb1f66da7243e5120c5dbd7be1ca073e04b4cc58ca8ce2f34ff6a3d02a929bf2fc27970083f130792d6c45c8f2a67471e51246e2b8781465b8291cbda66d22719cd536bf801e0076030919d5701732ce7678bf472846ed0777937ed77caad74d05664614a2',
    vectors: [
      {
        id: 494,
        comment: 'point duplication during verification',
        message: '313233343030',
        signature:
          '30818802420090c8d0d718cb9d8d81094e6d068fb13c16b4df8c77bac676dddfe3e68855bed06b9ba8d0f8a80edce03a9fac7da561e24b1cd22d459239a146695a671f81f73aaf024201150b0fe9f0dff27fa180cc9442c3bfc9e395232898607b110a51bcb1086cb9726e251a07c9557808df32460715950a3dc446ae4229b9ed59fe241b389aee3a6963',
        valid: true,
      },
    ],
  },
  {
    file: 'ecdsa_secp521r1_sha512',
    scheme: 'ecdsa-sha2-nistp521',
    spki: '30819b301006072a8648ce3d020106052b810400230381860004016fce9f375bbd2968adaaf3575595129ef3e721c3b7c83d5a4a79f4b5dfbbdb1f66da7243e5120c5dbd7be1ca073e04b4cc58ca8ce2f34ff6a3d02a929bf2fc2797017c0ecf86d293ba370d598b8e1aedb91d4787eb9a47d6e3425992dd8e632ac9407fe1ff89fcf6e62a8fe8cd31898740b8d7b912f8886c8128835528b2fa99b9eb5d',
    vectors: [
      {
        id: 495,
        comment: 'duplication bug',
        message: '313233343030',
        signature:
          '30818802420090c8d0d718cb9d8d81094e6d068fb13c16b4df8c77bac676dddfe3e68855bed06b9ba8d0f8a80edce03a9fac7da561e24b1cd22d459239a146695a671f81f73aaf024201150b0fe9f0dff27fa180cc9442c3bfc9e395232898607b110a51bcb1086cb9726e251a07c9557808df32460715950a3dc446ae4229b9ed59fe241b389aee3a6963',
        valid: false,
      },
    ],
  },
  {
    file: 'ecdsa_secp521r1_sha512',
    scheme: 'ecdsa-sha2-nistp521',
    spki: '30819b301006072a8648ce3d020106052b81040023038186000400304b3d071ed1ef302391b566af8c9d1cb7afe9aabc141ac39ab39676c63e48c1b2c6451eb460e452bd573e1fb5f15b8e5f9c03f634d8db6897285064b3ce9bd98a00000000009b98bfd33398c2cf8606fc0ae468b6d617ccb3e704af3b8506642a775d5b4da9d00209364a9f0a4ad77cbac604a015c97e6b5a18844a589a4f1c7d9625',
    vectors: [
      {
        id: 515,
        comment: 'y-coordinate of the public key is small',
        message: '4d657373616765',
        signature:
          '3081870242011c9684af6dc52728410473c63053b01c358d67e81f8a1324ad711c60481a4a86dd3e75de20ca55ce7a9a39b1f82fd5da4fadf26a5bb8edd467af8825efe4746218024134c058aba6488d6943e11e0d1348429449ea17ac5edf8bcaf654106b98b2ddf346c537b8a9a3f9b3174b77637d220ef5318dbbc33d0aac0fe2ddeda17b23cb2de6',
        valid: true,
      },
    ],
  },
  {
    file: 'rsa_signature_2048_sha224',
    scheme: 'rsa-pkcs1v15-sha224',
    spki: '30820122300d06092a864886f70d01010105000382010f003082010a0282010100c32cd0e1441fde8a2896ca3a133735be2d1010777cfc739afc77b6daa66f367d4876dccb3021fc22c25450a68d6cfb1191d485cbfba5ec45b49286d7cae2bdae553f47e10b94f867abcc6d0affc733bacc725e5ab4de1aba19a39d748b4c1355d5a6a710a52bd04c0c24e7bc3bdab8f3ce3ae86ecb31c4b45e10b40ddb5fdd40cb2411bcf5b1d392e1eef959cff2709a6e02b20ff3b4343641a6b78599586edc9b673d9f3f5e9d339ceebf96a1a31655876c39fcb00b1c3e571908c9b744765047abb5c23ecc42e551e13755e38cc9a13e1e02bcd5dcec9c301fab75be3e1a8ee9c42981607aba7855f4bbe76c8c160e80468b54bdf9f438b177c33dee30b0f50203010001',
    vectors: [
      {
        id: 1,
        comment: '',
        message: '',
        signature:
          '19c576f191c273306ec6ee9e26c673bdcf3f821adaf13a0759df7787511ddb096e964f5dc199ccc5cf131f855065d6ff0a6c720651477d9026bed82d201f6e84a23b37725fd24f5b75aedc2afa24524e7222c0dd7c6d2742430bab3ec46d12204a94a533e2a9147723d087d619e07873a4261c420226ec1869abd70117c787d4b1827fe98779287451086354292bbb90617ceb391122efe70887710c5cb4549d163d37e79b33c1b336826cb53b648689e6da54241d20df822cf7770d7beaef4bb00068252786580a88cd00e93f5ef42b69efa7c364b98749fe734ee7bd13d0aca585d84e4fe4b29478697170280a5921278997ef9856f7372b6995d7eb43ce0c',
        valid: true,
      },
      {
        id: 8,
        comment: 'Missing NULL in the ASN encoding: acceptable, and refused here',
        message: '313233343030',
        signature:
          '00a3e40c77eae1f17fbf23c0218bb5baabb4adc424ec585b499a0e28ac21e664a0a8030026a161b1c3eb96cb5d0e498023561f11cb4ecdbca633f5d6087784106683a804301a16911bd7f8fd44c66a1c890c70fdaebb68267253329280f60fd617594194c96714126ad30547a813ce57f4fd14b1907172986c8a525abd130977a8e0a4af8007bb1e9b7cd83865b6f1b0e40b1709663a25bf118aeabb0af179cf61f034fe23d505c86f9f2be08b4dbd9e9c465c71edc0ee7f6236c1b52ec2e01904c14a3da0a426f39a8a5c462bcbf6edc04febbacde1dfe30495fc5c9726fb103f19d30d9d49d69ffe9190f5d448ac2d063ec4bdb8e07aceddb17202dbc25823',
        valid: false,
      },
    ],
  },
  {
    file: 'rsa_signature_2048_sha256',
    scheme: 'rsa-pkcs1v15-sha256',
    spki: '30820122300d06092a864886f70d01010105000382010f003082010a0282010100a2b451a07d0aa5f96e455671513550514a8a5b462ebef717094fa1fee82224e637f9746d3f7cafd31878d80325b6ef5a1700f65903b469429e89d6eac8845097b5ab393189db92512ed8a7711a1253facd20f79c15e8247f3d3e42e46e48c98e254a2fe9765313a03eff8f17e1a029397a1fa26a8dce26f490ed81299615d9814c22da610428e09c7d9658594266f5c021d0fceca08d945a12be82de4d1ece6b4c03145b5d3495d4ed5411eb878daf05fd7afc3e09ada0f1126422f590975a1969816f48698bcbba1b4d9cae79d460d8f9f85e7975005d9bc22c4e5ac0f7c1a45d12569a62807d3b9a02e5a530e773066f453d1f5b4c2e9cf7820283f742b9d50203010001',
    vectors: [
      {
        id: 1,
        comment: '',
        message: '',
        signature:
          '840f5dac53106dd1f9c57219224cf51289290c42f20466875ba8e830ac5690e541536fcc8ab03b731f82bf66d83f194e7e180b3963ec7a2f3f7904a7ce49aed47da4d4b79421eaf937d301b3e696169297b797c32c076a12be4de0b58e003c5123051a84a10c62f8dac2f42a8640008eb3c7cccd6760ff5b51b689763922582845f048fb8150e5a7a6ca2eccc7bdc85349ad5b26c52137a79fa3fe5c29ab5cd7615013219c1941b6708e9c3c23feff5febaf0c8ebca5750b54e3e6e99a3e876b396f27860b7f3ec4e9191703c6332d944f6f69751167680c79c4f6b57f1cc8755d24b6ec158ccdbacdb23107a33cb6b332516c13274d1f9dccc21dced869e486',
        valid: true,
      },
      {
        id: 7,
        comment: '',
        message: 'e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff',
        signature:
          '2ae8d95b19cbd64d0e343ff413fffb85d8e6713c06ac8a1ceba7f3924fa740f8d2b3e120fd71f22711e795cd6468c5e263b1a5ba6ac6b8fa9e23d2d6e7243f510592a61d134e68b8ead00612dbf38c5b7302abc3bf33f23e6d4816a6e3ddcea6482566e84f57464f7d56de4cef0b2256ef21874dda4c131a47292ff8ef853f93804483c8e6373d39ca3a22552e75427b812b861de6a310ff4c366f6f6604116efd9770170aa423554c4ebbd2b5c0698950e66bb5b7c5c346285d9f5c35146255736b6e818e8e77983c93b21e7f60b04a7a525598e7fd8049b181000bffc7f3753a504370f6bb70617ac8e914deb05a198a5758a459c9fcd2fce1aede48e8a852',
        valid: true,
      },
      {
        id: 8,
        comment: 'Missing NULL in the ASN encoding: acceptable, and refused here',
        message: '313233343030',
        signature:
          '095dad1fd82bcd36652a381b7f4dd656bd89b40aa58b56da4f6aa8247874b935e65d2b86752d537df7103884d39dd9ad3d65f87404526b09094c5615c6249979b0dc58d2199ae8696a5b76b4bb03eaf08c2ab6aec686c6b1b289c9b44f648bd30cb1ac6a64a73d68e59cd05e7aa1b780f4bfd7b83dfe3b884ec11821a93dc5bbb47a00eea4557b6b96b5656276001f1f295ddbbbc511a99b9a665b9c2674c8af0d812286d0be3ce74817ba2cad283757de35dfb149f2835f60cb03ff155524a57f78b148feceb84cd20b0ae22e3e48f433fbd9bfd60be8afec93165ee0310be961d3695f309d031320c830aa6ba08b5a51d943797097c57630be391bd23736cc',
        valid: false,
      },
      {
        id: 9,
        comment: 'length of digestInfo uses long form encoding',
        message: '313233343030',
        signature:
          '8a0e82d4f334aca72a718b6f8f643f69c6048d619d5eba71263a5d2d3ac7a7af133b780c7595ca2c982c006e861948f543cd0210c758691f9626842c25de2843ea314ca8eff285d47e0cffa54180af416004017034962a80a5959c3d3f1bfc154a4824462a93c014f6dfe920824f414a6e30e0e5944d480b99949ec7bf64c4a7461575933b17d7d6b0178b5192392ace3ed8469e8ac1dacae51ad5d3ad73dcb213e056d04596e64d8c0703def3110c7cecc93ba8ac8059f0f3d66b89d8712c62b41d407e4b4a104f4569558b0290c213cad6d0653898b9df8f4a453ab07d13bfb7598d505abbd0c4987e4f1ac66e1a523e113e370ab7cf990f0cc63f50f4f0a4',
        valid: false,
      },
      {
        id: 11,
        comment: 'length of digestInfo uses 50 instead of 49',
        message: '313233343030',
        signature:
          '9947c137ebf7013ea9e41f1ce93fd29022e340e6ade56c1119cd826430acf9833bbc1ed05c1899757a79d3104c9b4133ff0aef7e1cbeaafc2ada2422bdf9e29926626527f947124d5549d9f4fddb809f84923aa335d331c392a5ae5e29cb0f503e230ce7bff114206d5dfd51b812f9ed5448d9100125a8cc2324e560c69f4a492988045c97ab90a2806df900c3b95ab95bd634dd0a50edc5312eeef6463bc4b62e54261cc67e9cb9caa9a0a7550183c9e03f26bd5c8718dd77f54290b3a27a054d7d3e39e8cb45529d585ac0e507b8688219d2b8032268020b68d2284f9f743debab5cd47fb3fbd77fdfe3a9d7984b11a37cce190ac89a472578a3332b150f5d',
        valid: false,
      },
      {
        id: 24,
        comment: 'appending 0s to digestInfo',
        message: '313233343030',
        signature:
          '0e6eb88e130cf0d79056bdcb87f016f99edd9f35519c44bb509a38cd346d996e3d9b7b21a40fc976a935f2904a6423dc0f251d8a89c4e1424d3312b1e7e0c14f057fa3a45841dcda2bfcf107c2103c0475cbb34d4c769e98b08cbd35964aefc3a8dc4178725c16ed7da6b438107da2488af8fd5cb2c15a8849a531e1a955c40cd6c147956fc3e8a15a1082e9e9a7878efab929c50d52fd6c14cad0987f667221a0c8ab29a682de04e437b20c82e9a759291dabd22fb38e86121b71b3ab473ea0977441db6b137d01b63e328412996ccb8dc27e57c8cd6cbeb31e321160df29ea3151f34ba36846495b6e4bb766f0bcdba00062265ad7d01847e22c06a463dfeb',
        valid: false,
      },
      {
        id: 208,
        comment: 'changing tag value of digest',
        message: '313233343030',
        signature:
          '682f3723b4d560faaf6f6b52fa4b387d9b94bf4c436dbee647efd892d661b601a4df467e192b489ba4f3d7a2712da2b09cad25cc3aab2af21ab3ba0d51503c02a577236822e31ca2cf382063d60229003128645ed54ba9813c1de735506a1a63ddda51c3320f60151eb383e56bf6fcea8f6def400305a55ff2103d3697922833eaef804d65f9c1ade60fa5b69eca886b6d472626d444efb74397d37d2182df0db192d382566a6cca3acec93495a61a0802c1197a062b0231f3aca1d1a9e1482dccab4198a0a9df40aa1b354a4e884174d1f4f517776e1054286347623e3b123528b68598dad94cfc79e7a418493eef4db4af8237950018881ec12629f9cfdf79',
        valid: false,
      },
      {
        id: 210,
        comment: 'using composition for digest',
        message: '313233343030',
        signature:
          '656c5b616e74f4337340a6ed4db988edaaf677dda18e9871806abde19f26231ccadb30ead180ab3cfa27c74a7ad40eef610d5c99dbc321b049417cb9a36b27026d63940dc05149d030d0e9e34e291416ec857f9b4736f9100a691f8f10a6023258d62e0e1483bd03166fe7640b21de04a533f0d5e9c726f4eda195db54409792889712eee58d56d0b4b2e70f90cb8edc2f55792add333ce591425a0f2a748e97331109e677b72ffd372a88d3518fb7cd716fcd096e3b5393fecd86206947168dd91559ad915874df3bad476e4ec8dd97884190bf6356542878c19e3ca7c7748fe7a639f863482ab230e5ac01ae85e4ed26036ec281017f7cb2f41cf02e6877f4',
        valid: false,
      },
      {
        id: 214,
        comment: 'truncated digest',
        message: '313233343030',
        signature:
          '9f24ecb03b77a906c8a865182b5cf5921a98f8002d1c59f7c398c469444776fb38d7221b386c5bee4f72ca5dc36ca1b08c2a21947832c4e6e7e755faa4ad61fb1362cc084d0adbed10ac8165f5e13eaa1f6c77bb2e058050b5f902abbf0041c1a3a93497a95608d9dcb5f7d4cfbb4c037453d5558f0f9bd2b1d3a769e2b651252e9054071dd34f065c0350524a39cfea3bb0dd10620288f9e5ca0c92cdbde4277f9961be882ae2f07b1b75f279fb48062945139cb28ea464b4e00b2a5259aae4397f0ce063321df7ef6045d4dad8ac0649c992bf2d22e728827f4c992045f376cabebe75e58e97edb43991bcb38c66009872a5d5c235c483d8d5bea083c6231d',
        valid: false,
      },
      {
        id: 215,
        comment: 'The algorithm encoded in the padding is MD5 instead of SHA-256',
        message: '313233343030',
        signature:
          '16b5347808defc31a231c28edac36a3f1789d4c549e8f5c71e2fcf5d5304ba437b4c7c0eb7ffbd80f5c5b2277bf24412b39ee3e74c368517717c438bb88b80b12ad14f7295ecf8841947e5e7457e66d2f869c30d28e9ac2019d7e5eca6229812b649c8b6b4ccd4e17b254e7ab496aa5325525e7974be348dcd53c652e6315e670236bbbef2f501e246631b735c50e388ea3af8bb0030fb7fba9743eb70fc6687cfdb92d46a4537ce88dba96ef52744e22fb7257af1538e3ffc4e2d9ac9101d6f71bc2f5aab71ddcc73a6c635500fa0a9174d25ebcc85dcd7dd85a7d2e8d3138effd171176bbdf23296ba3df630ee42185720ec141ceeaed1681a6ad0c156e099',
        valid: false,
      },
      {
        id: 235,
        comment: 'The message is hashed with SHA-512/256 instead of SHA-256',
        message: '313233343030',
        signature:
          '0e8c3d50067f044bcbe0985c866390a87c6f6b7b2b1592b31ee85828d4f584f1b004ee15fb778afe8707168f0572786d098542306be1a5b5d7fd442ab48908406b85d8d67f62824d883c985e5b81f0de26102f03ddf5be2853256a38bb14e985b2c77e40c88ebea441c11c9467c30d2fa2cc10084bd824d417a651967ac27635ff97e3201f4b89ad15f4256a9afdc38c5a12f63d79ef98234e9a0cefca55cd287ba7d850945a2b86be1dd751745689f38cb00aea6a4e61146aaf00d7bfe19a4f224f6740e00455ce3bb36d0ef1ccad62a2513c5922338500e87d8e4f548c2b04b795a73747f6c192e13cd1fa876323e60cd634995b1eb32938574b9d4843b306',
        valid: false,
      },
      {
        id: 236,
        comment: 'The message is not hashed',
        message: '313233343030',
        signature:
          '891f1354e36c2b7faca0981c64f249f73940ae03da86f0a413a971031b00c2bed14489345225fea317d9d551cced9c6c6f6f7134cb6bdca1b0319d931a1d7a1e24a744eb98fcb0d3254660066f688531fde00822917d07deb9d78aa337bdc2ca3a4a050d8debb6c1283cb90e6991429887311f72b95bf3b18d1c5cd68f65f8ed934d9e516e2a8503613fc4dc2e786c36d77ea2d5dff75c26dced572298f27de39459c55c6bec73295f20cf1c6e876b345c6fbb2ff23adf52d9d4ece53877a2bd6e7cf3a4eae08b1b3ce8dc0468614e119ffb7547f1a765d9d9b5d9d8624ecf3b836dce490c8a36a6a60e689c0bdcbdf774eb60fc552bc3e27fc9abeb2c905ddb',
        valid: false,
      },
      {
        id: 237,
        comment: 'The message is not hashed',
        message: '313233343030',
        signature:
          'a0bdd0081c1e7680839c646417b69a6fee16c94cf7746ac21ab410ef83a78a53f5b0a51afaa2e4a1ee9b44970dc3e8229712aadcd4cb2b92684e2592379b581b2aadfb3c4781f543d8b80625a07507c2ddf47937a27e05044c36c70ef091cfa1fa9f2fc552a9ee1eec07dfec597de11ca1a67ba4829a0f620828cdd424a079258dcdb39986157dd48d2ca214f10333c6c2b73593c3c72c0b22a4d374899e949313523ab9f2218a03d5f06ff0dde49e8778a076e3f9938be7179ae90b4b068b04fa507a842c7966d739def7a22ed70901d5e8c79b8df7498fb684fdfcee8c49627a38608434eabc03eed78d935d34830fc3248c90d62d743fcb1f633914f7ccb5',
        valid: false,
      },
      {
        id: 238,
        comment: 'using PKCS#1 encryption padding: 0002ff...00<hash>',
        message: '313233343030',
        signature:
          '7553fa477296a68ef8423d82af68103581e3a1681deeb91ad5e8f167d3bbeea5de1867969a44a6501b4e447f82be28687706e2fca1862b5dd1e0fb91b146f8e9c4a0a9f2f5ddf4da77bbacba56fa219a9eddd7dc234db9f75773218d1317ef5e4e52ce2eef80f870d39b59fa3c1bf28f67e4df9ba4e1d12d198904a0cda309b3cf2abe2d765fe366bd75652661ec830772102aeb5adf84680457fcb56a8d271604a24090a1f301b00ed67332a721b40e873c8dd3ce9206712ecf39e475a007d59c9cba314f7dcdd75b094da28789893da64628c8ff0d5c892b7e39d5c7655ef911d0dc39d7af59a55e5ada631b1cf3e6353e0f4a555e4558dc4b9a3c8baac281',
        valid: false,
      },
      {
        id: 243,
        comment: 'PKCS#1 padding too short: 000001ff',
        message: '313233343030',
        signature:
          '3ca3dec31913ad3cc2f3bb5b9ebd5d1e4bf137df6e5ae55fc5220c2b6ff150c8e0fdd6e4a07dd955f67e65546550c6a9fb89b7edff36dd8dec900aa6ff41e691f42000cf1e49acef9f491edd5a3bed1fccc3a36d48c0615679e6f166d3fb957d04e5a8198dc1d6d9df9605bdb827c7d29fbe40f80ad44fcc63cf9f93a7038941065e9a000450a769c4f3daedfd5c16bd79e4b9311f4e8e75a36c7a4b6044ab219f42feff6ec4c06aac0df4ea9152b47834c344c3d7c6e9fbb234d0cbc0b4072111b55bfe4187599400ac34c1a24861ffcc556c21a7e5b93160f46c0fbd0616dfe6b244dc68693081a59047e11b80438c3517031754ef72e4ea9fa3fc86ae1bfd',
        valid: false,
      },
      {
        id: 244,
        comment: 'the signature is not reduced',
        message: '313233343030',
        signature:
          'ba0d3d34d59915be6351725300fff4617210fa767b6c48522900ce2e2c8f88b3f855bc9de7609603f2f405a81d3d6c1b8ac05a79fd278bb9c6af6dc90a6323c5d77c0562cded072bb63e9ce533d9ca497479ecf7d75e6b6a4d4a86418909b86521c5d6c7d5d634352d2ed6b15b16873f26b918e31b81e9363ad0ab373e7ac982e6aa3eccaa4cb6dbc1a807b73082dfac6a5d7b2abbb0a8d3f12f3c8aac976fe66b44350a2b7a8840f53bcd1fe76d9a0bdec6c6eacfc2081b58c3e818f2e40bb8d07b360c5fce83ece59267d39141c87807fdbee5b4ed5fc86e51111a57020211a593e4d91a6dd0ebde6317ebc12f52f405415527e7df07ba8af42ecbefc41d7d',
        valid: false,
      },
      { id: 247, comment: 'the signature is empty', message: '313233343030', signature: '', valid: false },
      {
        id: 255,
        comment: 'RSASSA-PSS signature',
        message: '313233343030',
        signature:
          '5e91b5dcbf02d6f19621d41a83dc8f15ea83c0edb83765ef029b0acac2e1ec8918b1d2afe1fadf11c48d27594cb9c01fed79d90e5d5a8085c438450111aa7d9fa39c2345b14fc3c2cb34128f86db5eb00bdf8dfe38d61f29a41fe31342e7aaefcb4b122eb5d63c2f5c263c8df8450e9428ffef974d535818d51dc03a7d60c8b2d16c999ae46d73ab40515fe601d9b89b1d09c6d60cd51639a97c1d211e097609ba5e8c319c6fbd21b34a634ec8fb8971c5aae21c70b847a4539cc10dc314ddd8a9629e8a0e51c66c0cb61fd1f7228c01c6769190abe9bac9a3897800050014358594e0fb20dbb458b12aa1346826cc9f7e9c5352b073d62853dafe77c848cb1f',
        valid: false,
      },
    ],
  },
  {
    file: 'rsa_signature_2048_sha256',
    scheme: 'rsa-pkcs1v15-sha256',
    spki: '30820120300d06092a864886f70d01010105000382010d0030820108028201010090a5d7aba2c8dc828e616fc1fc45c7c52130c8589dcbe2913da187572f6c23217b89a5186b6f90cbe053abfb0885a91f141dbe106ce6ad303904a5941df26ced10478cb56a7bd6cf1313c4966d9cf7c4509d9dc63566aa323e110af219f3398c04e79bb486de8703793473136f5c9051af24bd2c0208ea1bf9321a3e8f24af00aaca1216842eab248d58cf46ac786c49fd3ca8557e9b53993a4b9718cdc5c474bf1cfe58c07ad97b2c5acb7d86accc0fc7bed147adb2e77b8697d80150948117714b806ff76f9d88147d84e93987b724bf4870429e85a7a7b51486a78d8a88f1688f60e215d43d06221e2b993b5c12a607b80e9e0122472b29945f76b55737c1020103',
    vectors: [
      {
        id: 258,
        comment: 'small signature',
        message: '33363730',
        signature:
          '00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000989e7ff72e67e680bd21d5f966e4ad8a48c3592dbacc4a2f035b4ef4d17a2f25f8a9fef7e78eb99d76d68629ed02d67c43c4b7ec8c3badc32e3d0a524c326537739b0fde156723b27c23ae2b09895e470c64d700f5c',
        valid: true,
      },
    ],
  },
  {
    file: 'rsa_signature_2048_sha256',
    scheme: 'rsa-pkcs1v15-sha256',
    spki: '30820120300d06092a864886f70d01010105000382010d0030820108028201010092bf17cdbffb42fa9957ce37826bb451708e7cdec8752b809c81a8d16fe5fe4dab6a9db6d11dbb12086645db7546642b322e8331dd7f29eff68bf40b24f80884f5152b1fda9b9f7ae2fce2721cdee0fc48f85a6e8e64f767ed9727fd2dc597967e276a5e2e768528afdd9df4b6ddda4c174300e4da3c19a3c32299e1e7857934c14dd6203d8c2671289bc392711597155364a59046b2b9f1905fe717ca7efebb4c1969b804118effa240c11ebf97cd68c2aa19c787b3be21e68c0e397c7f04c6ef98950e27e0e19a40da92a3ea10800fe9252b77026d14c2fa1eb4ac102491e5773279f07d856d446f45169b09bf60b8a2695f5e4864eaaf9590aec8c7c2f86d020103',
    vectors: [
      {
        id: 259,
        comment: 'signature is close to n',
        message: '32353934',
        signature:
          '92bf17cdbffb42fa9957ce37826bb451708e7cdec8752b809c81a8d16fe5fe4dab6a9db6d11dbb12086645db7546642b322e8331dd7f29eff68bf40b24f80884f5152b1fda9b9f7ae2fce2721cdee0fc48f85a6e8e64f767ed9727fd2dc597967e276a5e2e768528afdd9df4b6ddda4c174300e4da3c19a3c32299e1e7857934c14dd6203d8c2671289bc392711597155364a59046b2b9f1905fe717ca7efebb4c1969b804118effa240b8bf4bb1a6d0616fd5be2f081dc9ef741a9a4ae7274418b791432de470c4556463108388e8e8ed5dcebf3558e4650c2ac97c86fa682176f09b5dd8cfbf15d19c3fe4f961f4607c12cb3dfad9b6a0e59c92faa1fc8622',
        valid: true,
      },
    ],
  },
  {
    file: 'rsa_signature_2048_sha512',
    scheme: 'rsa-pkcs1v15-sha512',
    spki: '30820122300d06092a864886f70d01010105000382010f003082010a0282010100c2c4a860236d3c9096a076d6ba5107e0f7bd81e1ba916f7375724bd2b0b0b63956813715a3457ab0458b71fb35a45b27f9ef7ac3e579dea45dfbfd07819ed6b7021aa5336c58442aadd96ca9ee9d32473e9d9278562b4d10258ade6a98fb1c7cfdc3b3716ef5dec58cf73b359f389599b4b5865a9863519eb001c324387da755450db341309360e3807c0565b8e2c44fbd5e6e8d04d006d7ee768b8e8436082a90fa0e837f32f46087ab4a0d9be28aa7da1794ceb0172a7f50ed20f6df641efbcbfd2aac89775c761a7310093c671c977fa18b0d6e01fb25f7a432b42c65359784c689205719c1cf6e3a65dae2da434c326dde81bb6ffffbdbf6de5c16bba7490203010001',
    vectors: [
      {
        id: 1,
        comment: '',
        message: '',
        signature:
          'b03dd72dc84b305ea811267a489aba10a1dc54b59f92e58546a2f0b6883f543512d621951352ef12abafe4bd6e10c2e5b0eabbbbf1d081b66e535fc9b8ad379040c3c71ec8f2b4f5d319f5d2a0240a767ddb4de1fbc878b2c5e8e1e260217bbd70971789fedb8c677fc8193f67e4637239607c7b9d3511868ccc0df372374abc685c9b4b74b2c5f11758f809b19bb3b5c464db870fea61ddfa5e18be2c4106f3e165fe85a7f8241db2806d0fc3c45d8a7f1eb4ca411a46ac411b81c04fd8c4ced5eff497da6bcb8e2fbe1f95cf4c3e761fc3037c82276f7ebfb7e6cc8534cb4fd34192074f580c6e31008df4f1404ae8dbcb111503d4bdfe6e7107a1ab5cd8c6',
        valid: true,
      },
      {
        id: 8,
        comment: 'Missing NULL in the ASN encoding: acceptable, and refused here',
        message: '313233343030',
        signature:
          'b73d6d97834d8d14bb4536b050dbe47db349dcf6847586f80624425065e10360f9ce491c38ae5e48f6640bd3a314eb097f08c859625d3b7e8198b0b9dda03920ce5fc4937adf8c16af3dea2cc3137c2c200cb8538baba5bf36c9913784e079d8cde826f615313cad093d53110ed616591e5c38f32e2873225634ab10fbc7393dcabe742ebae9ea3802031ffdd6356a30aee51d126064584db555657f11cf742b8ee1ee41119b5c2e65c740219bfc36e6f65fe8db8d16684ba4cd7a12b5bf22551192fa75362b142b95a0b0d786eb26c07547e73ee3f3a3f0b2f2f37ba562f61e86c4bb25e7e059ea504f0ea8f5883382d7b17c95c5297a934479b4d40b632e99',
        valid: false,
      },
      {
        id: 9,
        comment: 'length of digestInfo uses long form encoding',
        message: '313233343030',
        signature:
          '93611a697f527bb2d6e4193ea34e079e0b8ec8e4a516962a74cc91c157528bcf4654beb487f5eac5ed445f858fcf8461e63fc657a57bd8226d980b212fb5e61111e0c654e0a6aa0c959f20001f6345a60ab14b8ef5631a81cdc552a04ad3f17eef287b011ce401be17900e79b4b045c12a90412a852131a1b9ae7c31051e8fe6f066b4f7e1d8e9997aef10a8c516fa3d782c9aed73dcbaa1d9794de7300c607c17607740f091c2dde354b58c0ed9d4b8fdc43e249847b494821bc9560fbc3c57f363e5d2bfcc488c041f123fc379c7bc80a9ea6ae98b7fb76058f9260c0f5fa1000a7f865e5a63d1d279fc7f452775186608cae1f3b640594d4b3fd8af4a5a4c',
        valid: false,
      },
      {
        id: 11,
        comment: 'length of digestInfo uses 82 instead of 81',
        message: '313233343030',
        signature:
          'a7db33f68fd972b3e122e2dc8c749561d14e513e7df9b03f285422015879de35021689bccca37b31aa7d156f39399063a06fc9590c58cee25d83e1debe90037a8713eb0c58194e7b54ddaa86baa0e9f83b604afb5585aa1e1a45fe24f38576e644eedbbb86f57031cb43f3ef1428a33998c1decf44011b63763e47d2b2fbdaa90deae270455607b928645b3f5ac39553feab8f5115c9e2f26497155076c13d76d95af3ef342bd1828e382949a63c54cd0d4c4c53cb00ff4b8e285034e78ee0f7dccf9017839c189ccb3bb8b92f515beb63345c9973e77dfb388b373b8076578e41aa3bf3e86bbd4e1875996ad19c8d618c8d69f4eb06b4103cceb2b8ccbd8a58',
        valid: false,
      },
    ],
  },
  {
    file: 'rsa_pss_2048_sha256_mgf1_0',
    scheme: 'rsassa-pss-sha256',
    spki: '30820122300d06092a864886f70d01010105000382010f003082010a0282010100a2b451a07d0aa5f96e455671513550514a8a5b462ebef717094fa1fee82224e637f9746d3f7cafd31878d80325b6ef5a1700f65903b469429e89d6eac8845097b5ab393189db92512ed8a7711a1253facd20f79c15e8247f3d3e42e46e48c98e254a2fe9765313a03eff8f17e1a029397a1fa26a8dce26f490ed81299615d9814c22da610428e09c7d9658594266f5c021d0fceca08d945a12be82de4d1ece6b4c03145b5d3495d4ed5411eb878daf05fd7afc3e09ada0f1126422f590975a1969816f48698bcbba1b4d9cae79d460d8f9f85e7975005d9bc22c4e5ac0f7c1a45d12569a62807d3b9a02e5a530e773066f453d1f5b4c2e9cf7820283f742b9d50203010001',
    vectors: [
      {
        id: 1,
        comment: 'valid signature',
        message: '',
        signature:
          '20081f8894a1330c4d503f642880e3c30e398fc6235c24f1be752e2d49cd9493ac0cf999e275c4f89ff08f0d9ba4e264a332525a616d336bd9e822f41ab3f4fae2f48ec66c2e52642ed93b7cb944396fbaa727cbfdfc1f20aace99a6f2a74475c338f8d9f22a38cb5bc51752076503b3aef1e65e5a8f8583d9ae7378ded038cf516898ad06beb90a42b85764526fcea44f74258fa4efb1da253d337f65619181ceb832dfe285ce78ae6b15f204e23bab274e87445d9f5df97f41dc8e3a97736b62591d075744b2552f90bcf1b1393e1e7627ef1f985f2bbabd52e43a35d0ddf4c67126e391f922ef7b1bb1911cd6e1b303cb2910dd70672bbfb62ea4eaad725c',
        valid: true,
      },
      {
        id: 8,
        comment: 'special case for hash',
        message: '343236343739373234',
        signature:
          '08a900c5c0cf38963b8d47682cc7dae9d3f0a78e571ee5bce658154248b0084ab96a7ab0ca8c6ad8d6fc105040c9de8f8df61c1b6be59a5b899df586026e4b3ac1531ab09b5fb5026cbd252c6a548fae9ee881fa382d98499fb88c2b061f560e1daf98145705054fd0ce66d8fb2f64ab160f4bf1ed1a54cf69382afb75c71cf4c38bfc1603653af35a7ab1ab7268cfbed88bd4e779a8811acc947a21b059ea43c19786f370076360f4620a486d6e0572e5c6c796604736acc5b41c6da7ab2a40630bb8bf572ae96c9bf293580021d5a0b42a196c74b80b55225839756380305203b2bfd7525618b402d5288da288bb3d78deaeb26fdd432b2aac746c4fea8b0f',
        valid: true,
      },
      {
        id: 62,
        comment: 'first byte of m_hash modified',
        message: '313233343030',
        signature:
          '6b77fb8cd287c666cbc30f00bcfccd31f6dc01655c3c976d1b2a980d53be40d6a4a7676024abeb1825ec47589365c07e5d4c3d34e249814126e32ba40aa81ddea0f61fe4e3725aeb9751103fd034cf3fa516fdc1569aeb7b028d192c8ef4ef60a5befb8a4de595bd4717462879f424e87286aec0bce6f9e763ee341765c24cef24f916a52a777595879471e2f3188c1be77fdced941fe0cf739bd8d5a4ceed9fa1e47f6f12dba68cbe7bb2eb81e46c2788b847d0ab6f55951f787db4ec736772851c43534b7ebcf226c2540806d925bebec9d109915e466d08e2470b7e85b4fac66e089b1a535ba703dbc10f800f6bdd557370e9ce761e86466833903efe315c',
        valid: false,
      },
    ],
  },
  {
    file: 'rsa_pss_2048_sha256_mgf1_32',
    scheme: 'rsassa-pss-sha256',
    spki: '30820122300d06092a864886f70d01010105000382010f003082010a0282010100a2b451a07d0aa5f96e455671513550514a8a5b462ebef717094fa1fee82224e637f9746d3f7cafd31878d80325b6ef5a1700f65903b469429e89d6eac8845097b5ab393189db92512ed8a7711a1253facd20f79c15e8247f3d3e42e46e48c98e254a2fe9765313a03eff8f17e1a029397a1fa26a8dce26f490ed81299615d9814c22da610428e09c7d9658594266f5c021d0fceca08d945a12be82de4d1ece6b4c03145b5d3495d4ed5411eb878daf05fd7afc3e09ada0f1126422f590975a1969816f48698bcbba1b4d9cae79d460d8f9f85e7975005d9bc22c4e5ac0f7c1a45d12569a62807d3b9a02e5a530e773066f453d1f5b4c2e9cf7820283f742b9d50203010001',
    vectors: [
      {
        id: 1,
        comment: 'valid signature',
        message: '',
        signature:
          '4f01e0c12b08625ecac89a69231906edf826380f37c959a96690d046316d68ffce9d5c471694fcebfc6b45534864689256e4fc81c78e583f675d0c94b449647451e81beff01a11a516d5e5ce3f1a910437cb8a3a5096b19fb15f4524a35b23d89cdba12cf5b71aac1047b28c562df7c5542c34ce23a182cf7e0e231934b17294799d44877a1d68ef1b8f073619b7618e6b7c22db20030d98cf591ffc3d4da5f58613ecd5ecfc3b40a1d02f40891ca43695cd4c088b05a8054c89c595a47e274816f35384226f74459ee63e25a1bfc03c360490552ec38343f8ace502f065303b00bc0ec320711b211fde92e57feb9013c3609342495ec0d7cabdec21e54acc38',
        valid: true,
      },
      {
        id: 4,
        comment: 'valid signature',
        message: '313233343030',
        signature:
          '68caf07e71ee654ffabf07d342fc4059deb4f7e5970746c423b1e8f668d5332275cc35eb61270aebd27855b1e80d59def47fe8882867fd33c2308c91976baa0b1df952caa78db4828ab81e79949bf145cbdfd1c4987ed036f81e8442081016f20fa4b587574884ca6f6045959ce3501ae7c02b1902ec1d241ef28dee356c0d30d28a950f1fbc683ee7d9aad26b048c13426fe3975d5638afeb5b9c1a99d162d3a5810e8b074d7a2eae2be52b577151f76e1f734b0a956ef4f22be64dc20a81ad1316e4f79dff5fc41fc08a20bc612283a88415d41595bfea66d59de7ac12e230f72244ad9905aef0ead3fa41ed70bf4218863d5f041292f2d14ce0a7271c6d36',
        valid: true,
      },
      {
        id: 7,
        comment: 'valid signature',
        message: 'e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff',
        signature:
          '8bdd6db90323f3bf26a36a4ab5b92180c96881bd32b66317c4b48c2ba1421f8434000c06adde4264c6ea2d5346468c6d5e97cb13d3cb932e523ac57b59c814fa0397ca6dcc9bec4be1147d77abcd318a6aba1af46ede2f5640da06511a006fd1bd5fb8e04be22789956adc47bbec7988be477150f9b24a07dff51530e8f0c14cfef7d25ca141f512939987b7eb0825633d41a48742bd7f56d4db9733d92ac0f36b4041f51332695f551ec91076da2301120c438eb9ec197cbe318d4571b6b79098d17eded0ca47747a143e34f882ad6e3f490f3a710ff7ec1bffce022027165d96281e593180c67f44aeda9ce6605e6b8e5eac1347695dab211a965bb3d3f928',
        valid: true,
      },
      {
        id: 8,
        comment: 'special case for hash',
        message: '343236343739373234',
        signature:
          '3a52bec84b5b41e09358a7fe24bb7ae0cb39364374c911e0d3f011f2c4c79667f43eb700fcb33e44533654b3efdb37e627eaf1352d21a187a70a86b79b2c34ae3eef944e3e61d361c3baa446dd465f2ddc0b2ae7bc8beec1761922fb5d7aa6cc4fab9d1a0835f15cd71ccb3fcb57c578a46a7197dab478b7d1ed7c6235dea3b117472c334c3a18fb8a574922f511d7ebf030201dd7457a3860a6af6252ddaf90d07d90aca03f7037223400c066db1d7feb91d84815af2430190a2170ac7eeff898ebd5c4c7e9bed19aa86293aa257a9ad0a5146be80e7ce6081c8906d269d06bf037e34ee18aba113dcfc98eca70abed7249dc9a49f971648e58d7db2282ed6a',
        valid: true,
      },
      {
        id: 35,
        comment: 'special case for hash',
        message: '393533393034313035',
        signature:
          '80aa94e49ee824191050c8bbaa73b352fea2311893d8b8e00e61a2d14701783d364e15fc09035482747711fa1fa72629460fafdb23474564527447e0c05be2ba895e2dd1853b9e6079afc1464f7c8689b2ad74f8cd2bbbc7690c91bfe2671bf3fdb1a43927c5e73123f4dcddb8dff9f06bf254ca2cda0a039939ceaf2e196f2cb268eea37c515d0082e5e9b4a82719c6f5ddd6e6a779054325c1ac45d6c2599f2c83def50881cd9d3a8508749646c9296ae2429a96f580d7cfc54b2f08726ed3caf7c3e5ab37d32aff309b1f34c1b8d77e2da69b619e3804ae6ce439e796f86340dd0bbbe7ea823857d9e4eb1aeb7604fa16f4b0683f78a8253d00fedb5b6024',
        valid: true,
      },
      {
        id: 61,
        comment: 'special case for hash',
        message: '343834323435343235',
        signature:
          '467d466cb8e157b9cf3f51920b18f1db2401f4d2c397ec58bd3c6ddb1d5e9d9414583534060773a13382f93f0d8852fed208e4ff560ecc2030772955022aa594767262dd02f1a89ac48bf4f7a2c34e8c764e32b39b9f9d1d857164fdacea8a93e3456f4dfd9658080e3e45c0f17bb599c456e2cf5946140d467755eeabeafeef440c72272af08a4a4a1391d96d750211361e5fb78e9439c3e3b39e01ac66e40d84727908db4dd7ca742c1454762b2022dca5e1bb1ca5d051589988336bd5334f72d12fe9ee85a9c77ad4e09e4183928661e72cff1c0b480215b9afaef2601399a47fe6286acc710850b7c22d276e901219028a296edf83bfd5ef21598e5fb55a',
        valid: true,
      },
      {
        id: 62,
        comment: 'first byte of m_hash modified',
        message: '313233343030',
        signature:
          '67d1d1c0a398148625317c3f5e44b738bdf461c27a59594b39ebb2aebef233c7809379e54411411b82d2e7ac88f989b58373d532c758baea121878ce9759441738d121881c1fa2d04421f02dd565b12770d844611ed1873a0b64d822709a6b78d6d3892b294404bce6711001d6c3a54546c76a1d17819674b0be904497a233b466fe4becc832dee740f9ab79e5b9f5db0b0f9aac0084ba05cebf42303b5ca2ad95e3d61b29ed6475545c02e93e7b0e118af92f5cddb1faeb2cbc23c9e69c120e29df7fe31991e887b3b29e77688c60e80be65cccf3d7861a7a14c39e6a6e5645568e2cc5e4a17b75db1dd415aadb45e112a9b582b2ff6e82a43d7a7347b7b56d',
        valid: false,
      },
      {
        id: 67,
        comment: 's_len changed to 0: any salt verifies in in-toto',
        message: '313233343030',
        signature:
          '5e91b5dcbf02d6f19621d41a83dc8f15ea83c0edb83765ef029b0acac2e1ec8918b1d2afe1fadf11c48d27594cb9c01fed79d90e5d5a8085c438450111aa7d9fa39c2345b14fc3c2cb34128f86db5eb00bdf8dfe38d61f29a41fe31342e7aaefcb4b122eb5d63c2f5c263c8df8450e9428ffef974d535818d51dc03a7d60c8b2d16c999ae46d73ab40515fe601d9b89b1d09c6d60cd51639a97c1d211e097609ba5e8c319c6fbd21b34a634ec8fb8971c5aae21c70b847a4539cc10dc314ddd8a9629e8a0e51c66c0cb61fd1f7228c01c6769190abe9bac9a3897800050014358594e0fb20dbb458b12aa1346826cc9f7e9c5352b073d62853dafe77c848cb1f',
        valid: true,
      },
      {
        id: 72,
        comment: 's_len changed to 222: any salt verifies in in-toto',
        message: '313233343030',
        signature:
          '09a166092799e0dcc9b4e758223012162cc0d8560b77833412c1bd37c8b0ee5260fd79e25a5dd1fa6a78134b26c85b4643f8992a933990f1505d0309bdea2bc41418e32f9966163730d805fa688e93f3aa5a8f01dc1095556b612218932ee15f72cb6033d3cdfb44d67fe53abf255180a521f7d5392c3b0ea864c4daed26ce9003f1b62cfa8333ca201a5ab3b78958a4b706a45763152e2b7b7006991ea80a7f06aa1b7ed23e72a9ea0f4d987588189124647318bee2a7f0a420a21d5c7763b50d2f1ffc6a3d692c840fe6004707a9990c29bb0e069b03702a8d25f4d4f54b9568a7ff96d078d9c2ad9b51b625b968893c66b92d96031d4a10a95b98bbcdeaeb',
        valid: true,
      },
      {
        id: 73,
        comment: 'salt is all 0',
        message: '313233343030',
        signature:
          '1591ae743c58ceb723a76f502e21ff6a65c24cabf5f527bab5a6f2a69f20c776fd2251e43ad22e09b1486ceb1935b2dc2ade95e233f296cc0e5a8af8109659be76b6bfdf37e14837fd6c34bfed1f19ec9d21f974b984fe4d4773896ebcc7fb862fd641cd0d77178485c70c2d68b4d9be1d863f6f254b77991fc9053f5d5415d1aa74ba9067e2e6607fb651638c9cc0430a40c9b691977b557a31d95a290a95b56ef2ec8e4313686a9c5ef48235912b210fdd2c50aafac28131104c795c42ae75810b0284b2d257e81ecac4240622ebc261ab8bceeeebe80f1cfa70f18d782aebb97d803ea3a895be541be6941df103eaaabd870848bfaf58cdaf6cecdd5a10bf',
        valid: true,
      },
      {
        id: 74,
        comment: 'salt is all 1',
        message: '313233343030',
        signature:
          '6f2f650ac10d5aa2c16703f657233da8c035da67a6e9e950dfd0391399da3a86ca7837dd7cf23e864d9cfca1fe77dae45a01ba21d23dd918ca7bba094aae376100198f59834396ec942fcffdd7d6a44953f69bc60291b1eed5921a0434d8b8953beb9d1e1b15fdca7090fa5c646847c0b759e94f056911ad188d4b0cc399c8c345757d5022f1a38926de0cbda8648a7affd9f031262b1079a3681d58249186fec4f6e98bf151c9b680a46b88dada9b42cca365cf908ed0501cd21e02a5bc4c0675f23ece50987b703499eeb94b6c40b5cdf22299776fe30800f887a1dfff18cd8a7da8c2388060dcb78c925c54b4e620cd3fe7546accfb3bbae9de08ba886009',
        valid: true,
      },
      { id: 107, comment: 'empty signature', message: '313233343030', signature: '', valid: false },
      {
        id: 108,
        comment: 'PKCS #1 v1.5 signature with SHA-256',
        message: '313233343030',
        signature:
          '1758eb94588e6fc4f50c1be1afcaa41027869f304cad513b1fb12c2f446d63cdc05c4830a7e3e630da7b2da4f7867cc173bf6420f9732277282596de41ded32e21d0cc31441174da8765f57419c7764ea758f55bc17646eb100c435d1ac0eed6fc7ba6de5f832094ee2f479979765e05ac9976788db3c241a9e32a0da864f0019a87646ba623d63f4411af5dee1be9ec488c7e3e1b231479de70b9ac5f78a17b1f4120aece45f26c07e7bb345fdfeb05e14bcaacc614672a465fc523624cb19f66f9c6c3f642b832ca44cb25176d679f0e05606c3fed022cac24c2bf960a406d48818e3eb7ed53b0446032469047dfed95fc18088c92d91d93722c47f88163a8',
        valid: false,
      },
    ],
  },
  {
    file: 'rsa_pss_2048_sha384_mgf1_48',
    scheme: 'rsassa-pss-sha384',
    spki: '30820122300d06092a864886f70d01010105000382010f003082010a0282010100cda6fa5ca76bfe0492ec57e0a3bfff7272dc8d1e25ad1fb338aa050f02c104e63133d6b5b7c4985ebbae9ac036a5b9c03074d60aec8e25baf392a0c430ff05b88e948805d3dd74511d8885250a7b574215ada015c559076686e253ccc96c0815b1291ee787cc3363b4f77d930eb998d7c582b24cea9ce21de9722791989863a27ebc80a00de5bd2f9228775e5a4ceb054d58c9be36a054336971a13642dd9510dd696aa268db3aab2299d5d88f8e562434d1427094d3df8e72d1ef69b4ed34d12bac375223b2a25cf227f735f816e85e17239304769a6082154cd15899fc1eaefb69b748a3e5ed24d38372597de3e4e2a27b951d6ac7db182d6809d8ff511b7f0203010001',
    vectors: [
      {
        id: 1,
        comment: 'valid signature',
        message: '',
        signature:
          '0e899239050ab21c102394e6d22090f51a225112a73257413b7fbc9dc5c479aa21537cbe2b126b69b7857d97c58b5425cbd67b41e8b17c37d6df0bb0d73bd468103ac09a11ee5edaa42dad5080765b539921c031994cd02b367b586477ddf45a280499cc31d5f2853874836c0ed0c220cd388e698d94f10d20f696030af751ba9ebe44a19341a9f539ceebee0c0da6ec6333da9c7bfd44b6e48ef29bc07c43e9f0d829a888b6b19dd282dbe29e93d80c46a6fd0416c912967319b5c967c85002654f75ea03f5ad1e3c7e5c696c01d0bbfbfbe22d3a5ead904c8d810b655443da34d76e2f71ff58401bc0d93adcd38175c94a2ae6a2b4b8066b53a9fc38fa5740',
        valid: true,
      },
      {
        id: 8,
        comment: 'special case for hash',
        message: '31373530353531383135',
        signature:
          '8bb2f8775cef8652a9bd5f287327a971f4a705a913dc7eb7d80ae418679270a8ebfb4a3ec56b575cd9800d238f7d04009b1f27ba522f11b21d1f92e6d94cd7549a7bf9463d4c15fed8277b4c1c63235e91ac7ab45c8c7efe85802fbf6db3ec4b32fef606bd43f4411cfa272e321c580c976b0b9f996cc874450d0e8dd8d4ba1ff71478816b313d86266d21a621d35babd3f970bff8117c6ea6d1922b5bb6f0b0928d0fcfd42e5066ccd8932c85dc3e674bad74b31ce69eda6037f4a0df98c882613fc12da9bfe29e22b4deddb87deae2b7d8c7ca42f14c746521da7c6171f20b091e5ffa2493ff9ecf3e4e30c188778b285bf1f2d4b10c537e371ef91f282520',
        valid: true,
      },
      {
        id: 94,
        comment: 'first byte of m_hash modified',
        message: '313233343030',
        signature:
          '243c6bba129527fcd13b07b335a5203cb3d54965f0ff9ff6bcb24d9b410f360abb6ac198d434da1e8071b18920540af6ee6ba3107557cb8c01ac00dd929c201b62f89401131d3db209e8c238a9458f160d966343afe088a2e35d034d91992505326ddf2d882cb1b26791fa13fd8756ff55efbb3ae800da65a7cf78ad88bce6a83c3f42de3da0738e0cb18ac979ef11d798e73b5e8a49dcf88a112115e319750ac828287b1e500512c0997fe094aa0309671291b0767cceab19340d2ba225887cafb8f4a772ffa82222228c220bf8a6e1f4ea44ffaeab73315e880a4696a7d11c763e4b9d6c71aca3aecc27bde372c444071c3df971e2b22f9e7c937d57ae6ad5',
        valid: false,
      },
      {
        id: 99,
        comment: 's_len changed to 0: any salt verifies in in-toto',
        message: '313233343030',
        signature:
          '69a1af712699465ff84ed85dbb35323df339f7627310b2b3cf2b8b9fd4fa5cb0f536680d7bf905347a642c1960c3e17495770bf939b7b3d426ed2209b5e47a6029af076a8e95f9a7fc959041d2e221d433f3836e37b6075a8388a2a6aed1785528cc79348d4dead276988f7f49d827c0ebbbfe7aae9d946f16c7a3598da587710a8d9fc72ca537534959c76a35c91ea90989dd0fce6bbb0d0f8c439188e51e0c82debfab4ac1dd7df3c3e48627039a9d3829a7f08432da36b6ca6d9ba0f9a15f6a61afa09c1ad305c3182e0a88e128192d8d064af7037950574cfd21b1ddb5f562ceecefed4e62c6d12f82135aab2c0a6dba9a181945f56943b4a81faa42fff0',
        valid: true,
      },
      {
        id: 106,
        comment: 'salt is all 0',
        message: '313233343030',
        signature:
          '581afeec7d9ea6dc2999a2e3039fb2e7ebcb15a416129077ce1ec60e0f0d0dd9d81562d58e79be65d5227671c06ee1f065767fea6ffa543a68c7864f330f852e60c923b97433a416711a068236486f6e3005a456305a36e7160ab194b25de50761353e9f8e824e55bef6fcf3a455fae37a309af15ec9f094bb4cd51475449829d7363f573494e027f0f61c54073ec72dee7ff5f5b1ee952001eef2bc241c5fdb9977ee9b4a8e046d5e215db5148e442610744023ea1439021befd095b22b41bd129e17bb3e529e9d3e85ecc47f6c7c9f1bc4a41ad8001a0afb38186eb849c79e024f2f28933ef48325ebe25fbca14f01cbee722e5ae9a2ad2a8ffc9492f86d53',
        valid: true,
      },
    ],
  },
  {
    file: 'rsa_pss_4096_sha512_mgf1_64',
    scheme: 'rsassa-pss-sha512',
    spki: '30820222300d06092a864886f70d01010105000382020f003082020a0282020100c9a765c2661b4674cff3480e9a5e462ad0ad2fc9bc6fbef62847b3113d20991f653967971c28252753f5fbacce012c2a8ab592914d269efafa724fa4b920e340930c106f7b36f79cebf0e62e88e0e476888e9f0e22186acdb6c4523a232b65b4ff2cc22dc44f8a559527d79d7cd7dcf3773212f7bb9aa133c31165cc663690bf123d73923c838929ccafee59d6c7095b8d4a74baf2d192c9a4e87c4e12bc58013078b28a7789e82e9f31de1f4d6a2aa6e80632be8e4bdf263e8d49b09416fb19c488c07ad8af722ab79182b23028a71e065d02412a9eebc46d7d8f4e03d79238d8c0cb4a97a9a1200ebb6ec64042ebeccad9567526eeef12c17d94c1049c889970b96e94cc353172a268a49c5e8bee13c15b39dec44f2c7a1aa37a7a0b6f72290acada32b1d8af1fc3dc8a89487ba81347cbeb1350925d30f923958106b49959c871e7c1dba55da0772e362cf8621d78610868b894e16e5dfec96874a93a4cf379b47e7e318ce315066d70ee3938140a60148f205085cef8a7700ca3c53d52a5756a63b3b16f153062b61262a68496210c8be4ef3f9029ca0ea0e3b3a0d5d6d226edbbf44daf8f045dc286ded3c4ec4db6b45347079f33eaf98e3c95b4b60e79ef4a3093feec543703422ba74a118511c2193b54fe8b633866ed2c705ccbc6e7d9d3656809ec3d3356e7400a9648ec37505041e3e31af1c02eefe924a67047d30203010001',
    vectors: [
      {
        id: 1,
        comment: 'valid signature',
        message: '',
        signature:
          'bbb7dab2ab26bb86660f02822cac2ce6317872ed07b83022e693c9ad38ca746437cb3601e26a39ed4ee528e023a9f418d16c88bf0096e5e83aae2365ea8aae415f7012f5a303ad2bc37f9749d307ef9a1e4b6a48e49770f46dec1b3a29c96d14bad91a441413012cc4a032f8b31d110fc1df22d0ad173be06ab6b81f557d85115b62cc5c557744048771d10ba187f39b28b6166c7560145192ad1e9f3b61a6bf9bbfc61ea567ed5c95a807716644ecce8f33de35cccc7813a57605d5754db66a38c744ca7a468bba3a0dac4046e472bcd98757383c5fe1c227763b3b1597f17e69f11599c16e7175d70cca60b719c008e0629288679644015352c169cac298259cf5724671e316f4c914b522bb507d7f5afb3e9599901aa77ce431102a925cf3a66bd1708a8ed1f3428aa9aafe41fc433ea3ea0e5326efa65b42ffe1bc3b7eafd1c52302ecf7d3aa326067b6ed892af9ccb0ca0ca8dc1fa111bae768fed2213de448f8aef2497de83a2d046b7d9a4c1c487bf3892022a243dff3e3c3ba713032c5f6bc63d1f206d1831aaab55129787ffcb18b164edecc6fbfb90284b3dfa6a28557b72864b1b8a63d8ad406339badab7b724dec46e4cfaac2b545537aeb3ec2b72d6266172eabd22dc276a626663940201bb08a6c91d59fcee8205667a54cb7be5770cf6eb5fdbf4a6b76fcc5a7b34b6a56f1bf89ea8ff25ec364dbdfd5159e',
        valid: true,
      },
      {
        id: 8,
        comment: 'special case for hash',
        message: '33393439313934313732',
        signature:
          '24b27a1263d43159989f7503711e682b475c81cb07ddae673d815106f6cae25a74ea19aa102a15ef8d8c011df29ed17a1f7df504c87566a08b22fad956b7f24e6e7541bed10ee3e627fe228fc5c1ba2d95fea48c4a0ded2d7703035cf8fa6f3c70ae8d431eda4f790faca0ed34d0719473cb5b2ea1018170bc69a705486d94e6a909a395071d450da3e5b4a2067356e6589c38ef12f5c7c4d484bd8c1767d2acb3ba238ecdce5579582908225ede5a34d5b07aa22e2720f0e6c16a2dbb49e344a78518e9ffd12663e80928c78cf3f2d022522c79b3684ad9af31fe18b45bf3341de84a112f9a96108c2cb79471cf370e0feb25752ec08e1d04df67199891a26eb2bed82577dd041ff9c44c624250a5ff6b2195fdc92523b8d51f8c5530d991039ff010988c38ae78c8df7d3f3c71578592822dbc4f6cb40cdacffdd78c4cda125aeaa894c082261ee913d03b48a4b1ed321bf388440b5387f6e30d6848f5be93fa16c6a13b9f871adcaae83e66247b48bde4d6ed60b3085173c8e7eadc6efc8784d54eb58175539700903438446cd76a0dd0c34bb52e966104a675b3d531576ce04351f0b11da6e1f6ef7bd8091eda232235b44955db57f0e495e334b8883990d73b4e51549bd9983d265777ffd4342b3ef1f3394379bf0cc58ee4e6242ebf07d4f1ee220539f2dbb927f2a8cd824288e138b59109a9c06e3b1c178d94170c5e',
        valid: true,
      },
    ],
  },
];
