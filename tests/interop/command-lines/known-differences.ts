const PATH_IN_NAME =
  'a name with a slash is no part of a file name (`ERR_LINK_FILE_NAME`); the reference writes to wherever it leads.';
const DER_KEY = 'we read keys in DER too; the reference reads PEM only.';
const OTHER_KEY =
  'we read JSON Web Keys, OpenSSH public keys and other kinds of key file too; the reference reads PEM only.';
const TRIPLE_DES =
  'we refuse Triple DES (`ERR_KEY_ENCRYPTION`), for which we found no well-kept library, and say how to convert the key; the reference reads it.';

/** Lines on which we differ from the reference on purpose, and why. */
export const KNOWN_DIFFERENCES: ReadonlyMap<string, string> = new Map([
  [
    String.raw`in-toto-run -n s --signing-key ../keys/alice --record-streams -- printf 'a\r\nb\rc\303\251\000'`,
    'the link is the same, with line feeds only; what the command wrote we pass on as it is, the reference with line feeds only.',
  ],
  ['in-toto-run -n d/s --signing-key ../keys/alice -- true', PATH_IN_NAME],
  ['in-toto-run -n ../out/s --signing-key ../keys/alice -- true', PATH_IN_NAME],
  ['in-toto-run -n s --signing-key ../keys/alice.der -- true', DER_KEY],
  ['in-toto-sign -f ../meta/unsigned.layout -k ../keys/alice.der', DER_KEY],
  ['in-toto-run -n s --signing-key ../keys/rsa.des3 -P pw -- true', TRIPLE_DES],
  ['in-toto-run -n s --signing-key ../keys/alice.jwk -- true', OTHER_KEY],
  ['in-toto-sign -f ../meta/unsigned.layout -k ../keys/alice.jwk', OTHER_KEY],
  ['in-toto-sign -f ../meta/root.layout -k ../keys/owner.ssh --verify', OTHER_KEY],
  ['in-toto-verify -l ../meta/root.layout --verification-keys ../keys/owner.ssh --link-dir ../links', OTHER_KEY],
  ['in-toto-verify -l ../meta/root.layout --verification-keys ../keys/owner.jwk --link-dir ../links', OTHER_KEY],
  [
    'in-toto-run -n s --signing-key pkcs11:alice -- true',
    'a key may be named by a pkcs11: or ssh-agent: URI; the reference takes everything for a path.',
  ],
]);
