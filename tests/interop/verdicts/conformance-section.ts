import { printCount, writeSection } from '../differential/conformance-page.ts';
import type { SeedRange } from '../differential/run-options.ts';
import type { Result } from './campaign.ts';
import { KNOWN_DIFFERENCES } from './known-differences.ts';
import { STAGES } from './result.ts';

/** Puts the result into the conformance page. */
export function writeVerdicts(result: Result, { from, count }: SeedRange, versions: string): void {
  const { chains, passes, strictPasses, differences, inSublayouts, known, stages } = result;
  const rows = Object.keys(STAGES).flatMap((stage) => {
    const failures = stages[stage];
    return failures === undefined ? [] : [`| ${STAGES[stage] ?? stage} | ${printCount(failures)} |`];
  });
  const explained = KNOWN_DIFFERENCES.filter(({ id }) => known[id] !== undefined).map(
    ({ id, reason, deviation }) =>
      `- ${printCount(known[id] ?? 0)} chains: ${reason}${deviation === undefined ? '' : ` Deviation \`${deviation}\`.`}`,
  );
  writeSection(
    'Verdicts',
    `Whole supply chains, made from seeds, verified by the Python reference and by us: under the profile \`reference\` with the same
verdict, and for a failure the same first stage, step or inspection, and list of rules; under \`strict\` never a pass where the
reference fails.

- ${printCount(chains)} chains: ${printCount(differences.length)} unexplained differences.
- Seeds ${String(from)} to ${String(from + count - 1)}: \`node tests/interop/verdicts/run.ts --from ${String(from)} --count ${String(count)}\`
- ${printCount(passes)} pass the reference, ${printCount(strictPasses)} pass \`strict\`. The others fail the reference as below, ${printCount(inSublayouts)} of them within a sublayout.
- ${versions}

Chains have up to five steps, sublayouts nested to three, several functionaries and thresholds, both containers, RSA, ECDSA and
Ed25519 keys under current, legacy and other ids, inspections, parameters, rules of every form and names that are hostile. Half of
them were tampered with: signatures, what is signed, what is in the files, the files themselves, the keys.

| the reference fails at | chains |
| ---------------------- | ------ |
${rows.join('\n')}

Differences that are meant, from \`tests/interop/verdicts/known-differences.json\`:

${explained.length === 0 ? 'None.' : explained.join('\n')}`,
  );
}
