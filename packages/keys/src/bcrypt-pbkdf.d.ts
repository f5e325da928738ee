/** The part of the library that is used; it comes without types. */
declare module 'bcrypt-pbkdf' {
  const library: {
    /** OpenBSD's `bcrypt_pbkdf`: fills `key`, returns 0; anything else for arguments it refuses. */
    readonly pbkdf: (
      password: Uint8Array,
      passwordLength: number,
      salt: Uint8Array,
      saltLength: number,
      key: Uint8Array,
      keyLength: number,
      rounds: number,
    ) => number;
  };
  export default library;
}
