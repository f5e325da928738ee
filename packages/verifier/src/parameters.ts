import { deriveAuthenticated } from '@intoto/crypto';
import { quoteText } from '@intoto/encoding';
import type { Authenticated, Layout } from '@intoto/models';

import type { Evaluation } from './evaluation.ts';
import {
  isParameterName,
  type Parameters,
  substituteParameters,
  type SubstitutionProblem,
} from './substitute-parameters.ts';
import { count } from './wording.ts';

/**
 * Puts the caller's parameters into the layout (specification 4.3, in the syntax of the Python reference).
 * Where no parameters are given braces are literal, and nobody calls this.
 * @returns the layout to go on with; `undefined` where parameters cannot be put into it.
 */
export function applyParameters(
  evaluation: Evaluation,
  layout: Authenticated<Layout>,
  parameters: Parameters,
): Authenticated<Layout> | undefined {
  const { checks } = evaluation;
  const badNames = [...parameters.keys()].filter((name) => !isParameterName(name));
  for (const name of badNames) {
    checks.failed('parameters', {
      code: 'ERR_PARAMETER',
      message: `The parameter name ${quoteText(name)} has characters other than letters, digits, "_" and "-".`,
      remedy: 'Rename the parameter in the layout and in the call.',
      details: { parameter: name },
    });
  }
  const result = substituteParameters(layout, parameters);
  if ('problems' in result) {
    for (const problem of result.problems) failParameter(evaluation, problem);
    return undefined;
  }
  if (badNames.length > 0) return undefined;
  checks.passed('parameters', {}, `${count(parameters.size, 'parameter')} put into the layout.`, {
    parameters: [...parameters.keys()],
  });
  return deriveAuthenticated(layout, result.layout);
}

function failParameter({ checks }: Evaluation, { item, list, number, message }: SubstitutionProblem): void {
  const isRule = list === 'expected_materials' || list === 'expected_products';
  checks.failed('parameters', {
    code: 'ERR_PARAMETER',
    subject: isRule ? { item, ruleList: list, ruleNumber: number } : { item },
    message: `${isRule ? 'Rule' : 'Word'} ${String(number)} of ${list} of ${quoteText(item)}: ${message}.`,
    remedy: 'Give a value for every parameter of the layout; a placeholder is a name in braces, such as {version}.',
    details: { list, number },
  });
}
