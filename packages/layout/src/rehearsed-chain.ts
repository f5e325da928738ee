import {
  isLayout,
  type Layout,
  type Link,
  type Metadata,
  parseMetadata,
  parsePayload,
  readPayload,
} from '@intoto/models';
import type { VerificationReport } from '@intoto/verifier';

import { mapKeyOwners } from './key-owners.ts';
import type { RecordingEvidence } from './recording-evidence.ts';

/** A piece of evidence that counted. */
export interface ChainEvidence {
  readonly step: string;
  /** The key of the layout that it counts for: of a subkey its main key. */
  readonly keyId: string;
  /** Who signs it: the same key, another one of the chain, or `undefined` for somebody who has none. */
  readonly signedBy: string | undefined;
  readonly container: Metadata['container'];
  readonly content: Link | Chain;
}

/** A layout with the evidence that it was verified with. */
export interface Chain {
  readonly type: 'chain';
  readonly layout: Layout;
  readonly container: Metadata['container'];
  readonly evidence: readonly ChainEvidence[];
  /** Names of the sublayout steps that lead to it. */
  readonly path: readonly string[];
}

/** How layouts and links are read, as verification did. */
export interface ReadOptions {
  readonly dialect: 'strict' | 'python';
  readonly maxBytes?: number | undefined;
  readonly maxDepth?: number | undefined;
  readonly maxSignatures?: number | undefined;
}

/** Puts a chain together from what its verification, which passed, read and accepted. */
export function readChain(
  metadata: Metadata,
  report: VerificationReport,
  recorded: RecordingEvidence,
  options: ReadOptions,
  path: readonly string[] = [],
): Chain {
  const layout = parsePayload(readPayload(metadata, options));
  if (!isLayout(layout)) throw new Error('A layout that passed is none');
  const owners = mapKeyOwners(layout.keys);
  const evidence = report.signatures.flatMap(({ item: step, keyId, location = '' }): readonly ChainEvidence[] => {
    const bytes = recorded.read.get(location);
    if (step === undefined || bytes === undefined) return [];
    const found = parseMetadata(bytes, options);
    const payload = parsePayload(readPayload(found, options));
    const owner = owners.get(keyId) ?? keyId;
    const base = { step, keyId: owner, signedBy: owner, container: found.container };
    if (!isLayout(payload)) return [{ ...base, content: payload }];
    const inner = report.sublayouts.find((sublayout) => sublayout.step === step && sublayout.keyId === keyId);
    if (inner === undefined) return [];
    const content = readChain(found, inner.report, recorded.sublayout(step, keyId), options, [...path, step]);
    return [{ ...base, content }];
  });
  return { type: 'chain', layout, container: metadata.container, evidence, path };
}
