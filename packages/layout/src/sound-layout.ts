import type { Layout } from '@intoto/models';

import { LayoutError } from './layout-error.ts';
import { lintLayout } from './lint-layout.ts';

/**
 * The layout, if the linter finds no error in it: one that could never pass, or asks for no evidence, is not made.
 *
 * @throws {@link LayoutError} `ERR_LAYOUT_UNSOUND`, with `details.findings`
 */
export function assertSound(layout: Layout): Layout {
  const errors = lintLayout(layout).filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return layout;
  throw new LayoutError(`${first.message} ${first.remedy}`, {
    code: 'ERR_LAYOUT_UNSOUND',
    details: { findings: errors },
  });
}
