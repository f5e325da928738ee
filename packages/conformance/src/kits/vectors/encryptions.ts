/** PBES2 over {@link PLAINTEXT}: keys derived with CPython's hashlib, encrypted with `openssl enc`. Bytes in hex. */
export interface EncryptionVector {
  readonly kdf: 'pbkdf2' | 'scrypt';
  /** Of PBKDF2's HMAC. PBKDF2 runs 1000 times; scrypt with N = 16, r = 2, p = 3. */
  readonly hash: 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';
  readonly cipher: 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc';
  readonly salt: string;
  readonly iv: string;
  readonly ciphertext: string;
}

export const PLAINTEXT = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627';
export const PASSWORD = 'correct horse';
/** Leaves wrong padding behind in every vector; one in 256 would not. */
export const WRONG_PASSWORD = 'wrong';

export const ENCRYPTIONS: readonly EncryptionVector[] = [
  {
    kdf: 'pbkdf2',
    hash: 'sha1',
    cipher: 'aes-256-cbc',
    salt: '0000000000000000',
    iv: '000102030405060708090a0b0c0d0e0f',
    ciphertext: 'd1ab2ae7469a0f75107d5d6250c40716bbf3fac5143e380b50f3e38988a3b2bbe0be4fa5244249b064b7b06f644a510a',
  },
  {
    kdf: 'pbkdf2',
    hash: 'sha224',
    cipher: 'aes-256-cbc',
    salt: '0101010101010101',
    iv: '0102030405060708090a0b0c0d0e0f10',
    ciphertext: '98e1fa753ab848f3ffe6b1bb5eb84121e6187968133be14c6ea0295858a94dab243888d83ae356bbe9d546fa33a1bdb7',
  },
  {
    kdf: 'pbkdf2',
    hash: 'sha256',
    cipher: 'aes-128-cbc',
    salt: '0202020202020202',
    iv: '02030405060708090a0b0c0d0e0f1011',
    ciphertext: 'fc5b4764672b0d2734f266b17e0f8572f0de2147e1a9294de2b6c047d153df776500c866c2f6d9cf8a1f36bd137636c4',
  },
  {
    kdf: 'pbkdf2',
    hash: 'sha256',
    cipher: 'aes-192-cbc',
    salt: '0303030303030303',
    iv: '030405060708090a0b0c0d0e0f101112',
    ciphertext: 'c3976cfa7245df15edfdc453f2dca2f1f35b558a5d612c5809f941ae0eae2b4d686825cb7ae726290e9ccd59ebfcb49b',
  },
  {
    kdf: 'pbkdf2',
    hash: 'sha256',
    cipher: 'aes-256-cbc',
    salt: '0404040404040404',
    iv: '0405060708090a0b0c0d0e0f10111213',
    ciphertext: 'b4c6b99f1cba9745c341d4d22d72b83532ba22970ec4a0a629e6b7dc87ece14046cde585a12ca61192687be40516b049',
  },
  {
    kdf: 'pbkdf2',
    hash: 'sha384',
    cipher: 'aes-256-cbc',
    salt: '0505050505050505',
    iv: '05060708090a0b0c0d0e0f1011121314',
    ciphertext: 'df08c3852f07d33941482d1fecd54ab57fbb3636733694d226fc7c90ea26c7f12c2a0893e8d89fb556c5a20cede820b0',
  },
  {
    kdf: 'pbkdf2',
    hash: 'sha512',
    cipher: 'aes-256-cbc',
    salt: '0606060606060606',
    iv: '060708090a0b0c0d0e0f101112131415',
    ciphertext: '39254e0b9f5535300dcf0a8bd79d873e32cc6c469abb58a023429195ea15d492c924a6590ac19e93eda94fe64e197c3a',
  },
  {
    kdf: 'scrypt',
    hash: 'sha256',
    cipher: 'aes-128-cbc',
    salt: '0707070707070707',
    iv: '0708090a0b0c0d0e0f10111213141516',
    ciphertext: '729e69bf658f9663a45940e9f33cadfa0ce60288d42bb3db89c308275dab23264361b2c2ac5ab422dc62c73986118113',
  },
  {
    kdf: 'scrypt',
    hash: 'sha256',
    cipher: 'aes-192-cbc',
    salt: '0808080808080808',
    iv: '08090a0b0c0d0e0f1011121314151617',
    ciphertext: 'b6ce5aee26f0c28b317c60c2319c512bc80fca65b94b8b65bf1da6f8ec619254125450bec67a1435e5b81d70daeff2ca',
  },
  {
    kdf: 'scrypt',
    hash: 'sha256',
    cipher: 'aes-256-cbc',
    salt: '0909090909090909',
    iv: '090a0b0c0d0e0f101112131415161718',
    ciphertext: '2629b2d76b16e826503bf51cfcb35bf1ae62742f9d0619590c61a1665a0d2467a8b7355a1213a33715001afa6183eb63',
  },
];
