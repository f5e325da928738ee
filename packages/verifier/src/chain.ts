import type { Authenticated, Link, Metadata } from '@intoto/models';

import type { Settings } from './evaluation.ts';
import type { VerifyLayoutOptions } from './options.ts';
import type { VerificationReport } from './report.ts';

/** A layout to verify: the outermost or a sublayout. */
export interface Chain extends Pick<VerifyLayoutOptions, 'layoutKeys' | 'evidence' | 'parameters'> {
  readonly metadata: Metadata;
  /** The name of its summary link: the step it stands for, or empty. */
  readonly name: string;
  readonly path: readonly string[];
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
