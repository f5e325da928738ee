import type { Check, Failure, FailureCode, PartialReport, VerificationReport } from '@intoto/verifier';

type Body = Omit<Failure, 'status' | 'code' | 'details'> & { readonly details?: Failure['details'] };
type FailedReport = Extract<VerificationReport, { ok: false }>;
type PassedReport = Extract<VerificationReport, { ok: true }>;

export const ALICE = '776a00e29f3559e0141b3b096f696abc6cfb0c657ab40f441132b345b08453f5';
export const BOB = '2f89b9272acfc8f4a0a0f094d789fdb0ba798b0fe41f2f5f417c12f0085ff498';
export const CAROL = '2f89b9272acfe06ab1cdb2ecbfbe1d0a1c4a2fb2a5b0a2a4bd1d5b1e0c8a7f61';
export const DAVE = '556caebdc0877eed53d419b60eddb1e57fa773e4e31d70698b588f3e9cc48b35';

export const KEY_NAMES: ReadonlyMap<string, string> = new Map([
  [ALICE, 'Alice Owner'],
  [BOB, 'bob'],
  [CAROL, 'carol'],
]);

export const AT = '2026-11-23T09:00:00Z';

const sha256 = (digit: string): { readonly sha256: string } => ({ sha256: digit.repeat(64) });

/** What a step made before somebody touched it, and after. */
export const MADE = { sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' };
export const TOUCHED = { sha256: '9f86d081884c7d65ffffffffffffffffffffffffffffffffffffffffffffffff' };

export function failure(code: FailureCode, body: Body): Failure {
  const { details = {}, ...rest } = body;
  return { status: 'failed', code, ...rest, details };
}

export function failedReport(
  failures: readonly [Failure, ...Failure[]],
  more: Partial<Omit<FailedReport, 'ok' | 'failures'>> = {},
): FailedReport {
  return {
    reportVersion: 1,
    profile: 'strict',
    at: AT,
    signatures: [],
    traces: [],
    sublayouts: [],
    ...more,
    checks: [...(more.checks ?? []), ...failures],
    ok: false,
    failures,
  };
}

export function passedReport(more: Partial<Omit<PassedReport, 'ok'>> = {}): PassedReport {
  return {
    reportVersion: 1,
    profile: 'strict',
    at: AT,
    expires: '2027-01-01T00:00:00Z',
    checks: [],
    signatures: [],
    traces: [],
    sublayouts: [],
    ...more,
    ok: true,
    summary: { name: '', materials: {}, products: {}, command: [], byproducts: {}, environment: {}, ...more.summary },
  };
}

function withoutSummary(more: Partial<Omit<PassedReport, 'ok'>>): Omit<PassedReport, 'ok' | 'summary'> {
  const { summary: _, ok: __, ...base } = passedReport(more);
  return base;
}

function skipped(stage: Check['stage'], item: string, message: string): Check {
  return { status: 'skipped', stage, subject: { item }, message, details: {} };
}

function single(
  code: FailureCode,
  body: Body,
  more: Partial<Omit<FailedReport, 'ok' | 'failures'>> = {},
): FailedReport {
  return failedReport([failure(code, body)], more);
}

/** One report for every failure code: a new code does not compile until it has one. */
export const FAILED_REPORTS: Readonly<Record<FailureCode, FailedReport>> = {
  ERR_LAYOUT_KEYS_MISSING: single('ERR_LAYOUT_KEYS_MISSING', {
    stage: 'keys',
    subject: {},
    message: 'No key was given to verify the layout with.',
    remedy: "Give the project owner's public key; every key given must have signed the layout.",
  }),
  ERR_LAYOUT_KEY_UNUSABLE: single('ERR_LAYOUT_KEY_UNUSABLE', {
    stage: 'keys',
    subject: { keyId: ALICE },
    message: 'The scheme "rsa-sha1" is not supported.',
    remedy: 'Give the key with a scheme that in-toto knows.',
    details: { keyType: 'rsa', scheme: 'rsa-sha1' },
  }),
  ERR_LAYOUT_KEY_EXPIRED: single('ERR_LAYOUT_KEY_EXPIRED', {
    stage: 'layout-signature',
    subject: { keyId: ALICE },
    message:
      "The layout's signature by key 776a00e2… is of no use any more: the OpenPGP key 776a00e29f35 expired at 2026-01-01T00:00:00Z.",
    remedy: 'Have the layout signed again with a key that has not expired, or give the key with its new expiry.',
    details: { cause: { code: 'ERR_KEY_EXPIRED', message: 'It expired.' }, at: '2026-11-23T09:00:00Z' },
  }),
  ERR_LAYOUT_KEY_ID: single('ERR_LAYOUT_KEY_ID', {
    stage: 'keys',
    subject: { keyId: ALICE },
    message: 'The key given as 776a00e2… says its id is "2f89b9272acf".',
    remedy: 'Give the key under its own id, or find out which of the two keys is meant.',
    details: { ownKeyId: BOB },
  }),
  ERR_LAYOUT_UNSIGNED: single('ERR_LAYOUT_UNSIGNED', {
    stage: 'layout-signature',
    subject: { keyId: ALICE },
    message: 'The layout is not signed with key 776a00e2…. It names 2f89b927…, 556caebd….',
    remedy: 'Have the layout signed with this key too, or verify with the keys that did sign if you trust them.',
    details: { signedBy: [BOB, DAVE] },
  }),
  ERR_LAYOUT_SIGNATURE: single('ERR_LAYOUT_SIGNATURE', {
    stage: 'layout-signature',
    subject: { keyId: DAVE },
    message: "The layout's signature by key 556caebd… does not count: the signature does not verify.",
    remedy: 'Get the layout from the project owner again; it was changed after it was signed, or signed wrongly.',
    details: { cause: { code: 'ERR_SIGNATURE_INVALID', message: 'The signature does not verify.' } },
  }),
  ERR_LAYOUT_UNKNOWN_MEMBER: single('ERR_LAYOUT_UNKNOWN_MEMBER', {
    stage: 'layout-format',
    subject: {},
    message: 'The layout differs from what in-toto signs in "steps.0.certificate".',
    remedy: 'Have the layout signed again with exactly the members of the specification.',
    details: { members: ['steps.0.certificate', 'evil\u202Emember'], membersTotal: 214 },
  }),
  ERR_LAYOUT_FORMAT: single('ERR_LAYOUT_FORMAT', {
    stage: 'layout-format',
    subject: {},
    message: 'The layout is not one: it has 2 problems.',
    remedy: 'Get the layout from the project owner again; if it is the right one, have it corrected and signed again.',
    details: {
      problems: [
        { path: 'steps.0.threshold', message: 'an integer expected, got "1"' },
        { path: '', message: 'a very long explanation that does not fit into a single line of eighty columns' },
      ],
    },
  }),
  ERR_LAYOUT_EXPIRED: single(
    'ERR_LAYOUT_EXPIRED',
    {
      stage: 'expiry',
      subject: {},
      message: 'The layout expired at 2023-04-04T00:00:00Z; it is verified for 2026-11-23T09:00:00Z.',
      remedy:
        'Get a newer layout from the project owner; if this one is the newest, have it signed again with a later date.',
      details: { expires: '2023-04-04T00:00:00Z', at: AT },
    },
    { expires: '2023-04-04T00:00:00Z' },
  ),
  ERR_LAYOUT_NO_EXPIRY: single('ERR_LAYOUT_NO_EXPIRY', {
    stage: 'expiry',
    subject: {},
    message: 'The layout does not say when it expires, so it would be valid for ever.',
    remedy: 'Have the layout signed again with a date in "expires".',
    details: { at: AT },
  }),
  ERR_LAYOUT_THRESHOLD: single('ERR_LAYOUT_THRESHOLD', {
    stage: 'layout-format',
    subject: { item: 'package' },
    message: 'The threshold of "package" is 0: nobody would have to sign.',
    remedy: 'Set the threshold to 1 or more and have the layout signed again.',
    details: { threshold: 0 },
  }),
  ERR_LAYOUT_NAME: single('ERR_LAYOUT_NAME', {
    stage: 'layout-format',
    subject: { item: '../build' },
    message: 'The name "../build" holds a path separator.',
    remedy: 'Rename the step and have the layout signed again.',
  }),
  ERR_LAYOUT_CERTIFICATE: single('ERR_LAYOUT_CERTIFICATE', {
    stage: 'certificates',
    subject: { keyId: DAVE },
    message: 'The certificate 556caebd… in the layout\'s "rootcas" cannot be used. It ends too early.',
    remedy: 'Have the layout signed again with one X.509 certificate (PEM, version 3) there.',
    details: { list: 'rootcas', cause: { code: 'ERR_CERTIFICATE_FORMAT', message: 'It ends too early' } },
  }),
  ERR_CERTIFICATE_SUPPORT_MISSING: single('ERR_CERTIFICATE_SUPPORT_MISSING', {
    stage: 'certificates',
    subject: {},
    message: 'The layout lets certificates sign for "build", and certificates are not verified here.',
    remedy: 'Pass createCertificateVerifier() of @intoto/x509 as the option "certificates".',
    details: { steps: ['build'] },
  }),
  ERR_PARAMETER: single('ERR_PARAMETER', {
    stage: 'parameters',
    subject: { item: 'package', ruleList: 'expected_products', ruleNumber: 2 },
    message: 'Rule 2 of expected_products of "package" has the unknown parameter "version".',
    remedy: 'Give a value for every parameter of the layout; a placeholder is a name in braces, such as {version}.',
    details: { list: 'expected_products', number: 2 },
  }),
  ERR_EVIDENCE: single('ERR_EVIDENCE', {
    stage: 'links',
    subject: { item: 'clone' },
    message: 'The links of step "clone" could not be looked for in /srv/links: they cannot be listed.',
    remedy: 'Make the source of links reachable and verify again.',
    details: { cause: { code: 'EACCES', message: "permission denied, scandir '/srv/links'" } },
  }),
  ERR_LINK_NOT_FOUND: single(
    'ERR_LINK_NOT_FOUND',
    {
      stage: 'links',
      subject: { item: 'package' },
      message: 'Step "package" needs 2 links and has 1 in links/; 3 other candidates refused.',
      remedy: 'Have the step carried out with one of the keys 2f89b927…, 2f89b927….',
      details: {
        required: 2,
        found: 1,
        keyIds: [BOB, CAROL],
        candidates: [
          { location: 'links/package.2f89b927.link', keyId: BOB, reason: 'found', message: 'it was found' },
          {
            location: 'links/package.776a00e2.link',
            reason: 'other-key',
            message: 'it is signed with key 776a00e2…, which the layout has but the step does not list',
          },
          {
            location: 'links/package.link',
            reason: 'file-name',
            message: 'it is signed with key 2f89b927… and so must be named "package.2f89b927.link"',
          },
          {
            location: 'links/package .\u001B[1mlink',
            reason: 'malformed',
            message: 'it is neither a link nor a layout',
          },
        ],
      },
    },
    { checks: [skipped('step-rules', 'package', 'No link.')] },
  ),
  ERR_LINK_FORMAT: single('ERR_LINK_FORMAT', {
    stage: 'links',
    subject: { item: 'package', location: 'links/package.2f89b927.link' },
    message: '"links/package.2f89b927.link" cannot be read: Line 3, column 7: "}" expected.',
    remedy: 'Remove the file or replace it by the one its functionary made; verification cannot pass over it.',
    details: { cause: { code: 'ERR_JSON_SYNTAX', message: 'Line 3, column 7: "}" expected.' } },
  }),
  ERR_LINK_UNKNOWN_MEMBER: single('ERR_LINK_UNKNOWN_MEMBER', {
    stage: 'links',
    subject: { item: 'package', location: 'links/package.2f89b927.link' },
    message: '"links/package.2f89b927.link" differs from what in-toto signs in "extra".',
    remedy: 'Have the link made again with exactly the members of the specification, or sign it as a DSSE envelope.',
    details: { members: ['extra'] },
  }),
  ERR_LINK_KEY_EXPIRED: single('ERR_LINK_KEY_EXPIRED', {
    stage: 'threshold',
    subject: { item: 'build', keyId: BOB, location: 'build.2f89b927.link' },
    message:
      '"build.2f89b927.link" cannot be relied on any more: the main key of the subkey expired at 2026-01-01T00:00:00Z.',
    remedy: 'Have the link signed again, or remove it; other verifiers do not look at this expiry and count the link.',
    details: { cause: { code: 'ERR_SIGNATURE_EXPIRED', message: 'It expired.' } },
  }),
  ERR_LINK_KEY_ID: single('ERR_LINK_KEY_ID', {
    stage: 'threshold',
    subject: { item: 'package', keyId: BOB, location: 'links/package.2f89b927.link' },
    message: 'The link is not signed with the subkey 2f89b927… that step "package" lists.',
    remedy: 'Have the link signed with the subkey, or have the layout list the main key for the step.',
  }),
  ERR_LINK_KEY_UNUSABLE: single('ERR_LINK_KEY_UNUSABLE', {
    stage: 'threshold',
    subject: { item: 'package', keyId: DAVE, location: 'links/package.556caebd.link' },
    message: 'The public key is not a PEM.',
    remedy: "Correct the key in the layout's keys and have the layout signed again.",
  }),
  ERR_LINK_THRESHOLD: single(
    'ERR_LINK_THRESHOLD',
    {
      stage: 'threshold',
      subject: { item: 'package' },
      message: 'Step "package" must be signed by 2 functionaries and is by 1; 1 candidate refused.',
      remedy: 'Find out who changed "links/package.2f89b927.link" since it was signed.',
      details: {
        required: 2,
        counted: 1,
        keyIds: [BOB, DAVE],
        candidates: [
          { location: 'links/package.556caebd.link', keyId: DAVE, reason: 'accepted', message: 'it counts' },
          {
            location: 'links/package.2f89b927.link',
            keyId: BOB,
            reason: 'bad-signature',
            message: 'its signature by key 2f89b927… does not verify',
          },
          {
            location: 'links/package.c0ffee00.link',
            reason: 'certificate',
            code: 'ERR_CERTIFICATE_EXPIRED',
            message: 'the certificate "CN=x" expired after 2026-01-01T00:00:00Z, and the time is 2026-11-23T09:00:00Z',
          },
        ],
      },
    },
    {
      checks: [
        {
          status: 'warning',
          code: 'WARN_LINK_REFUSED',
          stage: 'threshold',
          subject: { item: 'package', keyId: BOB, location: 'links/package.2f89b927.link' },
          message: '"links/package.2f89b927.link" does not count: its signature by key 2f89b927… does not verify.',
          details: { reason: 'bad-signature' },
        },
      ],
    },
  ),
  ERR_LINK_NAME: single('ERR_LINK_NAME', {
    stage: 'links',
    subject: { item: 'package', keyId: BOB, location: 'links/package.2f89b927.link' },
    message: 'The link was made for the step "build".',
    remedy: 'Put the link that was made for this step there.',
    details: { expected: 'package', found: 'build' },
  }),
  ERR_LINK_ARTIFACT_NAME: single('ERR_LINK_ARTIFACT_NAME', {
    stage: 'links',
    subject: { item: 'package', keyId: BOB, location: 'links/package.2f89b927.link' },
    message: 'Artifact names that are not in normal form could get past the rules.',
    remedy: 'Have the functionary record the step again, with paths relative to the project.',
    details: {
      artifacts: ['dir/../foo', './bar', 'a//b', 'two words/./x', 'bell\u0007', '\u001B[2J\u001B[1;1HPASSED'],
      artifactsTotal: 250,
    },
  }),
  ERR_SUBLAYOUT: single(
    'ERR_SUBLAYOUT',
    {
      stage: 'sublayout',
      subject: { item: 'build', keyId: BOB, location: 'links/build.2f89b927.link' },
      message: 'The sublayout that stands for "build" does not pass: 2 failures.',
      remedy: 'Correct what failed in the sublayout.',
      details: { codes: ['ERR_LINK_NOT_FOUND', 'ERR_SUBLAYOUT'] },
    },
    {
      sublayouts: [
        {
          step: 'build',
          keyId: BOB,
          report: failedReport(
            [
              failure('ERR_LINK_NOT_FOUND', {
                stage: 'links',
                subject: { item: 'compile' },
                message: '"compile" needs 1 link, and none was found.',
                remedy: 'Have the functionary carry out the step.',
                details: { required: 1, found: 0, keyIds: [DAVE], candidates: [] },
              }),
              failure('ERR_SUBLAYOUT', {
                stage: 'sublayout',
                subject: { item: 'link', keyId: CAROL },
                message: 'The sublayout that stands for "link" does not pass: 1 failure.',
                remedy: 'Get a newer layout from the functionary.',
              }),
            ],
            {
              checks: [skipped('step-rules', 'compile', 'No link.')],
              sublayouts: [
                {
                  step: 'link',
                  keyId: CAROL,
                  report: single('ERR_LAYOUT_EXPIRED', {
                    stage: 'expiry',
                    subject: {},
                    message: 'The layout expired at 2026-11-01T00:00:00Z; it is verified for 2026-11-23T09:00:00Z.',
                    remedy: 'Get a newer layout from the functionary.',
                    details: { expires: '2026-11-01T00:00:00Z', at: AT },
                  }),
                },
              ],
            },
          ),
        },
      ],
    },
  ),
  ERR_SUBLAYOUT_DEPTH: single('ERR_SUBLAYOUT_DEPTH', {
    stage: 'sublayout',
    subject: { item: 'build', keyId: BOB },
    message: 'Sublayouts are nested more than 8 deep.',
    remedy: 'Raise limits.maxSublayoutDepth if that is meant.',
    details: { path: ['outer', 'middle', 'build'] },
  }),
  ERR_LINKS_DISAGREE: single('ERR_LINKS_DISAGREE', {
    stage: 'agreement',
    subject: { item: 'build' },
    message: 'The links for "build" report different artifacts, although its threshold is 2.',
    remedy: 'Find out which of the functionaries built something else; a build that is not reproducible cannot agree.',
    details: {
      links: [
        { keyId: BOB, location: 'links/build.2f89b927.link' },
        { keyId: DAVE, location: 'links/build.556caebd.link' },
        { keyId: ALICE, location: 'links/build.776a00e2.link' },
      ],
      differences: [
        { list: 'materials', artifact: 'src/main.c', digests: [sha256('1'), sha256('1'), sha256('2')] },
        { list: 'products', artifact: 'out/app', digests: [MADE, TOUCHED, null] },
        {
          list: 'products',
          artifact: 'out/lib',
          digests: [{ sha256: 'AB'.repeat(32) }, { sha256: 'ab'.repeat(32) }, { sha256: 'ab'.repeat(32) }],
        },
      ],
    },
  }),
  ERR_RULE_DISALLOW: single(
    'ERR_RULE_DISALLOW',
    {
      stage: 'step-rules',
      subject: { item: 'package', ruleList: 'expected_materials', ruleNumber: 5, artifact: undefined },
      message: 'DISALLOW "*" matches "foo.py" and 3 more materials of "package".',
      remedy: 'Find out how foo.py changed after the step that made it, or allow the change in the layout.',
    },
    {
      traces: [
        {
          item: 'package',
          ruleList: 'expected_materials',
          queue: ['dist/foo.cfg', 'foo.lock', 'foo.py', 'notes.txt'],
          rules: [
            {
              number: 1,
              rule: 'MATCH *.py WITH PRODUCTS FROM write-code',
              consumed: [],
              refused: [],
              nearMisses: [
                {
                  artifact: 'foo.py',
                  sought: 'foo.py',
                  step: 'write-code',
                  reason: 'digest-differs',
                  found: TOUCHED,
                  expected: MADE,
                },
              ],
            },
            {
              number: 2,
              rule: 'MATCH foo.cfg IN dist WITH PRODUCTS IN build FROM write-code',
              consumed: [],
              refused: [],
              nearMisses: [
                {
                  artifact: 'dist/foo.cfg',
                  sought: 'build/foo.cfg',
                  step: 'write-code',
                  reason: 'path-absent',
                  found: sha256('c'),
                  sameDigest: ['etc/foo.cfg', 'old/foo.cfg'],
                },
              ],
            },
            {
              number: 3,
              rule: 'MATCH notes.txt WITH PRODUCTS FROM review',
              consumed: [],
              refused: [],
              nearMisses: [
                {
                  artifact: 'notes.txt',
                  sought: 'notes.txt',
                  step: 'review',
                  reason: 'step-absent',
                  found: sha256('d'),
                },
              ],
            },
            {
              number: 4,
              rule: 'MATCH *.lock WITH PRODUCTS FROM write-code',
              consumed: [],
              refused: [],
              nearMisses: [
                {
                  artifact: 'foo.lock',
                  sought: 'foo.lock',
                  step: 'write-code',
                  reason: 'path-absent',
                  found: sha256('e'),
                  sameDigest: [],
                },
              ],
            },
            {
              number: 5,
              rule: 'DISALLOW *',
              consumed: [],
              refused: ['dist/foo.cfg', 'foo.lock', 'foo.py', 'notes.txt'],
              nearMisses: [],
            },
          ],
        },
      ],
    },
  ),
  ERR_RULE_REQUIRE: single(
    'ERR_RULE_REQUIRE',
    {
      stage: 'inspection-rules',
      subject: { item: 'untar', ruleList: 'expected_products', ruleNumber: 1, artifact: 'foo.py' },
      message: 'REQUIRE "foo.py": no such product of "untar".',
      remedy: 'Check that the package holds the file, or correct the rule.',
    },
    {
      traces: [
        {
          item: 'untar',
          ruleList: 'expected_products',
          queue: ['README', 'demo/foo.py', 'demo/old/foo.py'],
          rules: [{ number: 1, rule: 'REQUIRE foo.py', consumed: [], refused: ['foo.py'], nearMisses: [] }],
        },
      ],
    },
  ),
  ERR_RULE_FORMAT: single('ERR_RULE_FORMAT', {
    stage: 'step-rules',
    subject: { item: 'package', ruleList: 'expected_products', ruleNumber: 3 },
    message: 'The rule "MATCH foo" is not one: MATCH needs 6, 8 or 10 words.',
    remedy: 'Correct the rule and have the layout signed again.',
    details: { rule: 'MATCH foo' },
  }),
  ERR_RULE_PATH: single('ERR_RULE_PATH', {
    stage: 'step-rules',
    subject: { item: 'package', ruleList: 'expected_products', ruleNumber: 1, artifact: String.raw`dist\foo.py` },
    message: 'The name cannot be put together again after the prefix "dist" was cut off.',
    remedy: 'Record the step again with forward slashes.',
    details: { rule: 'MATCH * IN dist WITH PRODUCTS FROM build', artifacts: [String.raw`dist\foo.py`] },
  }),
  ERR_INSPECTION_RUNNER_MISSING: single('ERR_INSPECTION_RUNNER_MISSING', {
    stage: 'inspection',
    subject: {},
    message: 'The layout has 1 inspection and no inspection runner was given.',
    remedy: 'Pass an inspection runner; it carries out commands that the author of the layout chose.',
    details: { inspections: ['untar'] },
  }),
  ERR_INSPECTION_FAILED: single('ERR_INSPECTION_FAILED', {
    stage: 'inspection',
    subject: { item: 'untar' },
    message: 'The command cannot be started.',
    remedy: 'Install the program, or put it on the PATH.',
    details: {
      run: ['tar', 'xzf', 'foo bar.tar.gz'],
      cause: { code: 'ERR_COMMAND_NOT_FOUND', message: 'tar: not found' },
    },
  }),
  ERR_INSPECTION_EXIT_STATUS: single('ERR_INSPECTION_EXIT_STATUS', {
    stage: 'inspection',
    subject: { item: 'untar' },
    message: 'The command of "untar" ended with status 2.',
    remedy: 'Find the reason in its output.',
    details: {
      run: ['tar', 'xzf', 'foo.tar.gz'],
      exitStatus: 2,
      output: [
        ...Array.from({ length: 12 }, (_, index) => `x file-${index + 1}`),
        '\u001B[31mtar: foo.tar.gz: Cannot open: No such file or directory, which is rather a long line to print\u001B[0m',
        'PASSED\r\ntar: Exiting with failure status due to previous errors',
        '',
      ].join('\n'),
    },
  }),
  ERR_LIMIT: single('ERR_LIMIT', {
    stage: 'links',
    subject: { item: 'package', location: 'links/package.2f89b927.link' },
    message: 'The file is larger than 67108864 bytes.',
    remedy: 'Find out why it is that large; if it is meant to be, raise the limit in the options.',
    details: { limit: 'maxBytes', maxBytes: 67108864 },
  }),
};

/** A passed verification with everything a report can hold. */
export const PASSED_REPORT: PassedReport = passedReport({
  checks: [
    { status: 'passed', stage: 'keys', subject: {}, message: '1 key given for the layout.', details: {} },
    {
      status: 'warning',
      code: 'WARN_LINK_REFUSED',
      stage: 'sublayout',
      subject: { item: 'build', keyId: CAROL, location: 'links/build.2f89b927.link' },
      message: 'The sublayout does not pass; the threshold is met without it.',
      details: {},
    },
    {
      status: 'warning',
      code: 'WARN_COMMAND_DIFFERS',
      stage: 'command',
      subject: { item: 'clone', keyId: BOB, location: 'links/clone.2f89b927.link' },
      message: 'The link for "clone" reports another command.',
      details: { expected: ['git', 'clone', 'https://example.org/demo.git'], found: [] },
    },
    {
      status: 'passed',
      stage: 'inspection',
      subject: { item: 'untar' },
      message: 'Carried out.',
      details: {},
    },
    { status: 'passed', stage: 'inspection', subject: { item: 'list' }, message: 'Carried out too.', details: {} },
    skipped('agreement', 'clone', 'The threshold is 1.'),
    skipped('agreement', 'build', 'The threshold is 1.'),
  ],
  signatures: [
    { keyId: ALICE, location: 'root.layout', keyExpires: '2027-03-01T00:00:00Z' },
    { item: 'clone', keyId: BOB, location: 'links/clone.2f89b927.link' },
    { item: 'build', keyId: DAVE, location: 'links/build.556caebd.link' },
    {
      item: 'test',
      keyId: CAROL,
      location: 'links/test.2f89b927.link',
      certificate: {
        subject: 'CN=tester',
        root: 'c0ffee0000000000000000000000000000000000000000000000000000000000',
        dnsNames: [],
        emails: [],
        uris: ['spiffe://example.org/tester'],
        notBefore: '2026-01-01T00:00:00Z',
        notAfter: '2027-01-01T00:00:00Z',
        validAt: AT,
      },
    },
  ],
  sublayouts: [
    {
      step: 'build',
      keyId: DAVE,
      report: passedReport({
        signatures: [
          { keyId: DAVE },
          { item: 'compile', keyId: BOB, location: 'links/build.556caebd/compile.2f89b927.link' },
        ],
        checks: [
          {
            status: 'warning',
            code: 'WARN_KEY_COUNTED_ONCE',
            stage: 'threshold',
            subject: { item: 'compile' },
            message: 'Two links are signed by one functionary.',
            details: { keyIds: [BOB, CAROL] },
          },
        ],
      }),
    },
    { step: 'build', keyId: CAROL, report: FAILED_REPORTS.ERR_LAYOUT_EXPIRED },
  ],
  summary: {
    name: '',
    materials: {},
    products: { 'foo.tar.gz': MADE, 'foo tar.gz.asc': TOUCHED },
    command: [],
    byproducts: {},
    environment: {},
  },
});

/** Two steps of five alone, of which one could be decided. */
export const PARTIAL_REPORT: PartialReport = {
  ...withoutSummary({
    checks: [
      {
        status: 'passed',
        stage: 'threshold',
        subject: { item: 'clone' },
        message: 'Signed.',
        details: { required: 1, counted: 1 },
      },
      {
        status: 'passed',
        stage: 'threshold',
        subject: { item: 'build' },
        message: 'Signed.',
        details: { required: 1, counted: 1 },
      },
      {
        status: 'passed',
        stage: 'step-rules',
        subject: { item: 'build', ruleList: 'expected_materials' },
        message: 'Held.',
        details: {},
      },
      skipped('sublayout', 'test', 'The sublayout has inspections.'),
      skipped('step-rules', 'test', 'No link.'),
    ],
    signatures: [
      { keyId: ALICE },
      { item: 'clone', keyId: BOB, location: 'links/clone.2f89b927.link' },
      { item: 'build', keyId: DAVE, location: 'links/build.556caebd.link' },
    ],
    traces: [
      {
        item: 'build',
        ruleList: 'expected_materials',
        queue: ['foo.py'],
        rules: [
          {
            number: 1,
            rule: 'MATCH * WITH PRODUCTS FROM clone',
            consumed: ['foo.py'],
            refused: [],
            nearMisses: [],
          },
        ],
      },
    ],
  }),
  ok: false,
  partial: {
    steps: ['build', 'test'],
    undecided: ['test'],
    uncheckedSteps: ['clone', 'package', 'two words\u202E'],
    sources: ['clone'],
    uncheckedInspections: ['untar'],
  },
  failures: [],
};

/** The same steps, where something failed. */
export const FAILED_PARTIAL_REPORT: PartialReport = {
  ...FAILED_REPORTS.ERR_LINK_NAME,
  partial: {
    steps: ['package'],
    undecided: ['package'],
    uncheckedSteps: Array.from({ length: 12 }, (_, index) => `step-${index + 1}`),
    sources: [],
    uncheckedInspections: [],
  },
};
