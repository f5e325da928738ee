import { nodeBackend as backend } from '@intoto/crypto-node';
import { encodeUtf8, parseJson } from '@intoto/encoding';
import { applyFixes, diagnoseMetadata, diffLayouts, lintLayout, renderChanges, renderFindings } from '@intoto/layout';
import { compileLayoutSource } from '@intoto/layout/source';
import { createMetablock, encodeLayout, parseLayout } from '@intoto/models';

import { printNode, toNode } from '../mutation/json-node.ts';
import { mutateBytes } from '../mutation/mutate-bytes.ts';
import { mutateJson } from '../mutation/mutate-json.ts';
import { alice } from '../people.ts';
import { SAMPLE_LAYOUT } from '../sample-metadata.ts';
import { caseOf, inputOf, type Target } from '../target.ts';
import { attempt, attemptAsync, demand, outcomeOf } from '../violation.ts';

const AT = new Date('2026-06-01T12:00:00Z');
const LAYOUT = toNode(SAMPLE_LAYOUT);
const SIGNED = toNode({
  ...createMetablock(SAMPLE_LAYOUT),
  signatures: [{ keyid: alice.publicKey.keyId, sig: 'c0ffee' }],
});

const SOURCES = [
  'expires: 90d\nkeys: {a: a.pub}\nsteps:\n- name: write\n  signers: [a]\n  products: &p [CREATE src/*, DISALLOW *]\n',
  'expires: "2030-01-01T00:00:00Z" # soon\nsteps:\n  - {name: x, threshold: 1, materials: [[ALLOW, "*"]]}\ninspections: [{name: y, run: "a b"}]\n',
  '? [a]\n: &a !!str b\n<<: *a\n--- \n%YAML 1.2\n',
].map(encodeUtf8);

/** What the tools for layouts make of layouts, of sources in YAML and of metadata that does not verify. */
export const layoutsTarget: Target = {
  name: 'layouts',
  weight: 2,
  shortCount: 1000,
  generate: (random) => {
    const kind = random.pick(['layout', 'source', 'doctor'] as const);
    if (kind === 'source') return caseOf(mutateBytes(random.pick(SOURCES), random, SOURCES), { kind });
    return caseOf(Buffer.from(printNode(mutateJson(kind === 'layout' ? LAYOUT : SIGNED, random))), { kind });
  },
  check: async (subject) => {
    const input = inputOf(subject);
    const { kind } = subject.settings;
    if (kind === 'layout') return checkLayout(input);
    if (kind === 'doctor') {
      return outcomeOf(
        await attemptAsync(() => diagnoseMetadata(input, { keys: [alice.publicKey], backend, now: AT })),
      );
    }
    const text = new TextDecoder().decode(input);
    return outcomeOf(await attemptAsync(() => compileLayoutSource(text, { now: AT, readKey: () => alice.publicKey })));
  },
};

function checkLayout(input: Uint8Array): string {
  const tree = attempt(() => parseJson(input, { dialect: 'python', maxDepth: 1000 }));
  if (!tree.ok) return tree.code;
  const read = attempt(() => parseLayout(tree.value));
  if (!read.ok) return read.code;
  const findings = lintLayout(read.value, { at: AT });
  const { layout, applied } = applyFixes(read.value, findings);
  demand(attempt(() => parseLayout(encodeLayout(layout))).ok, 'a fixed layout is none');
  demand(diffLayouts(read.value, read.value).length === 0, 'a layout differs from itself');
  const changes = diffLayouts(read.value, layout);
  demand(applied.length === 0 || changes.length > 0, 'a fix changes nothing');
  const text = renderFindings(findings) + renderChanges(changes);
  demand(!/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text.replaceAll('\n', '')), 'what is printed has control characters');
  demand(JSON.stringify({ findings, changes }).length > 0, 'what is found is no JSON');
  return 'accepted';
}
