import { quoteText } from '@intoto/encoding';

import { isNormalArtifactName } from './artifact-names.ts';
import { bounded } from './bounded.ts';
import type { Problem } from './check-list.ts';
import type { SignedLink } from './step-evidence.ts';
import { quoteSome } from './wording.ts';

/**
 * What `strict` asks of a link beyond its format: that it was made for the step (specification 4.4), and that each of its
 * artifacts has the one name that rules know it by.
 */
export function findLinkProblems(step: string, { keyId, location, payload }: SignedLink): readonly Problem[] {
  if (payload?.type !== 'link') return [];
  const subject = { item: step, keyId, location };
  const problems: Problem[] = [];
  if (payload.name !== step) {
    problems.push({
      code: 'ERR_LINK_NAME',
      subject,
      message: `${quoteText(location)} was made for ${payload.name === null ? 'no step' : `step ${quoteText(payload.name)}`}, not for ${quoteText(step)}.`,
      remedy: `Put the link that was made for step ${quoteText(step)} in its place; it may be another step's file renamed.`,
      details: { expected: step, found: payload.name },
    });
  }
  const names = new Set([...payload.materials.keys(), ...payload.products.keys()]);
  const refused = [...names].filter((name) => !isNormalArtifactName(name));
  if (refused.length > 0) {
    problems.push({
      code: 'ERR_LINK_ARTIFACT_NAME',
      subject,
      message: `${quoteText(location)} has artifact names that are not in normal form: ${quoteSome(refused)}.`,
      remedy: 'Have the step recorded again; rules that name an artifact miss it under another spelling.',
      details: bounded('artifacts', refused),
    });
  }
  return problems;
}
