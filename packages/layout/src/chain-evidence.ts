import { type Signer, signMetadata } from '@intoto/crypto';
import {
  createEnvelope,
  createMetablock,
  encodeLayout,
  encodeLink,
  type Layout,
  type Metadata,
  type Step,
  writeMetadata,
} from '@intoto/models';
import type { MemoryLink } from '@intoto/verifier';

import { mapKeyOwners } from './key-owners.ts';
import type { Chain, ChainEvidence } from './rehearsed-chain.ts';
import type { StandIns } from './stand-ins.ts';

/** Signs chains with stand-ins; what was signed once is not signed again. */
export interface ChainSigner {
  /** The layout, signed by the stand-in for its owner. */
  signLayout(chain: Chain): Promise<Metadata>;
  /** All evidence of the chain and of its sublayouts. */
  signEvidence(chain: Chain): Promise<readonly MemoryLink[]>;
}

type Sublayouts = readonly { readonly step: string; readonly keyId: string }[];

/** Makes a signer for a chain and what becomes of it. */
export function createChainSigner({ functionaries, owner, outsider }: StandIns): ChainSigner {
  const signed = new WeakMap<ChainEvidence, Promise<string>>();

  async function sign({ content, container, signedBy }: ChainEvidence): Promise<string> {
    const signer = signedBy === undefined ? outsider : functionaries.get(signedBy);
    if (signer === undefined) throw new Error('Nobody stands in for a key of the chain');
    const tree = content.type === 'chain' ? encodeLayout(withStandIns(content, functionaries)) : encodeLink(content);
    const unsigned = container === 'dsse' ? createEnvelope(tree) : createMetablock(tree);
    return writeMetadata(await signMetadata(unsigned, signer));
  }

  async function signEvidence(chain: Chain, sublayouts: Sublayouts = []): Promise<readonly MemoryLink[]> {
    const links: MemoryLink[] = [];
    for (const [index, evidence] of chain.evidence.entries()) {
      const { step, keyId, content } = evidence;
      const bytes = signed.get(evidence) ?? sign(evidence);
      signed.set(evidence, bytes);
      const name = [...sublayouts.map((one) => one.step), step, index].join('/');
      links.push({ name, step, sublayouts, bytes: await bytes });
      if (content.type !== 'chain') continue;
      links.push(...(await signEvidence(content, [...sublayouts, { step, keyId }])));
    }
    return links;
  }

  return {
    signEvidence,
    signLayout: (chain) => {
      const tree = encodeLayout(withStandIns(chain, functionaries));
      return signMetadata(chain.container === 'dsse' ? createEnvelope(tree) : createMetablock(tree), owner);
    },
  };
}

/** The layout with the keys of stand-ins. Whoever signed with a certificate has become a functionary with a key. */
function withStandIns({ layout, evidence }: Chain, functionaries: ReadonlyMap<string, Signer>): Layout {
  const owners = mapKeyOwners(layout.keys);
  const ids = new Set([...layout.keys.keys(), ...evidence.map(({ keyId }) => keyId)]);
  const certified = evidence.filter(({ keyId }) => !layout.keys.has(keyId));
  const withKeys = (step: Step): Step => ({
    ...step,
    certConstraints: [],
    pubkeys: [
      ...new Set([
        ...step.pubkeys.map((keyId) => owners.get(keyId) ?? keyId),
        ...certified.filter((one) => one.step === step.name).map(({ keyId }) => keyId),
      ]),
    ],
  });
  return {
    ...layout,
    rootCas: new Map(),
    intermediateCas: new Map(),
    keys: new Map(
      [...ids].flatMap((keyId) => {
        const signer = functionaries.get(keyId);
        return signer === undefined ? [] : [[keyId, signer.publicKey] as const];
      }),
    ),
    steps: layout.steps.map(withKeys),
  };
}
