import { type CaseDefinition, fail, PASS } from '../case-definition.ts';
import { metablock, metablockSignature } from '../containers.ts';
import { RawJson, writeJsonLine } from '../json-text.ts';
import { oneStep } from '../one-step.ts';
import { OBSERVED } from '../origins.ts';
import { bob } from '../signers.ts';
import { link, linkName } from '../supply-chain.ts';

function nest(depth: number): RawJson {
  return new RawJson(`${'['.repeat(depth)}"deep"${']'.repeat(depth)}`);
}

export const LIMIT_CASES: readonly CaseDefinition[] = [
  {
    name: 'limit-depth',
    description: 'A byproduct is nested 250 deep; the reference has no limit before its stack ends, others may.',
    origin: OBSERVED,
    ...oneStep({ link: { byproducts: { deep: nest(250) } } }),
    reference: PASS,
    strict: fail('links', 'ERR_LIMIT'),
  },
  {
    name: 'limit-depth-below',
    description: 'A byproduct is nested 100 deep.',
    origin: OBSERVED,
    ...oneStep({ link: { byproducts: { deep: nest(100) } } }),
    reference: PASS,
    strict: PASS,
  },
  {
    name: 'limit-signatures',
    description:
      'A link has a thousand signatures by nobody and one that counts; the reference has no limit, others may.',
    origin: OBSERVED,
    ...oneStep({ links: { [linkName('build', bob)]: manySignatures(1000) } }),
    reference: PASS,
    strict: fail('links', 'ERR_LIMIT'),
  },
  {
    name: 'limit-depth-bomb',
    description: 'A link is nested 10000 deep, which must not crash anything.',
    origin: OBSERVED,
    ...oneStep({ links: { [linkName('build', bob)]: bomb() } }),
    reference: fail('links', 'ERR_LIMIT'),
    strict: fail('links', 'ERR_LIMIT'),
  },
  {
    name: 'limit-integer-digits',
    description: 'An integer has more digits than the reference reads.',
    origin: OBSERVED,
    ...oneStep({ links: { [linkName('build', bob)]: digits(4301) } }),
    reference: fail('links', 'ERR_LINK_FORMAT'),
    strict: fail('links', 'ERR_LINK_FORMAT'),
  },
  {
    name: 'limit-integer-digits-below',
    description: 'An integer has as many digits as the reference reads.',
    origin: OBSERVED,
    ...oneStep({ links: { [linkName('build', bob)]: digits(4300) } }),
    reference: PASS,
    strict: PASS,
  },
];

function bomb(): string {
  return `{"signatures": [], "signed": {"_type": "link", "byproducts": ${'['.repeat(10_000)}${']'.repeat(10_000)}}}`;
}

function digits(count: number): string {
  return metablock(link('build', { byproducts: { number: BigInt('9'.repeat(count)) } }), [bob]);
}

function manySignatures(count: number): string {
  const signed = link('build');
  const nobody = Array.from({ length: count }, () => ({ keyid: '', sig: '' }));
  return writeJsonLine({ signatures: [...nobody, metablockSignature(signed, bob)], signed });
}
