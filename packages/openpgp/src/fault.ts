/** What is wrong with a key or a signature in metadata, so that nobody can say whether the signature verifies. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly subject: 'key' | 'signature';
  /** Whether a member is not there, which the reference passes over where it aborts for everything else. */
  readonly isMissing: boolean;

  /** @param message - half a sentence: what is wrong with the subject */
  constructor(subject: Fault['subject'], message: string, isMissing: boolean = false) {
    super(message);
    this.subject = subject;
    this.isMissing = isMissing;
  }
}
