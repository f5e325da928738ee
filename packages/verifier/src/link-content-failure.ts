import { quoteText } from '@intoto/encoding';

import { bounded } from './bounded.ts';
import type { Problem } from './check-list.ts';
import type { UnfitLink } from './link-content.ts';
import { quoteSome } from './wording.ts';

/** The failures of a link that was made for another step or names artifacts in a way that rules could miss. */
export function describeUnfit(step: string, { link, payload, names }: UnfitLink): readonly Problem[] {
  const { keyId, location } = link;
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
  if (names.length > 0) {
    problems.push({
      code: 'ERR_LINK_ARTIFACT_NAME',
      subject,
      message: `${quoteText(location)} has artifact names that are not in normal form: ${quoteSome(names)}.`,
      remedy: 'Have the step recorded again; rules that name an artifact miss it under another spelling.',
      details: bounded('artifacts', names),
    });
  }
  return problems;
}
