import { formatJson, JsonFloat, type JsonObject, parseJson, type JsonValue } from '@intoto/encoding';
import {
  createInspection,
  createLayout,
  createStep,
  encodeLayout,
  isLayout,
  isLink,
  MAX_PROBLEMS,
  ModelError,
  parseLayout,
  parsePayload,
  parsePublicKey,
} from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { failureOf, problemsOf } from './failure-of.ts';
import { change, changeStep, ED25519_KEY, EXPIRES, GPG_KEY, LAYOUT, LINK, sampleKey, sampleLayout } from './samples.ts';

describe('parseLayout', () => {
  it('reads every member', () => {
    const layout = parseLayout(LAYOUT);
    expect(layout).toMatchObject({ type: 'layout', readme: 'What the steps are for.', expires: EXPIRES });
    expect([...layout.keys]).toEqual([['c6d8bf2e', sampleKey()]]);
    expect(layout.steps).toMatchObject([
      {
        type: 'step',
        name: 'write',
        expectedMaterials: [],
        expectedProducts: [['CREATE', 'foo.py']],
        pubkeys: ['c6d8bf2e'],
        expectedCommand: ['vi', 'foo.py'],
        threshold: 1,
      },
    ]);
    expect(layout.inspections).toMatchObject([
      { type: 'inspection', name: 'untar', run: ['tar', 'xf', 'foo.tar.gz'], expectedProducts: [] },
    ]);
  });

  it('fills in what is absent', () => {
    const layout = parseLayout({ _type: 'layout', steps: [{ name: 'a' }], inspect: [{ name: 'b' }] });
    expect(layout).toMatchObject({ readme: '', expires: undefined, keys: new Map() });
    expect(layout.steps).toMatchObject([{ threshold: 1, pubkeys: [], expectedCommand: [], expectedMaterials: [] }]);
    expect(layout.inspections).toMatchObject([{ run: [], expectedMaterials: [], expectedProducts: [] }]);
  });

  it('reports every problem with its place', () => {
    const tree = {
      ...LAYOUT,
      readme: 1,
      expires: '2030-02-30T00:00:00Z',
      keys: { 'not/hex': ED25519_KEY, ab: { keyid: 'ab' }, cd: { ...ED25519_KEY, scheme: 'none' } },
      steps: [
        { name: 'a', threshold: 'one', pubkeys: ['zz', 1], expected_materials: [['GRAB', '*'], 'x', ['ALLOW', 1]] },
        { name: 'a', expected_products: [['MATCH', '*', 'WITH', 'FILES', 'FROM', 'a']], self: 1 },
      ],
      inspect: [{ run: 'tar' }, 1],
    } as unknown as JsonObject;
    expect(problemsOf(() => parseLayout(tree))).toEqual([
      '/steps/0/expected_materials/1 must be of type array',
      '/steps/0/expected_materials/2/1 must be of type string',
      '/steps/0/pubkeys/0 must be one or more hexadecimal digits',
      '/steps/0/pubkeys/1 must be of type string',
      '/steps/0/threshold must be of type integer or boolean',
      '/inspect/0 must have the member name',
      '/inspect/0/run must be of type array',
      '/inspect/1 must be of type object',
      '/readme must be of type string',
      '/expires must be a time that exists',
      '/keys/not~1hex must have a key id of hexadecimal digits as its name',
      '/keys/ab must have the member keytype',
      '/keys/ab must have the member scheme',
      '/keys/ab must have the member keyval',
      '/keys/cd must have a known keytype and scheme, not ed25519 with none',
      '/steps/0/expected_materials/0 must begin with one of CREATE, DELETE, MODIFY, ALLOW, DISALLOW, REQUIRE, MATCH',
      '/steps/1 must not have a member self, which the reference cannot read',
      '/steps/1/name must be another than "a", which is taken',
      '/steps/1/expected_products/0 must name MATERIALS or PRODUCTS after WITH: MATCH pattern [IN prefix] WITH MATERIALS|PRODUCTS [IN prefix] FROM step',
    ]);
  });

  it('shows the first problems in the message, on one line', () => {
    const error = failureOf(() => parseLayout(change(LAYOUT, { readme: 1, inspect: 1, keys: { '\u001b[2J\n': 1 } })));
    expect(error).toBeInstanceOf(ModelError);
    expect((error as ModelError).problems).toHaveLength(4);
    expect(error.code).toBe('ERR_MODEL_FORMAT');
    expect(error.message).toBe(
      'This is not a layout: /inspect must be of type array; /readme must be of type string; ' +
        '/keys/\\u001b[2J\\u000a must have a key id of hexadecimal digits as its name; and 1 more.',
    );
  });

  it('keeps a bounded number of problems and counts the others', () => {
    const { details, message } = failureOf(() => parseLayout(changeStep({ pubkeys: Array(5000).fill(1) })));
    expect(details['problems']).toHaveLength(MAX_PROBLEMS);
    expect(details['problemCount']).toBe(5000);
    expect(message).toContain('and 4997 more');
  });

  it.each([[null], [1], ['layout'], [[]], [true]])('refuses %j', (value) => {
    expect(problemsOf(() => parseLayout(value))).toEqual([' must be of type object']);
  });

  it('refuses a link and a layout without steps', () => {
    expect(problemsOf(() => parseLayout(LINK))).toContain('/_type must be layout');
    expect(problemsOf(() => parseLayout({ _type: 'layout' }))).toEqual([
      ' must have the member steps',
      ' must have the member inspect',
    ]);
  });

  it('does not let one name stand for a step and an inspection', () => {
    const tree = change(LAYOUT, { inspect: [{ name: 'write' }] });
    expect(problemsOf(() => parseLayout(tree))).toEqual([
      '/inspect/0/name must be another than "write", which is taken',
    ]);
  });

  it('takes ordinary names from Object.prototype for ordinary names', () => {
    const tree = parseJson(
      '{"_type": "layout", "steps": [{"name": "__proto__", "toJSON": 1}], "inspect": [], "__proto__": 2}',
    );
    const layout = parseLayout(tree);
    expect(Object.keys(layout.unknown)).toEqual(['__proto__']);
    expect(Object.keys(layout.steps[0]?.unknown ?? {})).toEqual(['toJSON']);
    expect(formatJson(encodeLayout(layout), 'compact')).toContain('{"__proto__":2,"_type":"layout"');
  });
});

describe('what has no canonical form', () => {
  it.each([
    ['a float token', new JsonFloat('1.0')],
    ['a fraction', 1.5],
    ['a number that is not exact', 2 ** 60],
  ])('refuses %s', (_name, value) => {
    const error = failureOf(() => parseLayout(changeStep({ expected_command: ['x', [value]] })));
    expect(error.code).toBe('ERR_MODEL_FLOAT');
    expect((error as ModelError).problems).toMatchObject([{ path: '/steps/0/expected_command/1/0' }]);
  });

  it('takes a float that is zero for no date, as the reference does', () => {
    for (const zero of ['0.0', '-0.0', '0e9', '1e-400']) {
      expect(parseLayout(change(LAYOUT, { expires: new JsonFloat(zero) })).expires).toBe(undefined);
    }
    for (const float of ['0.1', 'NaN', '-Infinity']) {
      const error = failureOf(() => parseLayout(change(LAYOUT, { expires: new JsonFloat(float) })));
      expect(error.code).toBe('ERR_MODEL_FORMAT');
    }
    for (const name of ['steps', 'inspect']) {
      const error = failureOf(() => parseLayout(change(LAYOUT, { [name]: new JsonFloat('0.0') })));
      expect(error.code).toBe('ERR_MODEL_FORMAT');
    }
  });

  it('takes a float for no object and no list', () => {
    const float = new JsonFloat('NaN');
    for (const members of [{ keys: float }, { keys: { ab: float } }, { steps: float }, { steps: [float] }]) {
      expect(failureOf(() => parseLayout(change(LAYOUT, members))).code).toBe('ERR_MODEL_FORMAT');
    }
  });

  it('refuses half a surrogate pair in a value or a name', () => {
    const error = failureOf(() =>
      parseLayout(changeStep({ expected_command: ['x\ud800', { '\udc00': null, '😀': true }] })),
    );
    expect(error.code).toBe('ERR_MODEL_SURROGATE');
    expect((error as ModelError).problems.map(({ path }) => path)).toEqual([
      '/steps/0/expected_command/0',
      '/steps/0/expected_command/1',
    ]);
  });

  it('refuses nesting without end', () => {
    let deep: JsonObject = {};
    for (let level = 0; level < 100_000; level++) deep = { deep };
    expect(failureOf(() => parseLayout(changeStep({ expected_command: [deep] }))).code).toBe('ERR_MODEL_DEPTH');
    for (const levels of [600, 100_000]) {
      let key = GPG_KEY;
      for (let level = 0; level < levels; level++) key = { ...GPG_KEY, subkeys: { ab: key } };
      const error = failureOf(() => parseLayout(change(LAYOUT, { keys: { ab: key } })));
      expect(error).toMatchObject({ code: 'ERR_MODEL_DEPTH' });
      expect((error as ModelError).problems).toMatchObject([{ path: '/keys' }]);
      expect(failureOf(() => parsePublicKey(key)).code).toBe('ERR_MODEL_DEPTH');
    }
  });

  it('lets anything stand in members that the reference drops before it canonicalises', () => {
    const tree = change(changeStep({ hint: new JsonFloat('1.0') }), { custom: ['\ud800', new JsonFloat('NaN')] });
    expect(parseLayout(tree).unknown).toEqual({ custom: ['\ud800', new JsonFloat('NaN')] });
  });

  it('takes integers of any size', () => {
    expect(parseLayout(changeStep({ expected_command: [2n ** 70n] })).steps[0]?.expectedCommand).toEqual([2n ** 70n]);
  });

  it('is a mistake of the caller where it is no JSON at all', () => {
    const [absent, action] = [undefined, () => 1] as unknown as readonly [JsonValue, JsonValue];
    expect(() => parseLayout(changeStep({ expected_command: [absent] }))).toThrow(TypeError);
    expect(() => parseLayout(changeStep({ expected_command: [action] }))).toThrow(/expected_command\/0 is function/);
  });
});

describe('encodeLayout', () => {
  it('gives back what was read', () => {
    expect(encodeLayout(parseLayout(LAYOUT))).toEqual(LAYOUT);
  });

  it('keeps unknown members, or omits them when told', () => {
    const tree = change(changeStep({ hint: [1], name: 's' }), { custom: { a: null } });
    const layout = parseLayout(tree);
    expect(encodeLayout(layout)).toEqual(tree);
    const omitted = encodeLayout(layout, { unknownMembers: 'omit' });
    expect(omitted).toEqual(changeStep({ name: 's' }));
    expect(() => encodeLayout(layout, { unknownMembers: 'drop' as 'omit' })).toThrow(TypeError);
  });

  it('does not let an unknown member stand for a known one', () => {
    const layout = { ...sampleLayout(), unknown: { _type: 'link', readme: 'forged', x: 1 } };
    expect(encodeLayout(layout)).toMatchObject({ _type: 'layout', readme: '', x: 1 });
  });

  it('writes the threshold as it was received, unless it was changed', () => {
    for (const threshold of [true, false, 2n ** 70n, -(2n ** 70n), 0, -3]) {
      const layout = parseLayout(changeStep({ threshold }));
      expect(layout.steps[0]?.threshold).toBe(Number(threshold));
      expect(encodeLayout(layout)).toEqual(changeStep({ threshold }));
      const steps = layout.steps.map((step) => ({ ...step, threshold: 7 }));
      expect(encodeLayout({ ...layout, steps })).toEqual(changeStep({ threshold: 7 }));
    }
  });

  it('leaves out an expiry date that is not there', () => {
    expect(encodeLayout(parseLayout(change(LAYOUT, { expires: '' })))).toEqual(change(LAYOUT, { expires: undefined }));
  });
});

describe('createLayout', () => {
  it('makes what parseLayout would read', () => {
    const layout = createLayout({
      expires: new Date(Date.UTC(2030, 4, 6, 7, 8, 9, 999)),
      readme: 'What the steps are for.',
      keys: [sampleKey()],
      steps: [
        createStep({
          name: 'write',
          expectedCommand: ['vi', 'foo.py'],
          expectedProducts: [['CREATE', 'foo.py']],
          pubkeys: ['c6d8bf2e'],
        }),
      ],
      inspections: [
        createInspection({
          name: 'untar',
          run: ['tar', 'xf', 'foo.tar.gz'],
          expectedMaterials: [['MATCH', 'foo.py', 'WITH', 'PRODUCTS', 'FROM', 'write']],
        }),
      ],
    });
    expect(layout).toEqual(parseLayout(LAYOUT));
    expect(encodeLayout(createLayout({ expires: undefined }))).toEqual({
      _type: 'layout',
      steps: [],
      inspect: [],
      keys: {},
      readme: '',
    });
  });

  it('lists keys under other names where a map is given', () => {
    expect([...createLayout({ expires: EXPIRES, keys: new Map([['ab', sampleKey()]]) }).keys.keys()]).toEqual(['ab']);
  });

  it('refuses what parseLayout refuses', () => {
    const steps = [createStep({ name: 'a', expectedMaterials: [['GRAB', '*']], threshold: 1.5 })];
    expect(failureOf(() => createLayout({ expires: EXPIRES, steps })).code).toBe('ERR_MODEL_FORMAT');
    const inspections = [createInspection({ name: 'a', expectedProducts: [[]] })];
    expect(failureOf(() => createLayout({ expires: 'tomorrow', inspections })).code).toBe('ERR_MODEL_FORMAT');
  });
});

describe('parsePayload', () => {
  it('tells layouts from links', () => {
    const [layout, link] = [parsePayload(LAYOUT), parsePayload(LINK)];
    expect([isLayout(layout), isLink(layout)]).toEqual([true, false]);
    expect([isLayout(link), isLink(link)]).toEqual([false, true]);
  });

  it.each([
    [undefined, 'absent'],
    ['https://in-toto.io/Statement/v1', '"https://in-toto.io/Statement/v1"'],
    [1, 'not a string'],
  ])('refuses _type %j', (_type, shown) => {
    const error = failureOf(() => parsePayload(change(LINK, { _type })));
    expect(error.code).toBe('ERR_MODEL_TYPE');
    expect(error.message).toContain(`its _type is ${shown}`);
  });
});
