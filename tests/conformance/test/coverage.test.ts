import { PROFILES, readCases } from '@intoto/conformance';
import { FAILURE_CODES, WARNING_CODES } from '@intoto/node';
import { describe, expect, it } from 'vitest';

import { ARTIFACT_RULES } from '../src/sets/artifact-rules.ts';

const CASES = readCases();
const EXPECTATIONS = CASES.flatMap(({ expected }) => PROFILES.map((profile) => expected[profile]));

describe('the vectors', () => {
  it('expect every failure code that the verifier has', () => {
    const codes = new Set<string>([
      ...EXPECTATIONS.flatMap(({ codes: outer = [], nestedCodes = [] }) => [...outer, ...nestedCodes]),
      // A layout with such a rule is no layout, and parameters cannot make one of a good rule: no chain comes to this code.
      ...ARTIFACT_RULES.vectors.flatMap(({ code }) => (typeof code === 'string' ? [code] : [])),
    ]);
    // Of a library to which nothing was given that verifies certificates; no chain says that.
    codes.add('ERR_CERTIFICATE_SUPPORT_MISSING');
    expect([...codes].sort()).toEqual(Object.keys(FAILURE_CODES).sort());
  });

  it('expect every warning code', () => {
    const codes = new Set(EXPECTATIONS.flatMap(({ warnings = [] }) => warnings));
    expect([...codes].sort()).toEqual(Object.keys(WARNING_CODES).sort());
  });

  it('expect nothing of the strict profile that the reference refuses', () => {
    const looser = CASES.filter(
      ({ expected }) => expected.strict.verdict === 'pass' && expected.reference.verdict === 'fail',
    );
    expect(looser).toEqual([]);
  });

  it('say where they fail and with which code', () => {
    for (const { verdict, stage, codes } of EXPECTATIONS) {
      expect(codes !== undefined).toBe(verdict === 'fail');
      if (verdict === 'pass') expect(stage).toBe(undefined);
    }
    expect(EXPECTATIONS.filter(({ verdict, stage }) => verdict === 'fail' && stage === undefined)).toHaveLength(1);
  });
});
