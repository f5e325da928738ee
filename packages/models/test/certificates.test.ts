import type { JsonObject, JsonValue } from '@intoto/encoding';
import {
  createCertificateConstraint,
  createLayout,
  createStep,
  encodeLayout,
  findCertificateProblems,
  parseLayout,
  parseMetadata,
  readSignatureCertificates,
  type SignatureCertificates,
  writeMetadata,
} from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { failureOf } from './failure-of.ts';

const AUTHORITY = { keyid: 'ab', keytype: 'ecdsa', keyval: { certificate: 'PEM', public: 'x' }, extra: 1 };
const CONSTRAINT = {
  common_name: 'builder',
  dns_names: [],
  emails: null,
  organizations: ['*'],
  roots: ['ab'],
};

/** As in-toto-golang writes a layout. */
function layoutTree(members: object = {}, step: object = {}): JsonObject {
  return {
    _type: 'layout',
    steps: [{ _type: 'step', name: 'build', cert_constraints: [CONSTRAINT], ...step }],
    inspect: [],
    keys: {},
    expires: '2030-01-01T00:00:00Z',
    readme: '',
    rootcas: { ab: AUTHORITY },
    intermediatecas: { cd: AUTHORITY, ef: AUTHORITY },
    ...members,
  };
}

/** What a tree looks like as plain JSON. */
function plain(tree: JsonValue): unknown {
  return JSON.parse(JSON.stringify(tree));
}

describe('a layout with certificates', () => {
  it('is read', () => {
    const layout = parseLayout(layoutTree());
    expect([...layout.rootCas]).toEqual([['ab', { certificate: 'PEM', json: AUTHORITY }]]);
    expect([...layout.intermediateCas.keys()]).toEqual(['cd', 'ef']);
    expect(layout.steps[0]?.certConstraints).toEqual([
      {
        commonName: 'builder',
        dnsNames: [],
        emails: [],
        organizations: ['*'],
        roots: ['ab'],
        uris: [],
        received: CONSTRAINT,
      },
    ]);
    expect(layout.unknown).toEqual({});
    expect(layout.steps[0]?.unknown).toEqual({});
    expect(findCertificateProblems(layout)).toEqual([]);
  });

  it('is written as it was received', () => {
    const encoded = plain(encodeLayout(parseLayout(layoutTree()))) as { steps: { cert_constraints: unknown }[] };
    expect(encoded).toMatchObject(layoutTree());
    expect(encoded.steps[0]?.cert_constraints).toEqual([CONSTRAINT]);
  });

  it('is written without its certificates where the reference is to be followed', () => {
    const layout = parseLayout(layoutTree());
    const omitted = plain(encodeLayout(layout, { unknownMembers: 'omit' }));
    expect(Object.keys(omitted as object)).toEqual(['_type', 'steps', 'inspect', 'keys', 'readme', 'expires']);
    expect(JSON.stringify(omitted)).not.toContain('cert_constraints');
    const options = { unknownMembers: 'omit', certificateMembers: 'keep' } as const;
    expect(plain(encodeLayout(layout, options))).toEqual(plain(encodeLayout(layout)));
    expect(plain(encodeLayout(layout, { certificateMembers: 'omit' }))).toEqual(omitted);
  });

  it('says in a constraint what it was changed to', () => {
    const layout = parseLayout(layoutTree());
    const [step] = layout.steps;
    const [constraint] = step?.certConstraints ?? [];
    if (step === undefined || constraint === undefined) throw new TypeError('a constraint expected');
    const changed = { ...layout, steps: [{ ...step, certConstraints: [{ ...constraint, uris: ['spiffe://a/b'] }] }] };
    const again = parseLayout(encodeLayout(changed));
    expect(again.steps[0]?.certConstraints[0]).toMatchObject({ commonName: 'builder', uris: ['spiffe://a/b'] });
  });

  it.each([
    [{ rootcas: 5 }, {}, ['/rootcas']],
    [{ rootcas: [] }, {}, ['/rootcas']],
    [{ rootcas: { ab: 1 } }, {}, ['/rootcas/ab']],
    [{ rootcas: { ab: {} } }, {}, ['/rootcas/ab']],
    [{ rootcas: { ab: { keyval: {} } } }, {}, ['/rootcas/ab/keyval']],
    [{ intermediatecas: { 'a/b': { keyval: { certificate: 1 } } } }, {}, ['/intermediatecas/a~1b/keyval/certificate']],
    [{}, { cert_constraints: null }, ['/steps/0/cert_constraints']],
    [{}, { cert_constraints: [1] }, ['/steps/0/cert_constraints/0']],
    [{}, { cert_constraints: [{ common_names: ['*'] }] }, ['/steps/0/cert_constraints/0']],
    [{}, { cert_constraints: [{ common_name: null }] }, ['/steps/0/cert_constraints/0/common_name']],
    [
      {},
      { cert_constraints: [{ dns_names: [1, 2] }] },
      ['/steps/0/cert_constraints/0/dns_names/0', '/steps/0/cert_constraints/0/dns_names/1'],
    ],
  ])(
    'that are malformed is read all the same, as by the reference, and says so when asked: %j %j',
    (members, step, paths) => {
      const tree = layoutTree(members, step);
      const layout = parseLayout(tree);
      expect(findCertificateProblems(layout).map(({ path }) => path)).toEqual(paths);
      expect(plain(encodeLayout(layout))).toMatchObject(tree);
      const malformed = Object.keys({ ...members, ...step });
      expect([...Object.keys(layout.unknown), ...Object.keys(layout.steps[0]?.unknown ?? {})]).toEqual(malformed);
    },
  );

  it('may have empty members, which are none', () => {
    const layout = parseLayout(layoutTree({ rootcas: {}, intermediatecas: {} }, { cert_constraints: [] }));
    expect([layout.rootCas.size, layout.steps[0]?.certConstraints.length]).toEqual([0, 0]);
    expect(findCertificateProblems(layout)).toEqual([]);
    expect(plain(encodeLayout(layout))).toMatchObject({ rootcas: {}, steps: [{ cert_constraints: [] }] });
  });

  it('is made with all six members of a constraint, as in-toto-golang wants them', () => {
    const certConstraints = [createCertificateConstraint({ roots: ['*'], emails: ['a@b'] })];
    const rootCas = new Map([['ab', { certificate: 'PEM', json: { keyval: { certificate: 'PEM' } } }]]);
    const expires = '2030-01-01T00:00:00Z';
    const layout = createLayout({ expires, rootCas, steps: [createStep({ name: 'build', certConstraints })] });
    expect(plain(encodeLayout(layout))).toMatchObject({
      rootcas: { ab: { keyval: { certificate: 'PEM' } } },
      steps: [
        {
          cert_constraints: [
            { common_name: '', dns_names: [], emails: ['a@b'], organizations: [], roots: ['*'], uris: [] },
          ],
        },
      ],
    });
    const malformed = new Map([['ab', { certificate: 'PEM', json: {} }]]);
    expect(failureOf(() => createLayout({ expires, rootCas: malformed })).code).toBe('ERR_MODEL_FORMAT');
  });
});

function read(members: object, container: 'metablock' | 'dsse' = 'metablock'): SignatureCertificates | undefined {
  const signature = { keyid: 'ab', sig: 'c0ff', ...members };
  const document =
    container === 'metablock'
      ? { signed: {}, signatures: [signature] }
      : { payload: 'e30=', payloadType: 'application/vnd.in-toto+json', signatures: [signature] };
  const metadata = parseMetadata(JSON.stringify(document));
  // They are kept through read and write, whatever they are.
  expect(JSON.parse(writeMetadata(metadata))).toMatchObject({ signatures: [members] });
  const [first] = metadata.signatures;
  if (first === undefined) throw new TypeError('a signature expected');
  return readSignatureCertificates(first);
}

describe('the certificates of a signature', () => {
  it('are read by the names that Go and Witness give them', () => {
    for (const container of ['metablock', 'dsse'] as const) {
      expect(read({ cert: 'PEM' }, container)).toEqual({ leaf: 'PEM', intermediates: [] });
      expect(read({ certificate: 'PEM', intermediates: ['A', 'B'] }, container)).toEqual({
        leaf: 'PEM',
        intermediates: ['A', 'B'],
      });
      expect(read({ cert: 'PEM', certificate: 'PEM' }, container)).toEqual({ leaf: 'PEM', intermediates: [] });
    }
  });

  it('are none where they are malformed or contradict each other', () => {
    for (const members of [{}, { cert: '' }, { cert: 5 }, { cert: ['PEM'] }, { cert: 'A', certificate: 'B' }]) {
      expect(read(members)).toBe(undefined);
    }
    expect(read({ cert: 'PEM', intermediates: 'A' })).toEqual({ leaf: 'PEM', intermediates: [] });
    expect(read({ cert: 'PEM', intermediates: [1, 'A', ''] })).toEqual({ leaf: 'PEM', intermediates: ['A'] });
    expect(read({ cert: 'PEM', signature: 'x', other_headers: 'y' })).toBe(undefined);
  });
});
