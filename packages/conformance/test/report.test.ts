import { describe, expect, it } from 'vitest';

import { judge, named, saying, useFolder, withCodes } from './commands.ts';

useFolder();

describe('a report', () => {
  it.each([
    ['a stage', '{"stage": "links"}'],
    ['the code', '{"stage": "links", "codes": ["ERR_LINK_NOT_FOUND"]}'],
    ['what nobody knows', '{"codes": ["ERR_LINK_NOT_FOUND"], "warnings": [], "more": 1}\n'],
    ['nothing', '{}'],
  ])('may say %s', async (_, report) => {
    expect(await judge('link-missing', saying(1, report))).toMatchObject({ result: 'passed' });
  });

  it('must not say something else', async () => {
    const stage = await judge('link-missing', saying(1, '{"stage": "threshold"}'));
    expect(stage?.reason).toBe('fails at threshold, and should fail at links with ERR_LINK_NOT_FOUND');
    const other = await judge('link-missing', saying(1, '{"codes": ["ERR_LINK_NOT_FOUND", "ERR_LIMIT"]}'));
    expect(other?.reason).toBe('codes ERR_LIMIT are not expected, and it should fail at links with ERR_LINK_NOT_FOUND');
    const none = await judge('link-missing', saying(1, '{"codes": []}'));
    expect(none?.reason).toBe('codes lack ERR_LINK_NOT_FOUND');
    const warnings = await judge('link-missing', saying(1, '{"warnings": ["WARN_LINK_REFUSED"]}'));
    expect(warnings?.reason).toBe('warns of WARN_LINK_REFUSED instead of nothing');
  });

  it('must name the first code, and may name the others', async () => {
    expect(await judge('chain-two-failures', withCodes(['ERR_LAYOUT_EXPIRED']))).toMatchObject({ result: 'passed' });
    expect(await judge('chain-two-failures', withCodes(['ERR_LINK_NOT_FOUND', 'ERR_LAYOUT_EXPIRED']))).toMatchObject({
      result: 'passed',
    });
    const second = await judge('chain-two-failures', withCodes(['ERR_LINK_NOT_FOUND']));
    expect(second?.reason).toBe('codes lack ERR_LAYOUT_EXPIRED');
  });

  it('must name what is expected within sublayouts', async () => {
    const words = saying(1, '{"codes": ["ERR_SUBLAYOUT"], "nestedCodes": ["ERR_LINK_NOT_FOUND"]}');
    expect(await judge('sublayout-link-missing', words)).toMatchObject({ result: 'passed' });
    const other = await judge('sublayout-expired', words);
    expect(other?.reason).toMatch(/^nestedCodes ERR_LINK_NOT_FOUND are not expected/);
  });

  it('must have the summary link where a case is about it', async () => {
    const [one] = named('threshold-one-links-contradict');
    const summary = one?.expected.reference.summary;
    expect(await judge('threshold-one-links-contradict', saying(0, JSON.stringify({ summary })))).toMatchObject({
      result: 'passed',
    });
    const other = await judge('threshold-one-links-contradict', saying(0, '{"summary": {"products": {}}}'));
    expect(other?.reason).toMatch(/^the summary link is \{"products":\{\}\} instead of/);
  });
});
