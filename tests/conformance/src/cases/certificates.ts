import { type CaseDefinition, fail, PASS } from '../case-definition.ts';
import { envelope } from '../containers.ts';
import { APP } from '../one-step.ts';
import { OBSERVED } from '../origins.ts';
import { bob, owner } from '../signers.ts';
import { layout, link, linkName, step, withMembers } from '../supply-chain.ts';

const CONSTRAINT = {
  common_name: '*',
  dns_names: ['*'],
  emails: ['*'],
  organizations: ['*'],
  roots: ['*'],
  uris: ['*'],
};
const ROOT = {
  keyid: 'c0ffee',
  keytype: 'rsa',
  scheme: 'rsassa-pss-sha256',
  keyval: { certificate: '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n', public: '' },
};
const LAYOUT = layout({
  steps: [step('build', { by: [bob], members: { cert_constraints: [CONSTRAINT] } })],
  functionaries: [bob],
});

/** The reference knows no certificates, and ignores their members in an envelope. */
export const CERTIFICATE_CASES: readonly CaseDefinition[] = [
  {
    name: 'certificate-root-unusable',
    description: 'Certificates may sign for the step, and the root certificate of the layout cannot be read.',
    origin: OBSERVED,
    layout: envelope(withMembers(LAYOUT, { rootcas: { c0ffee: ROOT } }), [owner]),
    links: { [linkName('build', bob)]: envelope(link('build', APP), [bob]) },
    requires: ['certificates'],
    reference: PASS,
    strict: fail('certificates', 'ERR_LAYOUT_CERTIFICATE'),
  },
];
