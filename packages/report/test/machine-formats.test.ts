import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';

import {
  renderJUnit,
  renderMarkdown,
  renderReport,
  renderSarif,
  reportFormatOf,
  REPORT_EXTENSIONS,
  REPORT_FORMATS,
} from '../src/index.ts';
import {
  failedReport,
  FAILED_PARTIAL_REPORT,
  FAILED_REPORTS,
  failure,
  KEY_NAMES,
  PARTIAL_REPORT,
  PASSED_REPORT,
} from './fixtures.ts';

const REPORTS = [...Object.values(FAILED_REPORTS), PASSED_REPORT, PARTIAL_REPORT, FAILED_PARTIAL_REPORT];
const HOSTILE = `]]></failure><script>alert(1)</script> [x](javascript:1) | @everyone #1 \`\`\`\` **b** https://evil.example "'&lt; \u202Egpj \u001B[31m \uD800`;

const HOSTILE_REPORT = failedReport(
  [
    failure('ERR_LINK_FORMAT', {
      stage: 'links',
      subject: { item: HOSTILE, location: `../../${HOSTILE}`, keyId: HOSTILE },
      message: HOSTILE,
      remedy: HOSTILE,
      details: { [HOSTILE]: HOSTILE },
    }),
  ],
  {
    sublayouts: [{ step: HOSTILE, keyId: HOSTILE, report: FAILED_REPORTS.ERR_SUBLAYOUT }],
    at: HOSTILE,
    expires: HOSTILE,
  },
);

interface Sarif {
  readonly runs: readonly [
    {
      readonly results: readonly {
        readonly ruleId: string;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly [
          { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } },
        ];
      }[];
    },
  ];
}

describe('renderSarif', () => {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, unicodeRegExp: false });
  const { $schema: _draft, id: _id, ...schema } = sarifSchema as Record<string, unknown>;
  const validate = ajv.compile(schema);
  const parse = (text: string): Sarif => {
    const sarif: unknown = JSON.parse(text);
    expect(validate(sarif) ? [] : validate.errors).toEqual([]);
    return sarif as Sarif;
  };

  it('is SARIF 2.1.0 for a report of every kind, with the code of every failure', () => {
    for (const [code, report] of Object.entries(FAILED_REPORTS)) {
      const [run] = parse(renderSarif(report)).runs;
      expect(run.results.filter(({ level }) => level === 'error').map(({ ruleId }) => ruleId)).toContain(code);
    }
    const [run] = parse(renderSarif(PASSED_REPORT)).runs;
    expect(run.results.every(({ level }) => level === 'warning')).toBe(true);
  });

  it('warns of some steps alone that not everything was checked, whatever was found', () => {
    for (const report of [PARTIAL_REPORT, FAILED_PARTIAL_REPORT]) {
      const { results } = parse(renderSarif(report)).runs[0];
      expect(results.at(-1)).toMatchObject({
        ruleId: 'PARTIAL',
        level: 'warning',
        message: { text: expect.stringContaining('which is no pass; not checked: step ') },
      });
    }
    expect(renderSarif(PARTIAL_REPORT)).toContain('"verdict": "PARTIAL"');
    expect(renderSarif(FAILED_PARTIAL_REPORT)).toContain('"verdict": "FAILED"');
  });

  it('points to the file, or else to the layout', () => {
    const uriOf = (report: typeof HOSTILE_REPORT, layoutPath?: string): string =>
      parse(renderSarif(report, { layoutPath })).runs[0].results[0]?.locations[0].physicalLocation.artifactLocation
        .uri ?? '';
    expect(uriOf(FAILED_REPORTS.ERR_LINK_FORMAT)).toBe('links/package.2f89b927.link');
    expect(uriOf(FAILED_REPORTS.ERR_LAYOUT_EXPIRED)).toBe('root.layout');
    expect(uriOf(FAILED_REPORTS.ERR_LAYOUT_EXPIRED, 'a b/root.layout')).toBe('a%20b/root.layout');
    expect(uriOf(HOSTILE_REPORT)).toMatch(/^[\w./%()*'!~-]*$/);
  });

  it('makes no links of what is in a message', () => {
    for (const { message } of parse(renderSarif(HOSTILE_REPORT)).runs[0].results)
      expect(message.text).not.toContain('](');
  });

  it('fingerprints the same finding in the same way', () => {
    const later = { ...FAILED_REPORTS.ERR_RULE_REQUIRE, at: '2027-01-01T00:00:00Z' };
    const print = (report: typeof later): unknown =>
      parse(renderSarif(report)).runs[0].results.map(
        (result) => 'partialFingerprints' in result && result.partialFingerprints,
      );
    expect(print(later)).toEqual(print(FAILED_REPORTS.ERR_RULE_REQUIRE));
  });
});

/** A reader of just the XML that we write: names of elements with their attributes, or the place where it is not well-formed. */
function readXml(xml: string): { readonly elements: readonly string[]; readonly problem: string | undefined } {
  const elements: string[] = [];
  const open: string[] = [];
  const body = xml.replace('<?xml version="1.0" encoding="UTF-8"?>\n', '');
  const token =
    /<(\/?)(\w[\w-]*)((?: [\w-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)>|[^<&]+|&(?:amp|lt|gt|quot|#39);/gy;
  while (token.lastIndex < body.length) {
    const at = token.lastIndex;
    const match = token.exec(body);
    if (match === null) return { elements, problem: body.slice(at, at + 60) };
    const [, close, name = '', attributes = ''] = match;
    if (name === '') continue;
    if (close === '/') {
      if (open.pop() !== name) return { elements, problem: `</${name}>` };
    } else {
      open.push(name);
      elements.push(name + attributes);
    }
  }
  return { elements, problem: open[0] };
}

describe('renderJUnit', () => {
  it('is well-formed, with a failure of its type for every failed check', () => {
    for (const report of [...REPORTS, HOSTILE_REPORT]) {
      const xml = renderJUnit(report, { keyNames: KEY_NAMES });
      const { elements, problem } = readXml(xml);
      expect(problem).toBe(undefined);
      expect(xml).not.toMatch(/[^\P{C}\n]/u);
      const failures = elements.filter((element) => element.startsWith('failure '));
      expect(elements[0]).toContain(` failures="${failures.length}"`);
      const [first] = report.ok ? [] : report.failures;
      if (first !== undefined) expect(failures[0]).toContain(`type="${first.code}"`);
    }
  });

  it('is not all green where some steps alone were verified', () => {
    for (const report of [PARTIAL_REPORT, FAILED_PARTIAL_REPORT]) {
      const { elements } = readXml(renderJUnit(report));
      expect(elements[0]).toContain(' errors="1"');
      expect(elements.at(-1)).toMatch(
        /^error type="PARTIAL" message="PARTIAL: . of \d+ steps checked, which is no pass;/,
      );
    }
    expect(renderJUnit(PASSED_REPORT)).not.toContain('<error');
  });

  it('gives every case of a class its own name', () => {
    const cases = readXml(renderJUnit(FAILED_REPORTS.ERR_SUBLAYOUT)).elements.filter((element) =>
      element.startsWith('testcase '),
    );
    expect(new Set(cases).size).toBe(cases.length);
  });
});

describe('renderMarkdown', () => {
  it('says of some steps alone that it is no pass', () => {
    expect(renderMarkdown(PARTIAL_REPORT)).toMatch(/^## ⚠️ PARTIAL: 1 of 5 steps checked, which is no pass\n/);
    expect(renderMarkdown(PARTIAL_REPORT)).toContain('\nnot checked  step test (not in full)\n');
    expect(renderMarkdown(FAILED_PARTIAL_REPORT)).toMatch(/^## ❌ FAILED: 1 failure\n/);
  });

  it('tells every failure of every kind with its code and what to do', () => {
    for (const [code, report] of Object.entries(FAILED_REPORTS)) {
      const markdown = renderMarkdown(report, { keyNames: KEY_NAMES });
      expect(markdown).toContain('## ❌ FAILED: ');
      expect(markdown).toContain(code);
      expect(markdown).toContain('**To do:**');
    }
    expect(renderMarkdown(PASSED_REPORT)).toMatch(/^## ✅ PASSED/);
  });

  it('keeps hostile names text: no HTML, links, mentions, headings, or an end of a fence', () => {
    const markdown = renderMarkdown(HOSTILE_REPORT);
    const outside: string[] = [];
    let fence = '';
    for (const line of markdown.split('\n')) {
      const [ticks = ''] = /^`{3,}/.exec(line) ?? [];
      if (fence === '' && ticks !== '') fence = ticks;
      else if (fence !== '' && line === fence) fence = '';
      else if (fence === '') outside.push(line);
    }
    expect(fence).toBe('');
    const ours = /^#{2,3} |<a id="failure-[\d-]+"><\/a>|<\/?details>|<\/?summary>|<!-- -->|\*\*To do:\*\*|&#\d+;/g;
    for (const line of outside)
      expect(line.replaceAll(ours, '')).not.toMatch(/[<>@#[\]`*_~|\\]|https?:|\/\/evil\.|^\s*[-+] .*script/);
    expect(markdown).not.toMatch(/[^\P{C}\n]/u);
  });

  it('fits into a comment, and says what was left out', () => {
    const [first] = FAILED_REPORTS.ERR_LINK_NOT_FOUND.failures;
    const markdown = renderMarkdown(failedReport([first, ...Array.from({ length: 500 }, () => first)]));
    expect(markdown.length).toBeLessThan(60_000);
    expect(markdown).toMatch(/and \d+ more failures: see the whole report\./);
  });
});

describe('renderReport', () => {
  it('knows each format by its extension', () => {
    expect(REPORT_EXTENSIONS.map((extension) => reportFormatOf(`a.b/report.${extension.toUpperCase()}`))).toEqual(
      REPORT_FORMATS,
    );
    for (const name of ['report', 'report.', 'report.pdf', 'html', '.constructor', 'a.html/b'])
      expect(reportFormatOf(name)).toBe(undefined);
  });

  it('renders every format, and refuses another', () => {
    for (const format of REPORT_FORMATS) expect(renderReport(PASSED_REPORT, format).length).toBeGreaterThan(100);
    expect(() => renderReport(PASSED_REPORT, 'toString' as 'text')).toThrow(TypeError);
  });
});
