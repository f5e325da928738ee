import type { CaseDefinition } from './case-definition.ts';
import { metablock } from './containers.ts';
import { bob, owner, type Signer } from './signers.ts';
import { artifacts, layout, type LayoutSpec, linkFile, type LinkSpec, step, type StepSpec } from './supply-chain.ts';

/** A chain of one step, `build`. */
export interface OneStepSpec {
  readonly step?: StepSpec;
  readonly link?: LinkSpec;
  /** Who carries out the step. */
  readonly by?: Signer;
  readonly layout?: LayoutSpec;
  /** Instead of the one link. */
  readonly links?: CaseDefinition['links'];
}

export const APP: LinkSpec = { products: artifacts({ app: 'app' }) };

/** A chain of one step, signed by the owner. */
export function oneStep(spec: OneStepSpec = {}): Pick<CaseDefinition, 'layout' | 'links'> {
  const by = spec.by ?? bob;
  const tree = layout({
    steps: [step('build', { by: [by], ...spec.step })],
    functionaries: [by],
    ...spec.layout,
  });
  return {
    layout: metablock(tree, [owner]),
    links: spec.links ?? linkFile('build', by, { ...APP, ...spec.link }),
  };
}
