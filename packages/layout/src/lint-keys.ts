import { keyMaterialId } from '@intoto/crypto';
import { escapeUnprintable, quoteText } from '@intoto/encoding';
import type { Layout } from '@intoto/models';

import type { Report } from './finding.ts';
import { listSubkeyIds, mapKeyOwners } from './key-owners.ts';

const LEAST_RSA_BITS = 2048;
const SHOWN = 8;

/** Who may sign, and with what. */
export function lintKeys(layout: Layout, report: Report): void {
  const owners = mapKeyOwners(layout.keys);
  const materials = new Map([...layout.keys].map(([keyId, key]) => [keyId, keyMaterialId(key)]));
  const materialOf = (keyId: string): string | undefined => materials.get(owners.get(keyId) ?? '');
  for (const [index, step] of layout.steps.entries()) {
    const place = { path: `/steps/${index}/threshold`, item: step.name };
    const name = quoteText(step.name);
    for (const [at, keyId] of step.pubkeys.entries()) {
      if (owners.has(keyId)) continue;
      report('LINT_KEY_UNKNOWN', {
        place: { path: `/steps/${index}/pubkeys/${at}`, item: step.name },
        message: `Step ${name} lists the key ${shorten(keyId)}, which is not among the layout's keys: nobody can sign with it.`,
        remedy: 'Add the public key to "keys", or take its id out of the step.',
      });
    }
    if (step.threshold < 1) {
      report('LINT_THRESHOLD_LOW', {
        place,
        message: `Step ${name} has the threshold ${step.threshold}: no evidence is asked for.`,
        remedy: 'Set the threshold to 1 or more.',
        fix: { type: 'set-threshold', item: step.name, threshold: 1 },
      });
    }
    const distinct = new Set(step.pubkeys.flatMap((keyId) => materialOf(keyId) ?? [])).size;
    if (step.certConstraints.length === 0 && step.threshold > distinct) {
      report('LINT_THRESHOLD_HIGH', {
        place,
        message: `Step ${name} asks for ${step.threshold} functionaries and has ${distinct} different keys: it cannot pass.`,
        remedy: 'Add keys of further functionaries, or lower the threshold.',
      });
    }
  }
  lintUnused(layout, report);
  lintEverywhere(layout, materialOf, report);
  for (const [keyId, material] of materials) {
    const weakness = findWeakness(material);
    if (weakness === undefined) continue;
    report('LINT_KEY_WEAK', {
      place: { path: `/keys/${keyId}` },
      message: `The key ${shorten(keyId)} is ${weakness}.`,
      remedy: 'Have its owner make a new one: in-toto key new.',
    });
  }
}

function lintUnused({ keys, steps }: Layout, report: Report): void {
  const listed = new Set(steps.flatMap(({ pubkeys }) => pubkeys));
  for (const [keyId, key] of keys) {
    if ([keyId, ...listSubkeyIds(key)].some((id) => listed.has(id))) continue;
    report('LINT_KEY_UNUSED', {
      place: { path: `/keys/${keyId}` },
      message: `No step lists the key ${shorten(keyId)}: it is of no use.`,
      remedy: 'List it in the steps it is meant for, or remove it.',
      // Subkeys, and a name that is not the key's own, have a say in what else counts.
      ...(key.keyId === keyId && key.json['subkeys'] === undefined ? { fix: { type: 'remove-key', keyId } } : {}),
    });
  }
}

/** Keys with which one person alone can sign evidence for the whole chain. */
function lintEverywhere({ steps }: Layout, materialOf: (keyId: string) => string | undefined, report: Report): void {
  const [first, ...others] = steps;
  if (first === undefined || others.length === 0 || steps.some(({ threshold }) => threshold > 1)) return;
  const reported = new Set<string>();
  for (const keyId of first.pubkeys) {
    const material = materialOf(keyId);
    if (material === undefined || reported.has(material)) continue;
    if (!others.every(({ pubkeys }) => pubkeys.some((other) => materialOf(other) === material))) continue;
    reported.add(material);
    report('LINT_KEY_EVERYWHERE', {
      place: { path: '/steps' },
      message: `The key ${shorten(keyId)} alone is enough for every step: whoever has it can make the whole chain up.`,
      remedy: 'Let different people sign for different steps, or raise a threshold to 2.',
    });
  }
}

/** What makes a key weak, of its material as `keyMaterialId` writes it. */
function findWeakness(material: string): string | undefined {
  const [type, number = ''] = material.split(':');
  if (type === 'dsa') return 'a DSA key, which FIPS 186-5 no longer allows to sign';
  if (type !== 'rsa' || number === '') return undefined;
  const bits = number.length * 4 - Math.clz32(Number.parseInt(number.charAt(0), 16)) + 28;
  return bits < LEAST_RSA_BITS ? `an RSA key of ${bits} bits; ${LEAST_RSA_BITS} are the least to trust` : undefined;
}

function shorten(keyId: string): string {
  const start = escapeUnprintable(keyId.slice(0, SHOWN));
  return keyId.length > SHOWN ? `${start}…` : start;
}
