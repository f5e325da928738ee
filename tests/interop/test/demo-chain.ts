import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { signMetadata } from '@intoto/crypto';
import { parseJson } from '@intoto/encoding';
import {
  createEnvelope,
  createMetablock,
  encodeLayout,
  encodeLink,
  linkFileName,
  type Metadata,
  parseLayout,
  parseLink,
  writeMetadata,
} from '@intoto/models';

import type { LabelledKey } from '../src/index.ts';

const SOURCE = { 'main.c': { sha256: '11'.repeat(32) } };
const PROGRAM = { main: { sha256: '22'.repeat(32) } };

/** A chain of two steps, written as files into a folder: `root.layout` and the links beside it. */
export interface DemoChain {
  readonly owner: LabelledKey;
  readonly functionary: LabelledKey;
  readonly container: 'metablock' | 'dsse';
  /** What the second step says it started from. @defaultValue what the first step left */
  readonly tampered?: boolean | undefined;
}

export async function writeDemoChain(folder: string, chain: DemoChain): Promise<void> {
  const { owner, functionary, container, tampered = false } = chain;
  const wrap = container === 'dsse' ? createEnvelope : createMetablock;
  const { keyid } = functionary.object;
  const step = { _type: 'step', pubkeys: [keyid], expected_command: [], threshold: 1 };
  const layout = {
    _type: 'layout',
    readme: '',
    expires: '2999-01-01T00:00:00Z',
    keys: { [keyid]: functionary.object },
    inspect: [],
    steps: [
      {
        ...step,
        name: 'write',
        expected_materials: [['DISALLOW', '*']],
        expected_products: [
          ['CREATE', '*'],
          ['DISALLOW', '*'],
        ],
      },
      {
        ...step,
        name: 'build',
        expected_materials: [
          ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'write'],
          ['DISALLOW', '*'],
        ],
        expected_products: [
          ['CREATE', 'main'],
          ['ALLOW', 'main.c'],
          ['DISALLOW', '*'],
        ],
      },
    ],
  };
  const link = { _type: 'link', command: [], byproducts: {}, environment: {} };
  const changed = tampered ? { 'main.c': { sha256: '33'.repeat(32) } } : SOURCE;
  const links = [
    { ...link, name: 'write', materials: {}, products: SOURCE },
    { ...link, name: 'build', materials: changed, products: { ...PROGRAM, ...changed } },
  ];
  await mkdir(folder, { recursive: true });
  const write = async (file: string, metadata: Metadata, { signer }: LabelledKey): Promise<void> =>
    writeFile(join(folder, file), writeMetadata(await signMetadata(metadata, signer)));
  await write('root.layout', wrap(encodeLayout(parseLayout(parseJson(JSON.stringify(layout))))), owner);
  for (const content of links) {
    const payload = encodeLink(parseLink(parseJson(JSON.stringify(content))));
    await write(linkFileName(content.name, keyid), wrap(payload), functionary);
  }
}
