import type { KeyObject } from './artefacts.ts';

export const STEP = 'build';

const SOURCE = { 'src/main.c': { sha256: '11'.repeat(32) } };

/** A layout of one step for the key, with every member that an implementation requires. */
export function layoutPayload(key: KeyObject): string {
  return JSON.stringify({
    _type: 'layout',
    readme: 'Grüße',
    expires: '2999-01-02T03:04:05Z',
    keys: { [key.keyid]: key },
    steps: [
      {
        _type: 'step',
        name: STEP,
        pubkeys: [key.keyid],
        expected_command: ['cc', 'src/main.c'],
        expected_materials: [
          ['ALLOW', 'src/*'],
          ['DISALLOW', '*'],
        ],
        expected_products: [
          ['CREATE', 'main'],
          ['MATCH', '*', 'WITH', 'MATERIALS', 'FROM', STEP],
          ['DISALLOW', '*'],
        ],
        threshold: 1,
      },
    ],
    inspect: [{ _type: 'inspection', name: 'look', run: ['true'], expected_materials: [], expected_products: [] }],
  });
}

export function linkPayload(): string {
  return JSON.stringify({
    _type: 'link',
    name: STEP,
    materials: SOURCE,
    products: { ...SOURCE, main: { sha256: '22'.repeat(32) } },
    byproducts: { 'return-value': 0, stdout: '', stderr: '' },
    command: ['cc', 'src/main.c'],
    environment: {},
  });
}
