import { keyMaterialId } from '@intoto/crypto';
import { encodeCanonicalJson, type JsonValue, parseJson } from '@intoto/encoding';
import {
  encodeLayout,
  encodeLink,
  type Layout,
  type Link,
  parseLayout,
  parseLink,
  parsePublicKey,
  printArtifactRule,
  splitWords,
} from '@intoto/models';

import { printNode, toNode } from '../mutation/json-node.ts';
import { mutateJson } from '../mutation/mutate-json.ts';
import { alice, bob } from '../people.ts';
import { SAMPLE_GPG_KEY, SAMPLE_LAYOUT, SAMPLE_LINK } from '../sample-metadata.ts';
import { caseOf, inputOf, type Target } from '../target.ts';
import { attempt, demand, outcomeOf } from '../violation.ts';

const NODES = {
  layout: [toNode(SAMPLE_LAYOUT)],
  link: [toNode(SAMPLE_LINK)],
  key: [SAMPLE_GPG_KEY, alice.publicKey.json, bob.publicKey.json].map(toNode),
} as const;

/** Layouts, links and public keys as trees, and that what they are read as can be written and read again. */
export const payloadsTarget: Target = {
  name: 'payloads',
  weight: 2,
  shortCount: 2000,
  generate: (random) => {
    const kind = random.pick(['layout', 'link', 'key'] as const);
    return caseOf(Buffer.from(printNode(mutateJson(random.pick(NODES[kind]), random))), { kind });
  },
  check: (subject) => {
    const tree = attempt(() => parseJson(inputOf(subject), { dialect: 'python', maxDepth: 1000 }));
    if (!tree.ok) return tree.code;
    const { kind } = subject.settings;
    return kind === 'layout' ? checkLayout(tree.value) : kind === 'link' ? checkLink(tree.value) : checkKey(tree.value);
  },
};

function checkLayout(tree: JsonValue): string {
  const layout = attempt(() => parseLayout(tree));
  if (!layout.ok) return layout.code;
  checkCodec(layout.value, encodeLayout, parseLayout);
  for (const item of [...layout.value.steps, ...layout.value.inspections]) {
    for (const words of [...item.expectedMaterials, ...item.expectedProducts]) {
      demand(isSameList(splitWords(printArtifactRule(words)), words), 'a rule as text reads as another rule');
    }
  }
  for (const key of layout.value.keys.values()) demand(keyMaterialId(key) !== '', 'a key has no material');
  return 'accepted';
}

function checkLink(tree: JsonValue): string {
  const link = attempt(() => parseLink(tree));
  if (link.ok) checkCodec(link.value, encodeLink, parseLink);
  return outcomeOf(link);
}

function checkKey(tree: JsonValue): string {
  const key = attempt(() => parsePublicKey(tree));
  if (!key.ok) return key.code;
  demand(key.value.keyId !== '', 'a key has no id');
  demand(keyMaterialId(key.value) === keyMaterialId(parsePublicKey(tree)), 'the material of a key changes');
  return `accepted ${key.value.form}`;
}

/** What is encoded must be read as the same thing, and lose nothing. */
function checkCodec<T extends Layout | Link>(
  value: T,
  encode: (value: T, options?: { unknownMembers?: 'keep' | 'omit' }) => JsonValue,
  parse: (tree: JsonValue) => T,
): void {
  for (const unknownMembers of ['keep', 'omit'] as const) {
    const tree = encode(value, { unknownMembers });
    const again = encode(parse(tree), { unknownMembers });
    const text = attempt(() => encodeCanonicalJson(tree));
    if (text.ok) demand(Buffer.from(text.value).equals(encodeCanonicalJson(again)), 'encoding is no fixed point');
    // Only what the reference drops may have no canonical form.
    else demand(unknownMembers === 'keep', `what was read has no canonical form: ${text.code}`);
  }
}

function isSameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((word, index) => word === right[index]);
}
