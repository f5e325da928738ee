import type { SchemeName } from '../../schemes.ts';

/** A vector of Project Wycheproof; message and signature in hex. */
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
  /** DER SubjectPublicKeyInfo, in hex. */
  readonly spki: string;
  readonly vectors: readonly WycheproofVector[];
}

/** Reads lines of number, verdict, message, signature and comment; `-` stands for no bytes. */
export function readVectors(lines: string): readonly WycheproofVector[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', verdict, message = '', signature = '', ...comment] = line.split(' ');
      return {
        id: Number(id),
        comment: comment.join(' '),
        message: message.replace('-', ''),
        signature: signature.replace('-', ''),
        valid: verdict === 'valid',
      };
    });
}
