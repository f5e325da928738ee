/** Which gpg to ask, and how long to wait for it. */
export interface GpgOptions {
  /** GnuPG's home directory, with the keyring. @defaultValue gpg's own choice: `GNUPGHOME`, or `~/.gnupg` */
  readonly homeDirectory?: string | undefined;
  /**
   * The program and options that go before all others, e.g. `['gpg', '--pinentry-mode', 'loopback']`.
   * @defaultValue the words in the environment variable `GNUPG`, or else `gpg2`, or else `gpg`
   */
  readonly program?: readonly string[] | undefined;
  /** Milliseconds that gpg may take, with the person who enters the passphrase. @defaultValue 60 seconds */
  readonly timeoutMs?: number | undefined;
  /** What gpg gets as its environment. @defaultValue that of this process */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}
