import type { Failure } from '@intoto/verifier';

import type { Block } from './block.ts';
import { type StoryContext, tellFailure, tellWarning, type Warning } from './check-story.ts';
import { fieldBlocks } from './field.ts';

/** Where a check stands in the text. */
export interface CheckContext extends StoryContext {
  readonly level: number;
}

/** A failed check as paragraphs. */
export function failureBlocks(failure: Failure, number: string, context: CheckContext): Block[] {
  const { level } = context;
  const { heading, message, fields } = tellFailure(failure, context);
  return [
    {
      level,
      label: `${number}.`,
      labelWidth: Math.max(3, number.length + 2),
      labelStyle: 'bad',
      text: heading,
      style: 'strong',
    },
    { level: level + 1, text: message },
    ...fieldBlocks(fields, level + 1),
  ];
}

/** A warning as paragraphs. */
export function warningBlocks(warning: Warning, context: CheckContext): Block[] {
  const { level } = context;
  const { heading, message, fields } = tellWarning(warning, context);
  return [
    { level, label: '-', labelWidth: 3, labelStyle: 'warning', text: heading, style: 'warning' },
    { level: level + 1, text: message },
    ...fieldBlocks(fields, level + 1),
  ];
}
