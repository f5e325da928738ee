import { describe, expect, it } from 'vitest';

import { buildChainGraph, renderDot, renderMermaid } from '../src/index.ts';
import {
  ALICE,
  BOB,
  CAROL,
  failedReport,
  FAILED_PARTIAL_REPORT,
  FAILED_REPORTS,
  failure,
  KEY_NAMES,
  PARTIAL_REPORT,
  PASSED_REPORT,
} from './fixtures.ts';
import { GRAPHS } from './golden.ts';

const REPORTS = [...Object.values(FAILED_REPORTS), PASSED_REPORT, PARTIAL_REPORT, FAILED_PARTIAL_REPORT];

const MATCHED = failedReport(
  [
    failure('ERR_RULE_DISALLOW', {
      stage: 'step-rules',
      subject: { item: 'pack', ruleList: 'expected_materials', ruleNumber: 2 },
      message: 'Two are forbidden.',
      remedy: 'Look.',
    }),
  ],
  {
    checks: [
      {
        status: 'passed',
        stage: 'threshold',
        subject: { item: 'build' },
        message: '',
        details: { required: 2, counted: 2 },
      },
      {
        status: 'passed',
        stage: 'threshold',
        subject: { item: 'pack' },
        message: '',
        details: { required: 1, counted: 1 },
      },
      { status: 'skipped', stage: 'inspection', subject: { item: 'build' }, message: '', details: {} },
    ],
    signatures: [{ keyId: ALICE }, { item: 'build', keyId: BOB }, { item: 'build', keyId: CAROL }],
    traces: [
      {
        item: 'pack',
        ruleList: 'expected_materials',
        queue: ['a', 'b', 'c'],
        rules: [
          {
            number: 1,
            rule: 'MATCH * WITH PRODUCTS FROM build',
            consumed: ['a'],
            refused: [],
            nearMisses: [
              {
                artifact: 'b',
                sought: 'b',
                step: 'build',
                reason: 'digest-differs',
                found: { sha256: '1' },
                expected: { sha256: '2' },
              },
            ],
          },
          { number: 2, rule: 'DISALLOW *', consumed: [], refused: ['b', 'c'], nearMisses: [] },
        ],
      },
    ],
  },
);

describe('buildChainGraph', () => {
  const { layouts } = buildChainGraph(MATCHED, { keyNames: KEY_NAMES });
  const [layout] = layouts;
  const named = new Map(layout?.nodes.map(({ id, kind, name }) => [id, `${kind} ${name}`]));
  const edges = layout?.edges.map(({ from, to, ...edge }) => ({ from: named.get(from), to: named.get(to), ...edge }));

  it('has the layout, steps and inspections in the order of the layout, with signers, thresholds and failures', () => {
    expect(layout?.nodes.map(({ kind, name, notes, state, failures }) => [kind, name, notes, state, failures])).toEqual(
      [
        ['layout', 'layout', ['signed by Alice Owner (776a00e29f355...)'], 'passed', []],
        [
          'step',
          'build',
          ['signed by bob (2f89b9272acfc...)', 'signed by carol (2f89b9272acfe...)', '2 of 2 needed'],
          'passed',
          [],
        ],
        ['step', 'pack', ['1 of 1 needed'], 'failed', ['1']],
        ['inspection', 'build', [], 'unknown', []],
        ['stray', 'not accounted for', [], 'failed', ['1']],
      ],
    );
  });

  it('has what flowed, what was changed on the way, and what came from nowhere', () => {
    expect(edges).toEqual([
      { from: 'step build', to: 'step pack', artifacts: ['a'], state: 'passed', failures: [] },
      { from: 'step build', to: 'step pack', artifacts: ['b'], state: 'failed', failures: ['1'] },
      { from: 'stray not accounted for', to: 'step pack', artifacts: ['c'], state: 'failed', failures: ['1'] },
    ]);
  });

  it('puts missing products behind the item', () => {
    const [required] = buildChainGraph(FAILED_REPORTS.ERR_RULE_REQUIRE).layouts;
    const ids = new Map(required?.nodes.map(({ id, kind }) => [id, kind]));
    expect(required?.edges.map(({ from, to, artifacts }) => [ids.get(from), ids.get(to), artifacts])).toEqual([
      ['inspection', 'stray', ['foo.py']],
    ]);
  });

  it('has every sublayout, with the step that it stands for', () => {
    const graph = buildChainGraph(FAILED_REPORTS.ERR_SUBLAYOUT);
    expect(graph.layouts.map(({ path }) => path)).toEqual([[], ['build'], ['build', 'link']]);
    const [outer, middle, inner] = graph.layouts;
    expect(outer?.nodes.find(({ id }) => id === middle?.parent)?.name).toBe('build');
    expect(middle?.nodes.find(({ id }) => id === inner?.parent)?.name).toBe('link');
    expect(inner?.nodes[0]).toMatchObject({ kind: 'layout', state: 'failed', failures: ['1.2.1'] });
  });

  it('shows what was left out where some steps alone were verified', () => {
    const [part] = buildChainGraph(PARTIAL_REPORT, { keyNames: KEY_NAMES }).layouts;
    expect(part?.nodes.map(({ kind, name, notes, state }) => [kind, name, notes.at(-1), state])).toEqual([
      ['layout', 'layout', 'expires 2027-01-01T00:00:00Z', 'warning'],
      ['step', 'clone', 'not checked (its links were)', 'unknown'],
      ['step', 'build', '1 of 1 needed', 'passed'],
      ['step', 'test', 'not checked (not in full)', 'unknown'],
      ['step', 'package', 'not checked', 'unknown'],
      ['step', String.raw`"two words\u202e"`, 'not checked', 'unknown'],
      ['inspection', 'untar', 'not checked', 'unknown'],
    ]);
    expect(part?.edges.map(({ artifacts }) => artifacts)).toEqual([['foo.py']]);
    expect(part?.nodes[0].notes).toContain('PARTIAL: not all of it was checked');
    const [failed] = buildChainGraph(FAILED_PARTIAL_REPORT).layouts;
    expect(failed?.nodes.find(({ name }) => name === 'package')).toMatchObject({ state: 'failed', failures: ['1'] });
  });

  it('marks every failure of every kind somewhere', () => {
    for (const [code, report] of Object.entries(FAILED_REPORTS)) {
      const marked = buildChainGraph(report).layouts.flatMap(({ nodes }) => nodes.flatMap(({ failures }) => failures));
      expect([code, marked.includes('1')]).toEqual([code, true]);
    }
  });
});

describe.each([
  ['renderMermaid', renderMermaid],
  ['renderDot', renderDot],
] as const)('%s', (name, render) => {
  it('draws the graph', () => {
    expect(render(MATCHED, { keyNames: KEY_NAMES })).toBe(GRAPHS[name]);
  });

  it('writes names so that they are text', () => {
    const hostile = '"]; click n0 "javascript:alert(1)" %%\n subgraph </script> `x` #quot; \\" \u202E\u001B[31m &lt;b>';
    const report = failedReport([
      failure('ERR_LINK_NOT_FOUND', { stage: 'links', subject: { item: hostile }, message: '', remedy: '' }),
    ]);
    const text = render(report);
    expect(text).not.toMatch(/[^\P{C}\n]/u);
    expect(text.split('\n').filter((line) => line.includes('javascript')).length).toBe(1);
    if (name === 'renderMermaid') expect(text).not.toMatch(/script>|`|&lt;|click n0 "/);
    // Every quote within the label is escaped: without those that are, the line has two.
    else expect(/^ *n0 \[label=(.*), shape/m.exec(text)?.[1]).toMatch(/^"(?:[^"\\]|\\.)*"$/);
  });

  it('draws a report of every kind', () => {
    for (const report of REPORTS) expect(render(report).endsWith('\n')).toBe(true);
  });
});
