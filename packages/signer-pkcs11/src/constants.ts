/** Object classes (CKO_), key types (CKK_), attributes (CKA_) and mechanisms (CKM_, CKG_) of PKCS#11 3.1. */
export const CKO = { CERTIFICATE: 1, PUBLIC_KEY: 2, PRIVATE_KEY: 3 } as const;

export const CKK = { RSA: 0x00, EC: 0x03, EC_EDWARDS: 0x40 } as const;

export const CKA = {
  CLASS: 0x000,
  LABEL: 0x003,
  VALUE: 0x011,
  KEY_TYPE: 0x100,
  ID: 0x102,
  SIGN: 0x108,
  MODULUS: 0x120,
  PUBLIC_EXPONENT: 0x122,
  PUBLIC_KEY_INFO: 0x129,
  EC_PARAMS: 0x180,
  EC_POINT: 0x181,
  ALWAYS_AUTHENTICATE: 0x202,
} as const;

export const CKM = {
  RSA_PKCS: 0x0001,
  RSA_PKCS_PSS: 0x000d,
  ECDSA: 0x1041,
  EDDSA: 0x1057,
} as const;

/** For each hash: its own mechanism, MGF1 with it, and the mechanisms that hash and sign. */
export const HASH_MECHANISMS = {
  sha224: { hash: 0x255, mgf: 5, rsaPkcs: 0x46, rsaPss: 0x47, ecdsa: 0x1043 },
  sha256: { hash: 0x250, mgf: 2, rsaPkcs: 0x40, rsaPss: 0x43, ecdsa: 0x1044 },
  sha384: { hash: 0x260, mgf: 3, rsaPkcs: 0x41, rsaPss: 0x44, ecdsa: 0x1045 },
  sha512: { hash: 0x270, mgf: 4, rsaPkcs: 0x42, rsaPss: 0x45, ecdsa: 0x1046 },
} as const;

/** Flags of a token (CKF_). */
export const TOKEN_FLAGS = {
  loginRequired: 0x4,
  protectedPath: 0x100,
  initialized: 0x400,
  pinCountLow: 0x1_0000,
  pinFinalTry: 0x2_0000,
  pinLocked: 0x4_0000,
} as const;
