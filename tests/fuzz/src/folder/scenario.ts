import { encodePublicKeyPem, type Signer } from '@intoto/crypto';
import { createJsonObject, type JsonObject } from '@intoto/encoding';
import { linkFileName, sublayoutDirectoryName } from '@intoto/models';

import { toNode } from '../mutation/json-node.ts';
import { alice, bob, dana, idOf, owner } from '../people.ts';
import {
  GPG_KEY_ID,
  LAYOUT_KEYS,
  layoutPayload,
  linkPayload,
  PACKAGE,
  SAMPLE_GPG_KEY,
  SAMPLE_LAYOUT,
  SOURCE,
  stepJson,
} from '../sample-metadata.ts';
import { type Container, sealDocument } from './document.ts';
import { LAYOUT, LINKS, OWNER_KEY } from './scenario-paths.ts';
import type { SignedContent } from './signed-content.ts';

/** A folder that verifies. */
export interface Scenario {
  readonly name: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly signed: SignedContent;
  /** Who signs the documents, by path. */
  readonly signers: ReadonlyMap<string, readonly Signer[]>;
  /** Values for the layout's parameters, where it has some. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Whether the layout has inspections. */
  readonly inspected: boolean;
}

interface Piece {
  readonly path: string;
  readonly payload: JsonObject;
  readonly by: Signer;
  readonly container?: Container;
}

async function build(
  name: string,
  pieces: readonly Piece[],
  extra: Pick<Scenario, 'parameters'> & { readonly inspected?: boolean } = {},
): Promise<Scenario> {
  const files = new Map<string, Uint8Array>([[OWNER_KEY, Buffer.from(encodePublicKeyPem(owner.publicKey))]]);
  const signed: SignedContent = new Set();
  for (const { path, payload, by, container = 'metablock' } of pieces) {
    files.set(path, await sealDocument(toNode(payload), { container, signers: [by], signed }));
  }
  const signers = new Map(pieces.map(({ path, by }) => [path, [by]]));
  return { name, files, signed, signers, inspected: false, ...extra };
}

/** The path of a link in the outermost folder, or in that of a sublayout. */
function linkPath(step: string, by: Signer, folder: string = LINKS): string {
  return `${folder}/${linkFileName(step, idOf(by))}`;
}

const SOURCES = { 'src/a.c': SOURCE };
const BUILT = { 'src/a.c': SOURCE, 'out.tgz': PACKAGE };
const WRITE = linkPayload('write', {}, SOURCES);
const BUILD = linkPayload('build', SOURCES, BUILT);

const UNINSPECTED: JsonObject = { ...SAMPLE_LAYOUT, inspect: [] };

const PARAMETERISED = layoutPayload([
  stepJson('write', {
    pubkeys: [idOf(alice)],
    products: [
      ['CREATE', 'src/{file}.c'],
      ['DISALLOW', '{any}'],
    ],
  }),
]);

const THRESHOLD: JsonObject = {
  ...layoutPayload([
    stepJson('write', { pubkeys: [idOf(alice), GPG_KEY_ID] }),
    stepJson('build', { pubkeys: [idOf(bob), idOf(dana), idOf(alice)], threshold: 2 }),
  ]),
  keys: createJsonObject([...Object.entries(LAYOUT_KEYS), [GPG_KEY_ID, SAMPLE_GPG_KEY]]),
};

/** Alice has the build done by others: a sublayout, of which one step is a sublayout again. */
const OUTER_FOLDER = `${LINKS}/${sublayoutDirectoryName('build', idOf(alice))}`;
const INNER_FOLDER = `${OUTER_FOLDER}/${sublayoutDirectoryName('pack', idOf(dana))}`;
const OUTER = layoutPayload([
  stepJson('compile', { pubkeys: [idOf(bob)] }),
  stepJson('pack', { pubkeys: [idOf(dana)], products: [['REQUIRE', 'out.tgz']] }),
]);

function nested(name: string, container: Container): Promise<Scenario> {
  const steps = [
    stepJson('write', { pubkeys: [idOf(alice)] }),
    stepJson('build', {
      pubkeys: [idOf(alice)],
      products: [
        ['MATCH', 'src/*', 'WITH', 'PRODUCTS', 'FROM', 'write'],
        ['CREATE', 'out.tgz'],
        ['DISALLOW', '*'],
      ],
    }),
  ];
  return build(name, [
    { path: LAYOUT, payload: layoutPayload(steps), by: owner, container },
    { path: linkPath('write', alice), payload: WRITE, by: alice },
    { path: linkPath('build', alice), payload: OUTER, by: alice, container },
    { path: linkPath('compile', bob, OUTER_FOLDER), payload: linkPayload('compile', SOURCES, SOURCES), by: bob },
    {
      path: linkPath('pack', dana, OUTER_FOLDER),
      payload: layoutPayload([stepJson('zip', { pubkeys: [idOf(alice)] })]),
      by: dana,
      container,
    },
    { path: linkPath('zip', alice, INNER_FOLDER), payload: linkPayload('zip', SOURCES, BUILT), by: alice, container },
  ]);
}

function simple(name: string, container: Container, payload: JsonObject = UNINSPECTED): Promise<Scenario> {
  const pieces = [
    { path: LAYOUT, payload, by: owner, container },
    { path: linkPath('write', alice), payload: WRITE, by: alice, container },
    { path: linkPath('build', bob), payload: BUILD, by: bob, container },
  ];
  return build(name, pieces, { inspected: payload !== UNINSPECTED });
}

/** Folders that verify under both profiles. */
export const SCENARIOS: readonly Scenario[] = await Promise.all([
  simple('metablock', 'metablock'),
  simple('dsse', 'dsse'),
  simple('inspected', 'metablock', SAMPLE_LAYOUT),
  nested('nested metablock', 'metablock'),
  nested('nested dsse', 'dsse'),
  build('threshold', [
    { path: LAYOUT, payload: THRESHOLD, by: owner },
    { path: linkPath('write', alice), payload: WRITE, by: alice },
    { path: linkPath('build', bob), payload: BUILD, by: bob, container: 'dsse' },
    { path: linkPath('build', dana), payload: BUILD, by: dana },
  ]),
  build(
    'parameters',
    [
      { path: LAYOUT, payload: PARAMETERISED, by: owner },
      { path: linkPath('write', alice), payload: WRITE, by: alice },
    ],
    { parameters: { file: 'a', any: '*' } },
  ),
]);
