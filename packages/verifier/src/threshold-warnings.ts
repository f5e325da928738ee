import { quoteText } from '@intoto/encoding';
import type { Step } from '@intoto/models';

import { bounded } from './bounded.ts';
import type { CheckList } from './check-list.ts';
import type { Refusal, SignedLink } from './step-evidence.ts';
import { shortKeyId } from './wording.ts';

/** Notes the candidates of a step that do not count. */
export function warnOfRefusals(checks: CheckList, step: Step, refusals: readonly Refusal[]): void {
  for (const { location, keyId, message, reason, code } of refusals) {
    const subject = { item: step.name, keyId, location };
    checks.warned('threshold', 'WARN_LINK_REFUSED', subject, `${quoteText(location)} does not count: ${message}.`, {
      reason,
      ...(code === undefined ? {} : { cause: { code, message } }),
    });
  }
}

/** Notes the functionaries who signed with several keys. */
export function warnOfSharedKeys(checks: CheckList, step: Step, groups: readonly (readonly SignedLink[])[]): void {
  for (const links of groups) {
    const keyIds = [...new Set(links.map(({ keyId }) => keyId))];
    if (keyIds.length < 2) continue;
    const names = keyIds.map(shortKeyId).join(', ');
    const message = `Step ${quoteText(step.name)}: the keys ${names} are one functionary's and count once.`;
    checks.warned('threshold', 'WARN_KEY_COUNTED_ONCE', { item: step.name }, message, bounded('keyIds', keyIds));
  }
}
