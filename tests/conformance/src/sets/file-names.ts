import type { VectorSet } from './vector-set.ts';

const LONG = '2f685fa7546f1856b123223ab086b3def14c89d24eef18f49c32508c2f60e241';
const GPG = '8465a1e2e0fb2b40adb2478e18fb3f537e0c8a17';

const INPUTS: readonly (readonly [step: string, keyid: string, prefix: string])[] = [
  ['build', LONG, '2f685fa7'],
  ['build', GPG, '8465a1e2'],
  ['build', 'abcdef', 'abcdef'],
  ['build', 'abcdef01', 'abcdef01'],
  ['build', 'ABCDEF0123', 'ABCDEF01'],
  ['build', '', ''],
  ['two words', LONG, '2f685fa7'],
  ['with.dots.link', LONG, '2f685fa7'],
  ['bauen-\u00FC', LONG, '2f685fa7'],
  ['folder/build', LONG, '2f685fa7'],
  ['../build', LONG, '2f685fa7'],
  ['', LONG, '2f685fa7'],
  ['{step}', LONG, '2f685fa7'],
  ['__proto__', LONG, '2f685fa7'],
];

export const FILE_NAMES: VectorSet = {
  description: 'The names of files and folders. Steps are never escaped, which makes some names unfit to be written',
  origin: 'in-toto for Python 3.1.0, observed',
  members: {
    step: 'the name of a step or inspection',
    keyid: 'the id of the key that signs',
    link: 'the file of a signed link',
    unfinished: 'the file of a link whose recording has begun',
    unsigned: 'the file of an unsigned link, as inspections leave it',
    sublayout: 'the folder of the links of a sublayout',
  },
  vectors: INPUTS.map(([step, keyid, prefix]) => ({
    step,
    keyid,
    link: `${step}.${prefix}.link`,
    unfinished: `.${step}.${prefix}.link-unfinished`,
    unsigned: `${step}.link`,
    sublayout: `${step}.${prefix}`,
  })),
};
