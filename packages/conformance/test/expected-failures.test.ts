import { describe, expect, it } from 'vitest';

import { parseExpectedFailures } from '../src/index.ts';
import { CASES, run, saying, SOME, useFolder } from './commands.ts';

useFolder();

describe('expected failures', () => {
  it('are failures that do not count, and must be failures', async () => {
    const expectedFailures = parseExpectedFailures(
      '# known\nlink-missing strict  a good reason  # and a remark\n\nchain-one-step both nothing is wrong\n',
      CASES,
    );
    const results = await run(saying(0), { cases: SOME.slice(0, 2), expectedFailures });
    expect(results).toMatchObject([
      {
        case: 'chain-one-step',
        result: 'unexpected-pass',
        reason: 'passed, and was expected to fail: nothing is wrong',
      },
      { case: 'chain-one-step', result: 'unexpected-pass' },
      { case: 'link-missing', profile: 'reference', result: 'failed' },
      { case: 'link-missing', profile: 'strict', result: 'expected-failure', reason: 'a good reason' },
    ]);
  });

  it.each([
    ['no-such-case both reason', 'line 1 of the expected failures: there is no case "no-such-case"'],
    ['\nlink-missing both', 'line 2 of the expected failures: write CASE PROFILE REASON'],
    ['link-missing lax reason', 'line 1 of the expected failures: there is no profile "lax"'],
  ])('are read strictly: %j', (text, message) => {
    expect(() => parseExpectedFailures(text, CASES)).toThrow(message);
  });
});
