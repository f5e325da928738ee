import type { Authenticated, Link, Metadata, PublicKey } from '@intoto/models';

import type { Settings } from './evaluation.ts';
import type { EvidenceSource } from './evidence.ts';
import type { VerifyLayoutOptions } from './options.ts';
import type { VerificationReport } from './report.ts';
import type { Parameters } from './substitute-parameters.ts';

/** A layout to verify: the outermost or a sublayout. */
export interface Chain {
  readonly metadata: Metadata;
  /** Every one of them must have signed it. */
  readonly keys: ReadonlyMap<string, PublicKey>;
  readonly evidence: EvidenceSource;
  /** The name of its summary link: the step it stands for, or empty. */
  readonly name: string;
  readonly path: readonly string[];
  readonly parameters?: Parameters | undefined;
}

/** What became of a layout. */
export interface ChainOutcome {
  readonly report: VerificationReport;
  /** `undefined` unless the report is ok. */
  readonly summary?: Authenticated<Link> | undefined;
  /** Whether it fails only because its inspections were not run after a failure elsewhere. */
  readonly incomplete: boolean;
}

/** The whole workflow, as sublayouts call it again. */
export type VerifyChain = (chain: Chain, settings: Settings) => Promise<ChainOutcome>;

/** The outermost layout. */
export function outermost(
  metadata: Metadata,
  { layoutKeys, evidence, parameters }: Pick<VerifyLayoutOptions, 'layoutKeys' | 'evidence' | 'parameters'>,
): Chain {
  return { metadata, keys: layoutKeys, evidence, name: '', path: [], parameters };
}
