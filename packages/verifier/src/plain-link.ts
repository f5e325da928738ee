import { encodeCanonicalJson, encodeUtf8, InTotoError, type JsonObject } from '@intoto/encoding';
import {
  type ArtifactMap,
  isWholeLink,
  type Metablock,
  parseLink,
  parseMetadata,
  type MetadataReadOptions,
} from '@intoto/models';

import { BACKSLASH, COLON, QUOTE, skipBlanks } from './json-bytes.ts';
import { type AsciiSource, createPlainArtifactReader, type PlainArtifacts } from './plain-artifacts.ts';
import type { ReadMetadata } from './read-candidate.ts';

/** The materials and the products of a link. */
interface Found {
  readonly materials: PlainArtifacts;
  readonly products: PlainArtifacts;
}

/** Levels from the document down to a digest. */
const DEPTH = 4;

/** What `parseJson` counts as containers is far below its limit then. */
const MOST_ARTIFACTS = 500_000;
const MOST_CONTAINERS = 1_000_000;

/** The artifacts that were read last, by the verification they were read for. */
const seenBy = new WeakMap<object, ArtifactMap>();

/**
 * Reads a signed link of the usual form in a third of the time and memory: artifacts are read into a map, and their canonical form
 * is written, without a tree between. Everything else in it is read as always, with an empty object in the place of artifacts.
 *
 * @param source - has other bytes afterwards, whatever comes of it.
 * @param verification - the same object for all that is read in one verification.
 * @returns `undefined` for what has another form or is wrong; reading it as always says what it is.
 */
export function readPlainLink(
  source: AsciiSource,
  options: MetadataReadOptions,
  verification: object,
): ReadMetadata | undefined {
  const { maxDepth = 0 } = options;
  if (maxDepth < DEPTH) return undefined;
  const { bytes, text } = source;
  try {
    const found = findArtifacts(source, seenBy.get(verification) ?? new Map());
    if (found === undefined) return undefined;
    const rest = parseMetadata(withoutArtifacts(text, found), {
      ...options,
      dialect: 'strict',
      maxContainers: MOST_CONTAINERS,
    });
    if (rest.container !== 'metablock' || !isWholeLink(rest.signed)) return undefined;
    const materials = found.materials.artifacts;
    const products = found.products.artifacts;
    seenBy.set(verification, products.size > 0 ? products : materials);
    const link = { ...parseLink(rest.signed), materials, products };
    return {
      metadata: createLazyMetablock(rest, text, options),
      opened: { payload: link, bytes: completeCanonical(rest.signed, found, bytes) },
    };
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    return undefined;
  }
}

/** Nobody asks for the tree of a link that is as it should be. */
function createLazyMetablock({ signatures }: Metablock, text: string, options: MetadataReadOptions): Metablock {
  let signed: JsonObject | undefined;
  return {
    container: 'metablock',
    signatures,
    get signed() {
      if (signed === undefined) {
        const metadata = parseMetadata(text, options);
        if (metadata.container !== 'metablock') throw new Error('What was a Metablock is one');
        ({ signed } = metadata);
      }
      return signed;
    },
  };
}

/** Goes through a text that may not even be JSON. `undefined` unless both are there once, and plain. */
function findArtifacts(source: AsciiSource, seen: ArtifactMap): Found | undefined {
  const { bytes, text } = source;
  const read = createPlainArtifactReader(source, seen);
  const found = new Map<string, PlainArtifacts>();
  let depth = 0;
  let isSigned = false;
  let artifacts = 0;
  for (let at = 0; at < bytes.length; at++) {
    const letter = text[at];
    if (letter === '{' || letter === '[') depth++;
    else if (letter === '}' || letter === ']') depth--;
    if (letter !== '"') continue;
    const end = findStringEnd(bytes, at);
    const colon = skipBlanks(bytes, end);
    const name = depth <= 2 && bytes[colon] === COLON ? text.slice(at + 1, end - 1) : '';
    at = end - 1;
    if (depth === 1 && name !== '') isSigned = name === 'signed';
    if (depth !== 2 || !isSigned || (name !== 'materials' && name !== 'products')) continue;
    const start = skipBlanks(bytes, colon + 1);
    const plain = read(start);
    if (plain === undefined || found.has(name)) return undefined;
    artifacts += plain.artifacts.size;
    if (artifacts > MOST_ARTIFACTS) return undefined;
    found.set(name, plain);
    at = plain.end - 1;
  }
  const materials = found.get('materials');
  const products = found.get('products');
  return materials === undefined || products === undefined ? undefined : { materials, products };
}

function findStringEnd(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at + 1;
}

function withoutArtifacts(text: string, { materials, products }: Found): string {
  const [first, second] = materials.start < products.start ? [materials, products] : [products, materials];
  return `${text.slice(0, first.start)}{}${text.slice(first.end, second.start)}{}${text.slice(second.end)}`;
}

/** The canonical form of a link with all its members: they are in order. Where the source has them in order there is room for it. */
function completeCanonical(signed: JsonObject, { materials, products }: Found, output: Uint8Array): Uint8Array {
  const { _type, byproducts, command, environment, name } = signed;
  const rest = encodeCanonicalJson({ _type, byproducts, command, environment } as JsonObject);
  const head = concatenate([rest.subarray(0, -1), encodeUtf8(',"materials":')]);
  const middle = concatenate([
    encodeUtf8(',"name":'),
    encodeCanonicalJson(name as JsonObject[string]),
    encodeUtf8(',"products":'),
  ]);
  const end = encodeUtf8('}');
  const { from, to } = materials.canonical;
  const start = from - head.length;
  const place = to + middle.length;
  if (start < 0 || place > products.canonical.from) {
    const cut = ({ canonical }: PlainArtifacts) => output.subarray(canonical.from, canonical.to);
    return concatenate([head, cut(materials), middle, cut(products), end]);
  }
  // Behind the products there is room for a brace: the source has two there.
  output.set(head, start);
  output.set(middle, to);
  output.copyWithin(place, products.canonical.from, products.canonical.to);
  const last = place + products.canonical.to - products.canonical.from;
  output.set(end, last);
  return output.subarray(start, last + 1);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
