import { signedBytes } from '@intoto/crypto';
import { encodeCanonicalJson } from '@intoto/encoding';
import { type Metadata, parseMetadata, parsePayload, readPayload, writeMetadata } from '@intoto/models';

import { sealDocument } from '../folder/document.ts';
import { printNode, readNode, toNode } from '../mutation/json-node.ts';
import { mutateBytes } from '../mutation/mutate-bytes.ts';
import { mutateJson } from '../mutation/mutate-json.ts';
import { alice, owner } from '../people.ts';
import { SAMPLE_LAYOUT, SAMPLE_LINK } from '../sample-metadata.ts';
import { caseOf, inputOf, type Target } from '../target.ts';
import { attempt, type Attempt, demand, outcomeOf } from '../violation.ts';

const GPG_LINK = JSON.stringify({
  signed: SAMPLE_LINK,
  signatures: [{ keyid: 'c5a0abe6', signature: '00ff', other_headers: '04000108' }],
});

const SAMPLES: readonly Uint8Array[] = [
  ...(await Promise.all(
    [SAMPLE_LAYOUT, SAMPLE_LINK].flatMap((payload) =>
      (['metablock', 'dsse'] as const).map((container) =>
        sealDocument(toNode(payload), { container, signers: [owner, alice], signed: new Set() }),
      ),
    ),
  )),
  Buffer.from(GPG_LINK),
];
const NODES = SAMPLES.map((sample) => readNode(Buffer.from(sample).toString('utf8')));

/** Containers in both dialects, with everything that is done to them before a signature is checked. */
export const metadataTarget: Target = {
  name: 'metadata',
  weight: 2,
  shortCount: 1200,
  generate: (random) =>
    caseOf(
      random.chance(0.3)
        ? mutateBytes(random.pick(SAMPLES), random, SAMPLES)
        : Buffer.from(printNode(mutateJson(random.pick(NODES), random))),
    ),
  check: (subject) => {
    const bytes = inputOf(subject);
    const strict = attempt(() => parseMetadata(bytes));
    const python = attempt(() => parseMetadata(bytes, { dialect: 'python' }));
    demand(python.ok || !strict.ok, 'the strict dialect takes a container that the python dialect refuses');
    for (const result of [strict, python]) if (result.ok) checkContainer(result.value);
    const payload = readAll(strict);
    const pythonPayload = readAll(python);
    demand(pythonPayload.ok || !payload.ok, 'the strict dialect takes a payload that the python dialect refuses');
    return `${outcomeOf(payload)} / ${outcomeOf(pythonPayload)}`;
  },
};

function readAll(metadata: Attempt<Metadata>): Attempt<unknown> {
  if (!metadata.ok) return metadata;
  return attempt(() => parsePayload(readPayload(metadata.value, { dialect: 'python' })));
}

function checkContainer(metadata: Metadata): void {
  const text = attempt(() => writeMetadata(metadata));
  if (!text.ok) {
    demand(text.code === 'ERR_JSON_FLOAT', `writeMetadata refuses with ${text.code} what was read`);
  } else {
    const again = parseMetadata(text.value, { dialect: 'python' });
    demand(writeMetadata(again) === text.value, 'what writeMetadata writes reads differently');
    demand(again.signatures.length === metadata.signatures.length, 'a signature got lost in writing');
  }
  const received = attempt(() => signedBytes(metadata, 'received'));
  if (received.ok && metadata.container === 'metablock') {
    demand(Buffer.from(received.value).equals(encodeCanonicalJson(metadata.signed)), 'other bytes than received');
  }
  const reference = attempt(() => signedBytes(metadata, 'reference'));
  if (metadata.container === 'dsse') demand(received.ok && reference.ok, 'an envelope has no signed bytes');
}
