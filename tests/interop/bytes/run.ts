/**
 * Bytes against the reference: `node tests/interop/bytes/run.ts --from SEED --count DOCUMENTS --write`. For every hundred
 * documents there are five payloads in files, and for every thousand a tree in which all kinds of links are written.
 */
import { printCount, writeSection } from '../differential/conformance-page.ts';
import { printVersions } from '../differential/peer-versions.ts';
import { readRunOptions } from '../differential/run-options.ts';
import { openPeer } from '../src/index.ts';
import { compareDocuments } from './compare-documents.ts';
import { compareKeyIds } from './compare-key-ids.ts';
import { compareMetadata } from './compare-metadata.ts';
import { compareWrittenFiles } from './compare-written-files.ts';

const PAYLOADS = 0.05;
const TREES = 0.001;
const KEYS_OF_EACH = 25;

const { from, count, write } = readRunOptions({ from: 0, count: 100_000 });
const python = openPeer('python');
const python23 = openPeer('python-2.3');
const documents = await compareDocuments(python, { from, count });
const metadata = await compareMetadata(python, { from, count: Math.ceil(count * PAYLOADS) });
const written = await compareWrittenFiles(python, { from, count: Math.ceil(count * TREES) });
const keys = await compareKeyIds(python, python23, KEYS_OF_EACH);
const versions = await printVersions(python, ['securesystemslib', 'cryptography']);
await Promise.all([python.close(), python23.close()]);

const command = `node tests/interop/bytes/run.ts --from ${from} --count ${count}`;
const results = [
  `${printCount(documents.documents)} documents, ${printCount(documents.canonical)} of which have a canonical form: ${documents.differences.length} differences, in bytes or in what is refused.`,
  `${printCount(metadata.files)} links and layouts in Metablocks and envelopes, with ${printCount(metadata.signatures)} Ed25519 signatures: ${metadata.differences.length} files differ.`,
  `${printCount(written.files)} files written by run, record start, record stop, mock and inspections: ${written.differences.length} differ.`,
  `${printCount(keys.keyIds)} key ids of RSA, ECDSA and Ed25519 keys, current (in-toto 3.1) and legacy (in-toto 2.3): ${keys.differences.length} differ.`,
];
console.log(results.join('\n'));
const differences = [documents, metadata, written, keys].flatMap((each) => each.differences);
for (const difference of differences) console.error(difference);
if (write) {
  writeSection(
    'Bytes',
    `What is signed, what is hashed into key ids, and what stands in files, byte by byte.

${results.map((result) => `- ${result}`).join('\n')}
- Seeds from ${from}; after a build: \`${command}\`
- ${versions}

A document that one side refuses the other must refuse too: floats, lone surrogates, integers of more than 4300 digits, whatever is
no JSON. Documents stay below 200 levels, where our limit is; the reference's depends on its stack.`,
  );
}
process.exitCode = differences.length === 0 ? 0 : 1;
