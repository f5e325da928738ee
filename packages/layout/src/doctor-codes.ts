/** What each code of a {@link Diagnosis} means: why metadata does not verify, or does not everywhere. */
export const DOCTOR_CODES = {
  DOCTOR_UNSIGNED: 'No signature is there that the key could have made.',
  DOCTOR_KEY_ID_CASE: 'The signature names the key with other upper and lower case letters.',
  DOCTOR_KEY_ID_SCHEME: 'The signature names the key by the id that another version of in-toto gives it.',
  DOCTOR_KEY_ID: 'The signature is by the key, and names another.',
  DOCTOR_RESERIALIZED: 'The signature covers another form of the same content.',
  DOCTOR_PAYLOAD_TYPE: 'The envelope, or what was signed, has another payload type than in-toto.',
  DOCTOR_BASE64: 'Base64 is not in the standard form: another alphabet, no padding, or blanks.',
  DOCTOR_SIGNATURE_ENCODING: 'The signature is written in another encoding than its container has.',
  DOCTOR_SCHEME: 'The signature is made with another scheme than the key says.',
  DOCTOR_SALT: 'The salt of the RSA-PSS signature is not as long as the digest, which some verifiers refuse.',
  DOCTOR_DIGEST_CASE: 'A digest has upper case letters, so that it equals no other.',
  DOCTOR_UNEXPLAINED:
    'The signature does not verify in any way that is known: the content was changed, or it is by another key.',
} as const;

/** The code of a {@link Diagnosis}: a key of {@link DOCTOR_CODES}. */
export type DoctorCode = keyof typeof DOCTOR_CODES;
