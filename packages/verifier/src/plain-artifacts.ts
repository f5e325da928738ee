import type { ArtifactMap } from '@intoto/models';

import { createArtifactBook } from './artifact-book.ts';
import { BACKSLASH, CLOSE_BRACE, COLON, COMMA, OPEN_BRACE, QUOTE, skipBlanks } from './json-bytes.ts';

/** ASCII text, as its bytes and as a string: offsets are the same in both. The bytes are written over. */
export interface AsciiSource {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/**
 * Reads artifacts, and writes their canonical form over what was read.
 * @param start - not before the end of what it has read.
 * @returns what stands there, and where it ends; `undefined` where it is not plain.
 */
export type PlainArtifactReader = (start: number) => PlainArtifacts | undefined;

/** Artifacts that stand in the source from one offset to another. */
export interface PlainArtifacts {
  readonly artifacts: ArtifactMap;
  readonly start: number;
  readonly end: number;
  /** Where their canonical form is: it begins no earlier than they do, and ends no later. */
  readonly canonical: { readonly from: number; readonly to: number };
}

/** 1 where a byte is a hexadecimal digit. */
const IS_HEX = Uint8Array.from({ length: 256 }, (_, byte) => (/[0-9a-fA-F]/.test(String.fromCharCode(byte)) ? 1 : 0));

/**
 * A reader for the form that nearly all recorded artifacts have: names in order, without escapes, and digests in hexadecimal. It
 * reads nothing that `parseJson` and `parseLink` would refuse or read differently; whatever else stands there it leaves to them.
 *
 * @param before - Artifacts that such a reader has read before.
 */
export function createPlainArtifactReader({ bytes, text }: AsciiSource, before: ArtifactMap): PlainArtifactReader {
  // What is written is never longer than what was read.
  let written = 0;
  let seen = before;
  let book = createArtifactBook(seen);

  function take(at: number, symbol: number): boolean {
    if (bytes[at] !== symbol) return false;
    bytes[written++] = symbol;
    return true;
  }

  /** @returns where the string ends, or -1. */
  function takeString(start: number, isHex: boolean): number {
    if (!take(start, QUOTE)) return -1;
    let to = written;
    for (let at = start + 1; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      bytes[to++] = byte;
      if (byte === QUOTE) {
        written = to;
        return at + 1;
      }
      if (byte === BACKSLASH || byte < 0x20 || (isHex && IS_HEX[byte] === 0)) return -1;
    }
    return -1;
  }

  /** @returns where the object ends, or -1. */
  function takeObject(start: number, addName: (name: string) => boolean, takeValue: (at: number) => number): number {
    if (!take(start, OPEN_BRACE)) return -1;
    let at = skipBlanks(bytes, start + 1);
    if (take(at, CLOSE_BRACE)) return at + 1;
    for (;;) {
      const end = takeString(at, false);
      if (end < 0 || !addName(text.slice(at + 1, end - 1))) return -1;
      at = skipBlanks(bytes, end);
      if (!take(at, COLON)) return -1;
      at = takeValue(skipBlanks(bytes, at + 1));
      if (at < 0) return -1;
      at = skipBlanks(bytes, at);
      if (!take(at, COMMA)) return take(at, CLOSE_BRACE) ? at + 1 : -1;
      at = skipBlanks(bytes, at + 1);
    }
  }

  function takeDigests(start: number): number {
    const end = takeObject(start, book.addAlgorithm, takeDigest);
    if (end >= 0) book.endArtifact();
    return end;
  }

  function takeDigest(start: number): number {
    const end = takeString(start, true);
    // An empty string is no digest.
    if (end <= start + 2) return -1;
    book.addDigest(text.slice(start + 1, end - 1));
    return end;
  }

  return (start) => {
    // There is room before it for what stands before it in the source.
    written = Math.max(written, start);
    const from = written;
    const end = takeObject(start, book.addName, takeDigests);
    if (end < 0) return undefined;
    const artifacts = book.close();
    if (artifacts.size > 0) seen = artifacts;
    book = createArtifactBook(seen);
    return { artifacts, start, end, canonical: { from, to: written } };
  };
}
