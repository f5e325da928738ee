import { quoteText } from '@intoto/encoding';
import type { Layout, Metadata } from '@intoto/models';

import { bounded } from './bounded.ts';
import type { Problem } from './check-list.ts';
import type { ContentFault } from './layout-content.ts';
import { toReportThreshold } from './report-value.ts';
import { findUnsignedDifferences } from './unsigned-differences.ts';
import { quoteSome, shortKeyId } from './wording.ts';

/** The failures that faults of a layout are: none where all that is missing is `expires`, which has a check of its own. */
export function describeFaults(
  metadata: Metadata,
  layout: Layout,
  faults: readonly ContentFault[],
): readonly Problem[] {
  return faults.flatMap((fault) => describeFault(metadata, layout, fault) ?? []);
}

function describeFault(metadata: Metadata, layout: Layout, fault: ContentFault): Problem | undefined {
  switch (fault.fault) {
    case 'unsigned':
      return describeUnsigned(findUnsignedDifferences(metadata, layout));
    case 'certificates':
      return describeCertificates(fault);
    case 'key-id': {
      const { what, keyId, own } = fault;
      return {
        code: 'ERR_LAYOUT_KEY_ID',
        subject: { keyId },
        message: `The layout lists a ${what} as ${shortKeyId(keyId)} that says its id is ${quoteText(own)}.`,
        remedy: `Have the layout signed again with every ${what} under its own id.`,
        details: { ownKeyId: own },
      };
    }
    case 'subkey-ids': {
      const { keyId, subkeyIds } = fault;
      return {
        code: 'ERR_LAYOUT_NAME',
        subject: { keyId },
        message: `The key ${shortKeyId(keyId)} in the layout has subkeys whose ids are not hexadecimal: ${quoteSome(subkeyIds)}. Files elsewhere could be read.`,
        remedy: 'Have the layout signed again with subkeys under their own ids.',
        details: bounded('subkeyIds', subkeyIds),
      };
    }
    case 'threshold': {
      const { name } = fault.step;
      const threshold = toReportThreshold(fault.step);
      return {
        code: 'ERR_LAYOUT_THRESHOLD',
        subject: { item: name },
        message: `The threshold of step ${quoteText(name)} is ${String(threshold)}: nobody would have to sign.`,
        remedy: 'Have the layout signed again with a threshold of at least 1.',
        details: { threshold },
      };
    }
    case 'name': {
      const { name, type } = fault;
      return {
        code: 'ERR_LAYOUT_NAME',
        subject: { item: name },
        message: `The name ${quoteText(name)} of a ${type} cannot be part of a file name: files elsewhere could be read or written.`,
        remedy: `Have the layout signed again with a name for the ${type} that is not empty and has no path separators.`,
      };
    }
    default:
      return fault satisfies never;
  }
}

function describeUnsigned(differences: readonly string[]): Problem | undefined {
  if (differences.length === 0) return undefined;
  return {
    code: 'ERR_LAYOUT_UNKNOWN_MEMBER',
    message: `The layout differs from what in-toto signs in ${quoteSome(differences)}.`,
    remedy:
      'Have the layout signed again with exactly the members of the specification, or as a DSSE envelope; ' +
      'other verifiers refuse its signature, or do not see these members.',
    details: bounded('members', differences),
  };
}

function describeCertificates({ problems }: Extract<ContentFault, { fault: 'certificates' }>): Problem | undefined {
  const [first] = problems;
  if (first === undefined) return undefined;
  return {
    code: 'ERR_LAYOUT_FORMAT',
    message: `What the layout says about certificates cannot be read: ${first.path} ${first.message}.`,
    remedy: 'Have the layout corrected and signed again.',
    details: bounded(
      'problems',
      problems.map(({ path, message }) => ({ path, message })),
    ),
  };
}
