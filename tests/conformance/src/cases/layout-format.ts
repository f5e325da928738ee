import { both, type CaseDefinition, differ, fail, type Outcome, PASS } from '../case-definition.ts';
import { envelope, envelopeOf, envelopeSignature, metablock, toUrlSafe } from '../containers.ts';
import { type Json, type JsonMembers, RawJson, writeJson, writeJsonLine } from '../json-text.ts';
import { oneStep } from '../one-step.ts';
import { LAYOUT_FORMAT, OBSERVED } from '../origins.ts';
import { bob, carl, createSigner, owner } from '../signers.ts';
import { artifacts, inspection, layout, type LayoutSpec, link, linkFile, rules, step } from '../supply-chain.ts';

const LAYOUT = layout();
const FORMAT = fail('layout-format', 'ERR_LAYOUT_FORMAT');
const LINK = linkFile('build', bob, { products: artifacts({ app: 'app' }) });

/** A case whose layout file is this text. */
function file(name: string, description: string, text: string, outcome: Outcome = both(FORMAT)): CaseDefinition {
  return { name, description, origin: LAYOUT_FORMAT, layout: text, ...outcome };
}

/** A case whose layout has these members instead of the usual ones. */
function members(
  name: string,
  description: string,
  changes: Readonly<Record<string, Json | undefined>>,
  outcome: Outcome = both(FORMAT),
): CaseDefinition {
  return file(name, description, metablock(layout({ members: changes }), [owner]), outcome);
}

/** A case with one step, `build`, whose members are partly these. */
function ofStep(
  name: string,
  description: string,
  changes: Readonly<Record<string, Json | undefined>>,
  outcome: Outcome = both(FORMAT),
): CaseDefinition {
  return { name, description, origin: LAYOUT_FORMAT, ...oneStep({ step: { members: changes } }), ...outcome };
}

/** A case whose layout lists this key, which nobody uses. */
function key(name: string, description: string, keys: JsonMembers, outcome: Outcome = both(FORMAT)): CaseDefinition {
  return members(name, description, { keys }, outcome);
}

/** As the payload of an envelope, where signed bytes and members need not agree. */
function dsse(name: string, description: string, spec: LayoutSpec, outcome: Outcome): CaseDefinition {
  return { ...file(name, description, envelope(layout(spec), [owner]), outcome), links: LINK };
}

const signedPayload = (payload: string, type?: string): string =>
  envelopeOf(payload, [envelopeSignature(payload, owner, type)], type);

const BUILD = step('build', { by: [bob] });

export const LAYOUT_FORMATS: readonly CaseDefinition[] = [
  file('layout-not-json', 'The layout file is not JSON.', 'this is not a layout\n'),
  file('layout-empty-file', 'The layout file is empty.', ''),
  file('layout-empty-object', 'The layout file is an empty object.', '{}'),
  file('layout-array', 'The layout file is an array.', '[]'),
  file(
    'layout-byte-order-mark',
    'The layout file begins with a byte order mark.',
    `\uFEFF${metablock(LAYOUT, [owner])}`,
  ),
  file('layout-without-container', 'The layout is not in a container, so there is no signature.', writeJson(LAYOUT)),
  file(
    'layout-other-payload-type',
    'An envelope has another payload type.',
    signedPayload(writeJsonLine(LAYOUT), 'application/vnd.in-toto+xml'),
  ),
  file(
    'layout-payload-before-signed',
    'A file with both "payload" and "signed" is an envelope, and this one is not of in-toto.',
    writeJson({ payload: '', payloadType: 'text/plain', signatures: [], signed: LAYOUT }),
  ),
  file(
    'layout-dsse-url-safe-base64',
    'The payload of an envelope may be in URL-safe base64.',
    urlSafe(layout({ members: { readme: '???>>>' } })),
    both(PASS),
  ),
  file(
    'layout-dsse-base64-without-padding',
    'The padding of base64 is missing.',
    signedPayload(writeJsonLine(layout({ members: { readme: unpadded() } }))).replace(/=+"/, '"'),
  ),
  file(
    'layout-dsse-base64-with-newline',
    'There is a line break in the base64 of the payload.',
    signedPayload(writeJsonLine(LAYOUT)).replace(/("payload": ".{20})/, String.raw`$1\n`),
  ),
  file(
    'layout-dsse-payload-statement',
    'The payload of the envelope is something else.',
    signedPayload('{"_type": "https://in-toto.io/Statement/v1"}'),
  ),
  file(
    'layout-dsse-payload-not-json',
    'The payload of the envelope is not JSON.',
    signedPayload('this is not a layout'),
  ),
  file('layout-is-a-link', 'A link is given as the layout.', metablock(link('build'), [owner])),
  file('layout-is-a-link-dsse', 'A link in an envelope is given as the layout.', envelope(link('build'), [owner])),
  members('layout-other-type', 'The type of the signed part is unknown.', { _type: 'statement' }),
  members('layout-float', 'Canonical JSON has no fractions, not even of a whole number.', {
    keys: { ab: { ...bob.json, extra: new RawJson('1.0') } },
  }),
  {
    ...file(
      'layout-float-dsse',
      'An envelope may not have a fraction anywhere either.',
      envelope(layout({ members: { keys: { ab: { ...bob.json, extra: new RawJson('1.0') } } } }), [owner]),
    ),
    origin: OBSERVED,
  },
  members(
    'layout-big-integer',
    'Integers beyond what a double holds are exact.',
    { keys: { [bob.keyId]: { ...bob.json, extra: 9007199254740993n } } },
    both(PASS),
  ),
  {
    ...file(
      'layout-lone-surrogate',
      'A lone surrogate has no bytes that could be signed.',
      metablock(layout({ members: { readme: new RawJson(String.raw`"\ud800"`) } }), [owner]),
    ),
    origin: OBSERVED,
  },
  members(
    'layout-control-characters',
    'Control characters stand for themselves in what is signed.',
    { readme: 'a\u0000\u0001\t\n\r\u007F"\\/b' },
    both(PASS),
  ),
  members(
    'layout-key-order',
    'Members are signed in the order of code points, not of UTF-16 units.',
    { keys: { [bob.keyId]: { ...bob.json, '\u{1F600}': 1, '\uE000': 2 } } },
    both(PASS),
  ),
  {
    ...file(
      'layout-duplicate-member',
      'A member stands there twice; readers take the one or the other.',
      metablock(LAYOUT, [owner]).replace('"readme": ""', '"readme": "x",\n  "readme": ""'),
    ),
    origin: OBSERVED,
    ...differ(PASS, FORMAT),
  },
  members('layout-steps-absent', 'There is no list of steps.', { steps: undefined }),
  members('layout-steps-null', 'The list of steps is null.', { steps: null }),
  members('layout-inspect-absent', 'There is no list of inspections.', { inspect: undefined }),
  members('layout-readme-null', 'The readme is null.', { readme: null }),
  members('layout-keys-array', 'The keys are an array.', { keys: [] }),
  key('layout-key-name-not-hex', 'A key is listed under an id that is not hexadecimal.', { 'not hex': bob.json }),
  key('layout-key-without-keyid', 'A key does not say its id.', {
    [bob.keyId]: { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: 'ab' } },
  }),
  key('layout-key-type-unknown', 'A key has a type that nobody knows.', {
    [bob.keyId]: { ...bob.json, keytype: 'rot13' },
  }),
  key('layout-key-scheme-unknown', 'A key has a scheme that nobody knows.', {
    [bob.keyId]: { ...bob.json, scheme: 'rot13' },
  }),
  key('layout-key-scheme-of-other-type', 'A key has a scheme of another type of key.', {
    [bob.keyId]: { ...bob.json, scheme: 'rsassa-pss-sha256' },
  }),
  key(
    'layout-key-scheme-sha224',
    'The reference does not register the schemes with SHA-224.',
    keysOf(createSigner('rsa', { scheme: 'rsassa-pss-sha224' })),
  ),
  key('layout-key-without-public', 'A key lacks its public part.', { [bob.keyId]: { ...bob.json, keyval: {} } }),
  key(
    'layout-key-under-other-name',
    'A key is listed under another id than its own.',
    { ab: carl.json },
    { ...differ(PASS, fail('layout-format', 'ERR_LAYOUT_KEY_ID')) },
  ),
  ofStep('step-threshold-text', 'A threshold is text.', { threshold: '1' }),
  ofStep('step-threshold-float', 'A threshold has a fraction.', { threshold: new RawJson('1.0') }),
  ofStep('step-threshold-null', 'A threshold is null.', { threshold: null }),
  ofStep('step-pubkeys-not-hex', 'A step lists a key id that is not hexadecimal.', { pubkeys: ['bob'] }),
  ofStep('step-pubkeys-text', 'A step lists its key id as text instead of a list.', { pubkeys: bob.keyId }),
  ofStep('step-command-text', 'The expected command is text instead of a list.', { expected_command: 'make' }),
  ofStep('step-rules-object', 'The rules are an object.', { expected_products: {} }),
  ofStep('step-rule-text', 'A rule is text instead of a list of words.', { expected_products: ['ALLOW *'] }),
  ofStep('step-rule-word-not-text', 'A word of a rule is a number.', { expected_products: [['ALLOW', 1]] }),
  ofStep('step-rule-unknown', 'A rule begins with an unknown word.', { expected_products: rules('PERMIT *') }),
  ofStep('step-rule-empty', 'A rule has no words.', { expected_products: [[]] }),
  ofStep('step-rule-too-short', 'A rule lacks its pattern.', { expected_products: rules('ALLOW') }),
  ofStep('step-rule-too-long', 'A rule has a word too many.', { expected_products: rules('ALLOW * *') }),
  ofStep('step-match-rule-singular', 'A MATCH rule says PRODUCT instead of PRODUCTS.', {
    expected_products: rules('MATCH * WITH PRODUCT FROM build'),
  }),
  ofStep('step-match-rule-old-as', 'A MATCH rule has the form of old versions, with AS.', {
    expected_products: rules('MATCH PRODUCT a AS b FROM build'),
  }),
  ofStep('step-match-rule-without-from', 'A MATCH rule does not say which step.', {
    expected_products: rules('MATCH * WITH PRODUCTS'),
  }),
  ofStep('step-match-rule-other-order', 'The words of a MATCH rule have one order only.', {
    expected_products: rules('MATCH * FROM build WITH PRODUCTS'),
  }),
  {
    ...file(
      'layout-step-name-twice',
      'Two steps have one name.',
      metablock(layout({ steps: [BUILD, BUILD], functionaries: [bob] }), [owner]),
    ),
    links: LINK,
  },
  {
    ...file(
      'layout-step-and-inspection-name',
      'A step and an inspection have one name.',
      metablock(layout({ steps: [BUILD], inspect: [inspection('build')], functionaries: [bob] }), [owner]),
    ),
    links: LINK,
  },
  dsse(
    'layout-dsse-steps-object',
    'Anything empty is taken for no steps.',
    { members: { steps: {} } },
    differ(PASS, PASS),
  ),
  dsse(
    'layout-dsse-threshold-true',
    'A threshold of true is one of 1.',
    { steps: [{ ...BUILD, threshold: true }], functionaries: [bob] },
    differ(PASS, PASS),
  ),
  dsse(
    'layout-dsse-defaults-absent',
    'Members with defaults may be missing.',
    { steps: [{ name: 'build', pubkeys: [bob.keyId] }], functionaries: [bob], members: { readme: undefined } },
    both(PASS),
  ),
  {
    ...dsse(
      'layout-step-name-null',
      'A step has no name; its links are those of a step called None.',
      { steps: [{ ...BUILD, name: null }], functionaries: [bob] },
      differ(PASS, FORMAT),
    ),
    origin: OBSERVED,
    links: { [`None.${bob.keyId.slice(0, 8)}.link`]: metablock(link(null), [bob]) },
  },
];

/** An envelope whose payload has characters that tell the two alphabets apart. */
function urlSafe(tree: JsonMembers): string {
  return signedPayload(writeJsonLine(tree)).replace(/("payload": ")([^"]+)/, (_, before: string, text: string) => {
    return before + toUrlSafe(text);
  });
}

/** A readme that makes the payload's length no multiple of 3. */
function unpadded(): string {
  return writeJsonLine(LAYOUT).length % 3 === 0 ? 'x' : '';
}

function keysOf(...signers: readonly { readonly keyId: string; readonly json: JsonMembers }[]): JsonMembers {
  return Object.fromEntries(signers.map(({ keyId, json }) => [keyId, json]));
}
