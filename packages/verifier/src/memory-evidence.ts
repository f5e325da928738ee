import { encodeUtf8 } from '@intoto/encoding';
import { linkFileName, sublayoutDirectoryName } from '@intoto/models';

import type { Candidate, EvidenceQuery, EvidenceSource } from './evidence.ts';

/** A link or sublayout at hand. */
export interface MemoryLink {
  /**
   * Its path within a directory of links: `package.2f89b927.link`; in a sublayout's directory
   * `build.c1ae1e51/compile.776a00e2.link`. Where `step` says what it is for, any text for people.
   */
  readonly name: string;
  /** The file: JSON as text or UTF-8. */
  readonly bytes: Uint8Array | string;
  /** The step it is for, where its name does not tell. */
  readonly step?: string | undefined;
  /** With `step`: the id of the key that signed it. Without it every key of the step is tried. */
  readonly keyId?: string | undefined;
  /** With `step`: the sublayouts around it, the outermost first. @defaultValue none */
  readonly sublayouts?: readonly { readonly step: string; readonly keyId: string }[] | undefined;
}

/** What {@link createMemoryEvidence} takes. */
export interface MemoryEvidenceOptions {
  readonly links: Iterable<MemoryLink>;
  /** For people. @defaultValue `'memory'` */
  readonly description?: string | undefined;
}

/**
 * Evidence that was collected beforehand: files that a user dropped, responses, an unpacked archive.
 * It answers as a directory with those files would.
 *
 * @example
 * ```ts
 * import { createMemoryEvidence } from '@intoto/verifier';
 *
 * const files = [new File(['{"signatures": [], "signed": {"_type": "link"}}'], 'build.776a00e2.link')];
 * const links = await Promise.all(files.map(async (file) => ({ name: file.name, bytes: await file.text() })));
 * const evidence = createMemoryEvidence({ links });
 * ```
 */
export function createMemoryEvidence({ links, description = 'memory' }: MemoryEvidenceOptions): EvidenceSource {
  return createSource([...links], '', description);
}

function createSource(links: readonly MemoryLink[], directory: string, description: string): EvidenceSource {
  return {
    description: directory === '' ? description : `${description}, ${directory}`,
    find: (query) => {
      const claims = groupByFileName(query);
      return Promise.resolve(links.flatMap((link) => toCandidate(link, directory, query, claims) ?? []));
    },
    sublayout: (step, keyId) => createSource(links, `${directory}${sublayoutDirectoryName(step, keyId)}/`, description),
  };
}

/** The asked key ids by the names of their files, worked out once for all links. */
type Claims = ReadonlyMap<string, readonly string[]>;

function groupByFileName({ step, keyIds }: EvidenceQuery): Claims {
  const claims = new Map<string, string[]>();
  for (const keyId of keyIds) {
    const name = linkFileName(step, keyId);
    const claimed = claims.get(name);
    if (claimed === undefined) claims.set(name, [keyId]);
    else claimed.push(keyId);
  }
  return claims;
}

function toCandidate(link: MemoryLink, directory: string, query: EvidenceQuery, claims: Claims): Candidate | undefined {
  const keyIds =
    link.step === undefined ? matchName(link, directory, query.step, claims) : matchStep(link, directory, query);
  if (keyIds === undefined) return undefined;
  return {
    location: link.name,
    keyIds,
    read: (maxBytes) => Promise.resolve(link.bytes).then((bytes) => toBytes(bytes, maxBytes)),
  };
}

/** @returns the asked key ids that its name tells; `undefined` for what is no link of the step. */
function matchName(
  { name }: MemoryLink,
  directory: string,
  step: string,
  claims: Claims,
): readonly string[] | undefined {
  if (!name.startsWith(directory)) return undefined;
  const file = name.slice(directory.length);
  const keyIds = claims.get(file);
  if (keyIds !== undefined) return keyIds;
  const infix = file.startsWith(`${step}.`) ? file.slice(step.length + 1) : '';
  return /^(?:[0-9a-fA-F]{1,8}\.)?link$/.test(infix) ? [] : undefined;
}

function matchStep(link: MemoryLink, directory: string, query: EvidenceQuery): readonly string[] | undefined {
  const place = (link.sublayouts ?? []).map(({ step, keyId }) => `${sublayoutDirectoryName(step, keyId)}/`).join('');
  if (link.step !== query.step || place !== directory) return undefined;
  return link.keyId === undefined ? query.keyIds : query.keyIds.filter((keyId) => keyId === link.keyId);
}

/** Bytes of the reader's own, and no more than show that there are too many. */
function toBytes(bytes: Uint8Array | string, maxBytes: number): Uint8Array {
  return typeof bytes === 'string' ? encodeUtf8(bytes) : new Uint8Array(bytes.subarray(0, maxBytes + 1));
}
