import { printTable } from '@intoto-tests/interop/table';
import { type CaseResult, type ConformanceCase, PROFILES } from '@intoto/conformance';

/** The marker of the section in docs/conformance.md. */
export const VECTORS_MARKER = 'vectors';

/** What the implementations make of the vectors. */
export interface VectorResults {
  readonly cases: readonly ConformanceCase[];
  /** Vectors of single functions. */
  readonly functions: number;
  readonly ours: readonly CaseResult[];
  readonly python: readonly CaseResult[];
  readonly go: readonly CaseResult[];
}

function count(results: readonly CaseResult[], ...kinds: readonly CaseResult['result'][]): number {
  return results.filter(({ result }) => kinds.includes(result)).length;
}

function row(name: string, profile: string, results: readonly CaseResult[]): readonly string[] {
  const counts = [results.length, count(results, 'passed'), count(results, 'expected-failure')];
  return [name, `\`${profile}\``, ...counts.map(String), String(count(results, 'skipped'))];
}

/** Reasons of known differences, each with its number of cases, the most frequent first. */
function listReasons(results: readonly CaseResult[]): string {
  const reasons = new Map<string, Set<string>>();
  for (const { case: name, result, reason = '' } of results) {
    if (result === 'expected-failure') reasons.set(reason, (reasons.get(reason) ?? new Set()).add(name));
  }
  return [...reasons]
    .map(([reason, names]) => [reason, names.size] as const)
    .sort(([left, many], [right, more]) => more - many || (left < right ? -1 : 1))
    .map(([reason, size]) => `- \`${reason}\`: ${size}`)
    .join('\n');
}

function countVerdicts(cases: readonly ConformanceCase[], reference: string, strict: string): number {
  return cases.filter(({ expected }) => expected.reference.verdict === reference && expected.strict.verdict === strict)
    .length;
}

const HEAD = ['', 'profile', 'supply chains', 'as expected', 'known differences', 'skipped'];

/** The section of docs/conformance.md. */
export function renderVectors({ cases, functions, ours, python, go }: VectorResults): string {
  const verdicts = [
    `${countVerdicts(cases, 'pass', 'pass')} must pass`,
    `${countVerdicts(cases, 'fail', 'fail')} must fail`,
    `${countVerdicts(cases, 'pass', 'fail')} must pass under \`reference\` and fail under \`strict\``,
  ];
  const table = printTable([
    HEAD,
    ...PROFILES.map((profile) =>
      row(
        'us',
        profile,
        ours.filter((result) => result.profile === profile),
      ),
    ),
    row('Python 3.1', 'reference', python),
  ]);
  const [passes, known] = [count(go, 'passed'), count(go, 'expected-failure')];
  return `The vectors in \`packages/conformance\`, which any implementation can run: supply chains in files, each with verdict, stage and
codes, and vectors for single functions. Expectations are written by hand; every code of a failure or a warning of our verifier is
among them. Tested by \`tests/conformance/test\`; generated, after a build, by \`node tests/conformance/run.ts --write\`.

- ${cases.length} supply chains: ${verdicts.join(', ')}.
- ${functions} vectors for nine functions: 0 differences, neither with Python 3.1 nor with us.
- One implementation by the command protocol, such as ours: \`pnpm --filter @intoto-tests/conformance run vectors\`

${table}

Where ours differs, and why: [Where the profiles differ](deviations.md) has the rows. Python always runs inspections, and skips what
forbids them.

${listReasons(ours)}

Go 0.11 is asked whether it passes what the reference passes, but for OpenPGP and ML-DSA keys, and for expiry, since its clock cannot be
set. Of ${go.length} supply chains it passes ${passes}. ${known} it refuses for reasons that have a row under [Differences](#differences), listed below and in
\`tests/conformance/expected-failures/in-toto-golang.txt\`; the other ${go.length - passes - known} have no row yet.

${listReasons(go)}`;
}
