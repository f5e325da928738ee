import { decodeUtf8, encodeUtf8, formatJson, type JsonValue } from '@intoto/encoding';
import {
  createEnvelope,
  createMetablock,
  IN_TOTO_PAYLOAD_TYPE,
  MetadataError,
  parseMetadata,
  readPayload,
  writeMetadata,
} from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { failureOf, problemsOf } from './failure-of.ts';
import { LAYOUT, LINK } from './samples.ts';

function read(tree: JsonValue): ReturnType<typeof parseMetadata> {
  return parseMetadata(formatJson(tree, 'line'));
}

function envelope(signatures: JsonValue, payload: string = 'e30='): JsonValue {
  return { payload, payloadType: IN_TOTO_PAYLOAD_TYPE, signatures };
}

describe('Metablock', () => {
  it('reads both kinds of signatures and keeps all of them', () => {
    const signatures = [
      { keyid: 'ab', sig: '00ff', extra: [1] },
      { keyid: 'cd', signature: '11', other_headers: '04', sig: '22' },
    ];
    expect(read({ signed: LINK, signatures })).toEqual({
      container: 'metablock',
      signed: LINK,
      signatures: [
        { form: 'plain', keyId: 'ab', sig: '00ff', json: signatures[0] },
        { form: 'gpg', keyId: 'cd', signature: '11', otherHeaders: '04', json: signatures[1] },
      ],
    });
  });

  it('takes a key id or signature of another type for an empty one, which fits no key', () => {
    const signatures = [
      { keyid: 1, sig: null },
      { keyid: null, signature: [], other_headers: {} },
    ];
    const metadata = read({ signed: LINK, signatures });
    expect(metadata.signatures).toMatchObject([
      { keyId: '', sig: '' },
      { keyId: '', signature: '', otherHeaders: '' },
    ]);
    expect(writeMetadata(metadata)).toBe(formatJson({ signed: LINK, signatures }, 'indented'));
  });

  it('reports every problem with its place', () => {
    const tree = { signed: [], signatures: [1, { sig: '' }, { keyid: 'a' }, { keyid: 'a', signature: '' }] };
    expect(failureOf(() => read(tree)).code).toBe('ERR_METADATA_FORMAT');
    expect(problemsOf(() => read(tree))).toEqual([
      '/signed must be of type object',
      '/signatures/0 must be of type object',
      '/signatures/1 must have the member keyid',
      '/signatures/2 must have the member sig, or the members signature and other_headers',
      '/signatures/3 must have the member sig, or the members signature and other_headers',
    ]);
    expect(problemsOf(() => read({ signed: LINK, signatures: {} }))).toEqual(['/signatures must be of type array']);
  });

  it('is written as the reference does', () => {
    const text = writeMetadata(createMetablock({ _type: 'link', name: 'é' }));
    expect(text).toBe('{\n "signatures": [],\n "signed": {\n  "_type": "link",\n  "name": "\\u00e9"\n }\n}');
    expect(parseMetadata(text)).toEqual(createMetablock({ _type: 'link', name: 'é' }));
  });

  it('keeps what is signed as it was received', () => {
    const signed = { ...LAYOUT, custom: 1 };
    expect(readPayload(read({ signed, signatures: [] }))).toEqual(signed);
    expect(readPayload(parseMetadata(writeMetadata(read({ signed, signatures: [] }))))).toEqual(signed);
  });
});

describe('DSSE envelope', () => {
  it('decodes payload and signatures', () => {
    const json = { keyid: 'ab', sig: '-_8=', extra: {} };
    expect(read(envelope([json]))).toEqual({
      container: 'dsse',
      payloadType: IN_TOTO_PAYLOAD_TYPE,
      payload: encodeUtf8('{}'),
      signatures: [{ keyId: 'ab', sig: Uint8Array.of(0xfb, 0xff), json }],
    });
  });

  it('is written as the reference does, signatures in the standard alphabet', () => {
    expect(writeMetadata(read(envelope([{ sig: '-_8=', keyid: 'ab', extra: {} }])))).toBe(
      `{"payload": "e30=", "payloadType": "${IN_TOTO_PAYLOAD_TYPE}", ` +
        '"signatures": [{"extra": {}, "keyid": "ab", "sig": "+/8="}]}',
    );
    const made = createEnvelope(LINK);
    expect(decodeUtf8(made.payload)).toBe(formatJson(LINK, 'line'));
    expect(parseMetadata(encodeUtf8(writeMetadata(made)))).toEqual(made);
    expect(readPayload(made)).toEqual(LINK);
  });

  it('wins over a Metablock in the same document', () => {
    expect(read({ ...(envelope([]) as object), signed: LINK }).container).toBe('dsse');
    expect(failureOf(() => read({ payload: 'e30=', signed: LINK, signatures: [] })).code).toBe(
      'ERR_METADATA_PAYLOAD_TYPE',
    );
  });

  it.each([
    ['signatures that are absent', { payload: '', payloadType: IN_TOTO_PAYLOAD_TYPE }, 'ERR_METADATA_FORMAT'],
    ['a signature without key id', envelope([{ sig: '' }]), 'ERR_METADATA_FORMAT'],
    ['a key id that is a list', envelope([{ sig: '', keyid: [] }]), 'ERR_METADATA_FORMAT'],
    ['a signature that is not base64', envelope([{ sig: 'AA', keyid: 'a' }]), 'ERR_METADATA_BASE64'],
    ['a payload that is not base64', envelope([], 'e30'), 'ERR_METADATA_BASE64'],
    [
      'two signatures of one key',
      envelope([
        { sig: '', keyid: 'a' },
        { sig: '', keyid: 'a' },
      ]),
      'ERR_METADATA_DUPLICATE_SIGNATURE',
    ],
    [
      'two signatures of no key',
      envelope([
        { sig: '', keyid: null },
        { sig: '', keyid: null },
      ]),
      'ERR_METADATA_DUPLICATE_SIGNATURE',
    ],
    ['another payload type', { payload: '', payloadType: 'text/plain', signatures: [] }, 'ERR_METADATA_PAYLOAD_TYPE'],
  ])('refuses %s', (_name, tree, code) => {
    expect(failureOf(() => read(tree)).code).toBe(code);
  });

  it.each([['[]'], ['null'], ['"x"']])('refuses the payload %s when it is read', (text) => {
    const metadata = { ...createEnvelope(LINK), payload: encodeUtf8(text) };
    expect(failureOf(() => readPayload(metadata)).code).toBe('ERR_METADATA_PAYLOAD');
  });

  it('reads the payload in the dialect asked for', () => {
    const metadata = { ...createEnvelope(LINK), payload: encodeUtf8('{"a": 1.0}') };
    expect(failureOf(() => readPayload(metadata)).code).toBe('ERR_JSON_FLOAT');
    expect(readPayload(metadata, { dialect: 'python' })).toMatchObject({ a: { text: '1.0' } });
  });
});

describe('parseMetadata', () => {
  it.each([['{}'], ['[]'], ['null'], ['"payload"'], ['["signed"]']])('refuses %s', (text) => {
    const error = failureOf(() => parseMetadata(text));
    expect(error).toBeInstanceOf(MetadataError);
    expect(error.code).toBe('ERR_METADATA_FORMAT');
    expect((error as MetadataError).problems).toHaveLength(1);
  });

  it('limits the number of signatures', () => {
    const signatures = Array.from({ length: 1001 }, () => ({ keyid: 'a', sig: '' }));
    expect(failureOf(() => read({ signed: LINK, signatures })).code).toBe('ERR_METADATA_SIGNATURE_LIMIT');
    expect(failureOf(() => read(envelope(signatures))).code).toBe('ERR_METADATA_SIGNATURE_LIMIT');
    const text = formatJson({ signed: LINK, signatures }, 'line');
    expect(parseMetadata(text, { maxSignatures: 1001 }).signatures).toHaveLength(1001);
    expect(() => parseMetadata(text, { maxSignatures: -1 })).toThrow(TypeError);
  });

  it('passes the limits of JSON on', () => {
    expect(failureOf(() => parseMetadata('{"signed": {}}', { maxBytes: 5 })).code).toBe('ERR_JSON_SIZE');
    expect(failureOf(() => parseMetadata('{"signed": {}, "signed": {}}')).code).toBe('ERR_JSON_DUPLICATE_NAME');
  });

  it('knows no other containers', () => {
    expect(() => writeMetadata({ container: 'zip' } as never)).toThrow(TypeError);
  });
});
