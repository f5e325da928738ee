/** Signatures against the reference: `node tests/interop/signatures/run.ts --from SEED --count CASES --write`. */
import { printCount, writeSection } from '../differential/conformance-page.ts';
import { printVersions } from '../differential/peer-versions.ts';
import { readRunOptions } from '../differential/run-options.ts';
import { openPeer } from '../src/index.ts';
import { compareSignatures } from './compare-signatures.ts';

const { from, count, write } = readRunOptions({ from: 0, count: 20_000 });
const python = openPeer('python');
const compared = await compareSignatures(python, { from, count });
const versions = await printVersions(python, ['securesystemslib', 'cryptography']);
await python.close();

const { valid, byNoble, mutations, known, differences } = compared;
const result = `${printCount(count)} signatures, ${printCount(valid)} of which verify: ${differences.length} differences.`;
console.log(result);
for (const [what, times] of [...mutations].toSorted(([one], [other]) => (one < other ? -1 : 1)))
  console.log(`${String(times).padStart(6)} ${what}`);
for (const difference of differences) console.error(difference);
if (write) {
  const rows = [...known].map(([id, times]) => `- [\`${id}\`](deviations.md): ${printCount(times)}`);
  writeSection(
    'Signatures',
    `What securesystemslib, which verifies for the reference, and our three backends say of a key, a message and a signature.

- ${result} \`crypto-web\` does not do SHA-224; \`crypto-noble\` does not do RSA, and has a verdict on ${printCount(byNoble)}.
- Seeds ${from} to ${from + count - 1}; after a build: \`node tests/interop/signatures/run.ts --from ${from} --count ${count}\`
- ${versions}

Keys are RSA of 1024 to 3072 bits, with odd lengths and small exponents, ECDSA on three curves and Ed25519; messages are empty, short
and up to 100 kB. A fifth of the signatures is good. In the others bytes are changed, cut off or added, digits are no hex, the message,
the key or the scheme is another, or whoever has the key signed otherwise than the scheme says: RSA-PSS with salts of any length, odd
masks, trailers and paddings; PKCS #1 with every flaw of a DigestInfo; numbers above the modulus; ECDSA with the other \`s\`, in BER, with
numbers that are zero, negative or beyond the order; Ed25519 with \`s\` beyond the order, and points and keys of small order in every
encoding.

Besides, ours agree with each other and differ from the reference, as they are meant to, in this many signatures:

${rows.join('\n')}`,
  );
}
process.exitCode = differences.length === 0 ? 0 : 1;
