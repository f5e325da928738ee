import { failureOf } from '@intoto-tests/support';
import { encodeHex } from '@intoto/encoding';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { encodePem, findPemBlock } from '../src/pem.ts';

const CONTENT = Uint8Array.from({ length: 70 }, (_, index) => index);
const PEM = encodePem('PUBLIC KEY', CONTENT);
const BODY = PEM.split('\n').slice(1, -2).join('\n');

function wrap(body: string, label = 'PUBLIC KEY'): string {
  return `-----BEGIN ${label}-----${body}-----END ${label}-----`;
}

describe('PEM', () => {
  it('is written with lines of 64 characters and a last line feed', () => {
    expect(PEM.split('\n').map(({ length }) => length)).toEqual([26, 64, 32, 24, 0]);
  });

  // Each of these is read by cryptography 50.0.2, which decides for the reference.
  it.each([
    ['as written', PEM],
    ['without a line feed at the end', PEM.trimEnd()],
    ['with CRLF', PEM.replaceAll('\n', '\r\n')],
    ['with CR alone', PEM.replaceAll('\n', '\r')],
    ['on one line', wrap(BODY.replaceAll('\n', ''))],
    ['with an empty line before the content', wrap(`\n\n${BODY}\n`)],
    ['with blanks at line ends', wrap(`  \n${BODY.replaceAll('\n', ' \t\n')}\n`)],
    ['indented', wrap(`\n   ${BODY.replaceAll('\n', '\n   ')}\n`)],
    ['after text', `Some words: -- - ---\n\n${PEM}`],
    ['after text on its line', `words ${PEM}`],
    ['after a byte order mark', `\u{feff}${PEM}`],
    ['before text', `${PEM}words\0`],
    ['before another block', PEM + wrap('\nnot base64\n', 'CERTIFICATE')],
    ['with headers and CRLF', wrap(`\r\nX: y\r\n\r\n${BODY.replaceAll('\n', '\r\n')}\r\n`)],
    ['with headers', wrap(`\nComment: of old\nX:y\n\n${BODY}\n`)],
  ])('is read %s', (_, text) => {
    const block = findPemBlock(text);
    expect(block?.label).toBe('PUBLIC KEY');
    expect(encodeHex(block?.bytes ?? new Uint8Array())).toBe(encodeHex(CONTENT));
  });

  it.each([
    ['no END line', PEM.replace('-----END', '----END')],
    ['another label at the end', PEM.replace('END PUBLIC', 'END PRIVATE')],
    ['an unfinished BEGIN line', '-----BEGIN PUBLIC KEY\n'],
    ['a dash too many', `-${PEM}`],
    ['a BEGIN line within', `-----BEGIN PUBLIC KEY-----\n${PEM}`],
    ['a label over two lines', '-----BEGIN PUBLIC\nKEY-----\n-----END PUBLIC\nKEY-----'],
    ['an endless label', `-----BEGIN ${'A'.repeat(65)}-----`],
    ['an empty line in the content', wrap(`\n${BODY.replace('\n', '\n\n')}\n`)],
    ['an empty line before the end', wrap(`\n${BODY}\n\n`)],
    ['no padding', wrap(`\n${BODY.replaceAll('=', '')}\n`)],
    ['too much padding', wrap(`\n${BODY}====\n`)],
    ['bits that belong to no byte', wrap('\nAB==\n')],
    ['the URL alphabet', wrap('\n__--\n')],
    ['other characters', wrap('\nAAA*\n')],
    ['no-break spaces', wrap('\nAA\u{a0}AA\n')],
  ])('is refused with %s', async (_, text) => {
    const error = await failureOf(() => findPemBlock(text));
    expect(error.code).toBe('ERR_KEY_FORMAT');
  });

  it('keeps its content out of messages', async () => {
    const error = await failureOf(() => findPemBlock(wrap('\nc2VjcmV0*\n', 'PRIVATE KEY')));
    expect(`${error.message}${JSON.stringify(error.details)}${String(error.cause)}`).not.toContain('c2Vj');
  });

  it('is not found in other text', () => {
    expect(findPemBlock('')).toBe(undefined);
    expect(findPemBlock('---- BEGIN SSH2 PUBLIC KEY ----')).toBe(undefined);
  });

  it('comes back from what was written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(findPemBlock(encodePem('X', bytes))?.bytes).toEqual(bytes);
      }),
    );
  });
});
