import { both, type CaseDefinition, type Expectation, fail, PASS } from '../case-definition.ts';
import { envelope, metablock } from '../containers.ts';
import type { Json } from '../json-text.ts';
import { EXPIRY, OBSERVED } from '../origins.ts';
import { owner } from '../signers.ts';
import { layout, NOW } from '../supply-chain.ts';

const EXPIRED = fail('expiry', 'ERR_LAYOUT_EXPIRED');
const MALFORMED = fail('layout-format', 'ERR_LAYOUT_FORMAT');
const NO_EXPIRY = fail('expiry', 'ERR_LAYOUT_NO_EXPIRY');

/** A case about a layout that expires then. */
function expires(name: string, description: string, value: string, expectation: Expectation): CaseDefinition {
  return {
    name,
    description,
    origin: EXPIRY,
    layout: metablock(layout({ expires: value }), [owner]),
    ...both(expectation),
  };
}

/** A case about an envelope, whose signature does not cover what readers fill in. */
function inEnvelope(
  name: string,
  description: string,
  value: Json | undefined,
  reference: Expectation,
  strict: Expectation,
): CaseDefinition {
  const text = envelope(layout({ members: { expires: value } }), [owner]);
  return { name, description, origin: OBSERVED, layout: text, reference, strict };
}

export const EXPIRIES: readonly CaseDefinition[] = [
  expires('expiry-past', 'The layout expired long ago.', '2020-01-01T00:00:00Z', EXPIRED),
  expires('expiry-now', 'A layout has expired at the moment it names.', NOW, EXPIRED),
  expires('expiry-second-before', 'The layout expired a second ago.', '2026-06-01T11:59:59Z', EXPIRED),
  expires('expiry-second-after', 'The layout expires in a second.', '2026-06-01T12:00:01Z', PASS),
  expires('expiry-last-year', 'The last moment that can be written.', '9999-12-31T23:59:59Z', PASS),
  expires('expiry-leap-day', 'A leap day is a date.', '2028-02-29T00:00:00Z', PASS),
  expires('expiry-no-leap-day', 'In other years it is none.', '2027-02-29T00:00:00Z', MALFORMED),
  expires('expiry-thirteenth-month', 'There are twelve months.', '2030-13-01T00:00:00Z', MALFORMED),
  expires('expiry-hour-24', 'A day ends before its hour 24.', '2030-01-01T24:00:00Z', MALFORMED),
  expires('expiry-leap-second', 'Leap seconds are not accepted.', '2030-06-30T23:59:60Z', MALFORMED),
  expires('expiry-fraction', 'Fractions of a second are not accepted.', '2030-01-01T00:00:00.5Z', MALFORMED),
  expires('expiry-offset', 'Offsets are not accepted.', '2030-01-01T00:00:00+00:00', MALFORMED),
  expires('expiry-lower-case', 'The letters are capitals.', '2030-01-01t00:00:00z', MALFORMED),
  expires('expiry-date-only', 'A date without time is not accepted.', '2030-01-01', MALFORMED),
  expires('expiry-trailing-newline', 'Nothing may follow.', '2030-01-01T00:00:00Z\n', MALFORMED),
  expires('expiry-year-zero', 'There is no year 0.', '0000-01-01T00:00:00Z', MALFORMED),
  {
    ...expires(
      'expiry-other-digits',
      'Digits are those of ASCII.',
      '\u0662\u0660\u0663\u0660-01-01T00:00:00Z',
      MALFORMED,
    ),
    // The reference finds out only when it compares the date.
    reference: { verdict: 'fail', codes: ['ERR_LAYOUT_FORMAT'] },
  },
  expires('expiry-blank', 'A blank is no letter T.', '2030-01-01 00:00:00Z', MALFORMED),
  {
    name: 'expiry-absent',
    description: 'A Metablock does not say when it expires; no signature covers the date that the reference fills in.',
    origin: OBSERVED,
    layout: metablock(layout({ members: { expires: undefined } }), [owner]),
    reference: fail('layout-signature', 'ERR_LAYOUT_SIGNATURE'),
    strict: NO_EXPIRY,
  },
  inEnvelope('expiry-absent-dsse', 'An envelope does not say when it expires.', undefined, PASS, NO_EXPIRY),
  inEnvelope('expiry-empty-dsse', 'An envelope says nothing instead of when it expires.', '', PASS, NO_EXPIRY),
  inEnvelope('expiry-null-dsse', 'An envelope says null instead of when it expires.', null, PASS, NO_EXPIRY),
  inEnvelope('expiry-number-dsse', 'An envelope says 1 instead of when it expires.', 1, MALFORMED, MALFORMED),
];
