import { readFileSync } from 'node:fs';

import { type ExpectedFailures, parseExpectedFailures, readCases } from '@intoto/conformance';

function read(name: string): ExpectedFailures {
  const text = readFileSync(new URL(`../expected-failures/${name}.txt`, import.meta.url), 'utf8');
  return parseExpectedFailures(text, readCases());
}

/** What the packages of this repository fail; the reasons are rows of docs/deviations.md. */
export const OUR_KNOWN_FAILURES: ExpectedFailures = read('in-toto-typescript');

/** What in-toto-golang refuses although it is right; the reasons are rows of docs/conformance.md, "Differences". */
export const GO_KNOWN_FAILURES: ExpectedFailures = read('in-toto-golang');
