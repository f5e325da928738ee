import { preAuthenticationEncoding } from '../containers.ts';
import type { VectorSet } from './vector-set.ts';

const INPUTS: readonly (readonly [payloadType: string, payload: string])[] = [
  ['http://example.com/HelloWorld', 'hello world'],
  ['application/vnd.in-toto+json', ''],
  ['application/vnd.in-toto+json', '{}'],
  ['application/vnd.in-toto+json', '{"_type": "link"}\n'],
  ['application/vnd.in-toto+json', 'é\u{1F600}'],
  ['application/vnd.in-toto+json', 'x'.repeat(1000)],
  ['application/vnd.in-toto+json', '\u0000\r\n'],
  ['', ''],
  ['é', 'x'],
  ['a b', ' c'],
];

export const PRE_AUTHENTICATION_ENCODING: VectorSet = {
  description: 'The bytes that signatures in an envelope cover',
  origin: 'Dead Simple Signing Envelope 1.0, protocol',
  members: {
    payloadType: 'the payload type',
    payload: 'the payload, to be encoded as UTF-8',
    encoded: 'base64 of the bytes that are signed; lengths are those of the encoded texts',
  },
  vectors: INPUTS.map(([payloadType, payload]) => ({
    payloadType,
    payload,
    encoded: preAuthenticationEncoding(payloadType, Buffer.from(payload, 'utf8')).toString('base64'),
  })),
};
