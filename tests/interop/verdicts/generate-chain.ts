import { CONTENTS } from './artifacts.ts';
import { type Chain, type ChainFile, type Document, isDocument, LAYOUT_PATH, type SignatureRef } from './chain.ts';
import { keyObject, type KeyRef, pickKey, pickSigner } from './key-ring.ts';
import { makeLayer, sign } from './layer.ts';
import { PLAIN_ARTIFACTS } from './names.ts';
import { planParameters } from './parameters.ts';
import { createRandom, type Random } from './random.ts';
import { tamperKey } from './tamper-key.ts';
import { tamperDocument } from './tamper-payload.ts';
import { type Plain, printTree, toTree, type Tree } from './tree.ts';

/** The chain of a seed. Somewhat less than half of all chains pass, so that late stages are compared as well. */
export function generateChain(seed: number): Chain {
  const random = createRandom(seed);
  const { chain, owners } = makeChain(random, seed);
  return tamperChain(random, chain, owners);
}

/** A chain as its makers left it, and its owners' keys. It may fail all the same: few rules are made to hold. */
export function makeChain(random: Random, seed: number): { readonly chain: Chain; readonly owners: readonly KeyRef[] } {
  const parameters = planParameters(random);
  const linkDirectory = random.chance(0.5) ? 'links' : '.';
  const inspections = random.chance(0.06);
  const folder = linkDirectory === '.' ? '' : `${linkDirectory}/`;
  const { layout, files } = makeLayer({ random, depth: 0, folder, parameters, inspections });
  const owners = [pickKey(random), ...random.some([pickKey(random)], 0.15)];
  const document = sign(
    random,
    layout,
    owners.map((key) => signerOf(random, key)),
  );
  const signed: readonly ChainFile[] = [{ path: LAYOUT_PATH, content: document }, ...files];
  const chain: Chain = {
    seed,
    files: inspections ? [...signed, ...placeArtifacts(random)] : signed,
    keys: owners.map(keyObject),
    parameters: parameters.values,
    linkDirectory,
  };
  return { chain, owners };
}

function signerOf(random: Random, key: KeyRef): SignatureRef {
  return { key, keyId: pickSigner(random, key).keyId };
}

function placeArtifacts(random: Random): readonly ChainFile[] {
  return random
    .some(PLAIN_ARTIFACTS, 0.4)
    .filter((path) => path !== 'lib/a')
    .map((path) => ({ path, content: new TextEncoder().encode(random.pick(CONTENTS)) }));
}

function tamperChain(random: Random, chain: Chain, owners: readonly KeyRef[]): Chain {
  let tampered = chain;
  let probability = 0.52;
  while (random.chance(probability)) {
    tampered = random.chance(0.05)
      ? { ...tampered, keys: tamperKeys(random, tampered.keys, owners) }
      : { ...tampered, files: random.chance(0.8) ? tamperOne(random, tampered.files) : tamperFiles(random, tampered) };
    probability = 0.2;
  }
  return tampered;
}

function tamperKeys(random: Random, keys: readonly Tree[], [owner]: readonly KeyRef[]): readonly Tree[] {
  const [key] = keys;
  switch (random.below(5)) {
    case 0:
      return [];
    case 1:
      return [...keys, keyObject(pickKey(random))];
    case 2:
      return owner === undefined ? keys : [keyObject({ ...owner, keyId: 'c0ffee' })];
    case 3:
      return [...keys, toTree({ keyid: 'ab' })];
    default:
      return key === undefined ? keys : [asRequested(tamperKey(random, key)) ?? key, ...keys.slice(1)];
  }
}

/** A key as it can be told to a peer: what `JSON.parse` makes of it. */
function asRequested(key: Tree): Tree | undefined {
  try {
    return toTree(JSON.parse(printTree(key)) as Plain);
  } catch {
    return undefined;
  }
}

/** Tampers with one document: as often with the layout as with all links together. */
function tamperOne(random: Random, files: readonly ChainFile[]): readonly ChainFile[] {
  const index = random.chance(0.4) ? 0 : random.below(files.length);
  return files.map((file, place) =>
    place === index && isDocument(file.content) ? { ...file, content: tamperDocument(random, file.content) } : file,
  );
}

/** Files that are lost, exchanged, renamed or replaced. */
function tamperFiles(random: Random, { files, linkDirectory }: Chain): readonly ChainFile[] {
  const [layout, ...links] = files;
  if (layout === undefined || links.length === 0) return files;
  const index = random.below(links.length);
  const link = links[index];
  const other = random.pick(links);
  if (link === undefined) return files;
  const replace = (...made: readonly ChainFile[]): readonly ChainFile[] => [
    layout,
    ...links.toSpliced(index, 1, ...made),
  ];
  switch (random.below(9)) {
    case 0:
      return replace();
    case 1:
      return replace({ path: link.path, content: other.content }, { path: other.path, content: link.content });
    case 2:
      return replace({ ...link, content: 'directory' });
    case 3:
      return replace({ ...link, path: link.path.replace(/[^./]{1,8}\.link$/u, 'deadbeef.link') });
    case 4:
      return replace({ ...link, path: link.path.toUpperCase() });
    case 5:
      return replace({
        ...link,
        content: new TextEncoder().encode(
          random.pick([
            '',
            '{',
            'null',
            '"x"',
            '[]',
            '{"signed": null}',
            '{"signed": {"_type": "link"}}',
            '{"signed": {"_type": "x"}, "signatures": []}',
            '{"payload": ""}',
          ]),
        ),
      });
    case 6:
      return replace({ ...link, content: layout.content });
    case 7:
      return [{ ...layout, content: link.content }, ...links];
    default:
      return replace(link, collide(random, link, linkDirectory));
  }
}

/** Evidence under a name that differs in the key id alone. */
function collide(random: Random, { path, content }: ChainFile, linkDirectory: Chain['linkDirectory']): ChainFile {
  const resigned = ({ payload }: Document): Document => sign(random, payload, [signerOf(random, pickKey(random))]);
  const other = isDocument(content) ? resigned(content) : content;
  const key = isDocument(other) ? (other.signatures[0]?.keyId ?? '') : '';
  const folder = linkDirectory === '.' ? '' : 'links/';
  return { path: path.replace(/[^./]{1,8}\.link$/u, `${key.slice(0, 8)}.link`) || `${folder}x.link`, content: other };
}
