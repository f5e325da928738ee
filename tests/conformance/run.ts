/**
 * Runs the vectors with our verifier, in-toto for Python and in-toto-golang, and prints what is not as expected:
 * `node tests/conformance/run.ts --write` puts the result into the docs.
 */
import { openPeer } from '@intoto-tests/interop';
import { writeSection } from '@intoto-tests/interop/conformance-page';
import { readCases } from '@intoto/conformance';

import { comparePythonFunctions } from './src/python-functions.ts';
import { runOurs } from './src/run-ours.ts';
import { isForGo, runGo, runPython } from './src/run-peers.ts';
import { renderVectors, VECTORS_MARKER } from './src/vectors-section.ts';

const cases = readCases();
const functions = comparePythonFunctions();
console.log(functions.output.trimEnd());
const ours = await runOurs(cases);
const python = await runPython(cases);
const peer = openPeer('go');
const go = await runGo(peer, cases.filter(isForGo));
await peer.close();

const bad = [...ours, ...python].filter(({ result }) => result === 'failed' || result === 'unexpected-pass');
for (const { case: name, profile, reason = '' } of bad) console.error(`${name} ${profile}: ${reason}`);
const text = renderVectors({ cases, functions: functions.vectors, ours, python, go });
console.log(text);
const isGood =
  bad.length === 0 && functions.differences === 0 && go.every(({ result }) => result !== 'unexpected-pass');
if (isGood && process.argv.includes('--write')) await writeSection(VECTORS_MARKER, text);
process.exitCode = isGood ? 0 : 1;
