import { quoteText } from '@intoto/encoding';
import type { Layout, Step } from '@intoto/models';

import type { Problem } from './check-list.ts';
import type { EvidenceSource } from './evidence.ts';
import { LIMIT_REMEDY } from './limits.ts';
import { describeOutsideFailure } from './outside-failure.ts';
import { hasUnusableSubkeys } from './verification-key.ts';
import { shortKeyId } from './wording.ts';

/**
 * The failure of a step whose links cannot be looked for: it lists keys in which no subkey can be looked for, if not more.
 * @param nameless - a key whose link can have no file name.
 */
export function describeObstacle(layout: Layout, { name, pubkeys }: Step, nameless: string | undefined): Problem {
  if (nameless === undefined) {
    const keyId = pubkeys.find((id) => hasUnusableSubkeys(layout.keys.get(id))) ?? '';
    return {
      code: 'ERR_LINK_KEY_UNUSABLE',
      subject: { item: name, keyId },
      message: `Step ${quoteText(name)} lists the key ${shortKeyId(keyId)}, whose "subkeys" are no subkeys by key id.`,
      remedy: 'Have the layout signed again with a key that has no "subkeys", or proper ones.',
    };
  }
  const problem = { code: 'ERR_LAYOUT_NAME', subject: { item: name } } as const;
  if (name.includes('\u0000')) {
    return {
      ...problem,
      message: `The name ${quoteText(name)} of a step cannot be part of a file name.`,
      remedy: 'Have the layout signed again with another name for the step.',
    };
  }
  return {
    ...problem,
    message: `Step ${quoteText(name)} lists a key with the subkey ${quoteText(nameless)}, which cannot be part of a file name.`,
    remedy: 'Have the layout signed again with subkeys under their own ids.',
    details: { subkeyIds: [nameless] },
  };
}

/**
 * The failure of a step whose links could not be looked for.
 * @throws what `describeOutsideFailure` throws.
 */
export function describeSourceFailure(
  step: Step,
  source: EvidenceSource,
  error: unknown,
  signal: AbortSignal | undefined,
): Problem {
  const cause = describeOutsideFailure(error, signal);
  return {
    code: 'ERR_EVIDENCE',
    subject: { item: step.name },
    message: `The links of step ${quoteText(step.name)} could not be looked for in ${source.description}: ${cause.message}.`,
    remedy: 'Make the source of links reachable and verify again.',
    details: { cause: { ...cause } },
  };
}

/** The failure of a step with more candidates than the limit allows. */
export function describeTooManyCandidates({ name }: Step, number: number, limit: number): Problem {
  return {
    code: 'ERR_LIMIT',
    subject: { item: name },
    message: `Step ${quoteText(name)} has ${String(number)} candidates; ${String(limit)} are allowed.`,
    remedy: LIMIT_REMEDY,
  };
}

/** The failure of a key of the layout that no step lists and whose subkeys cannot be gone through. */
export function describeUncountableSubkeys(keyId: string): Problem {
  return {
    code: 'ERR_LINK_KEY_UNUSABLE',
    subject: { keyId },
    message: `The "subkeys" of the key ${shortKeyId(keyId)} in the layout are no subkeys by key id.`,
    remedy: 'Have the layout signed again with a key that has no "subkeys", or proper ones.',
  };
}
