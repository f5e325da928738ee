import type { FailureCode, Stage, WarningCode } from '@intoto/verifier';

/** What the verifier was doing, to be read after "while". */
export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  keys: 'checking the layout keys',
  'layout-signature': "checking the layout's signatures",
  'layout-format': 'reading the layout',
  expiry: "checking the layout's expiry",
  parameters: 'substituting parameters',
  certificates: "reading the layout's certificates",
  links: 'collecting links',
  threshold: 'counting signatures',
  sublayout: 'verifying sublayouts',
  command: 'comparing commands',
  agreement: 'comparing the links of a step',
  'step-rules': "applying the steps' artifact rules",
  inspection: 'running inspections',
  'inspection-rules': "applying the inspections' artifact rules",
};

/** What went wrong, in a few words. */
export const FAILURE_TITLES: Readonly<Record<FailureCode, string>> = {
  ERR_LAYOUT_KEYS_MISSING: 'no key to check it with',
  ERR_LAYOUT_KEY_UNUSABLE: 'a layout key cannot be used',
  ERR_LAYOUT_KEY_EXPIRED: 'a layout key has expired',
  ERR_LAYOUT_KEY_ID: 'a key listed under another key id',
  ERR_LAYOUT_UNSIGNED: 'not signed by an expected key',
  ERR_LAYOUT_SIGNATURE: 'a signature does not verify',
  ERR_LAYOUT_UNKNOWN_MEMBER: 'members that are not understood',
  ERR_LAYOUT_FORMAT: 'not a valid layout',
  ERR_LAYOUT_EXPIRED: 'expired',
  ERR_LAYOUT_NO_EXPIRY: 'no expiry date',
  ERR_LAYOUT_THRESHOLD: 'a threshold that asks for nothing',
  ERR_LAYOUT_NAME: 'a name that cannot be used',
  ERR_LAYOUT_CERTIFICATE: 'a certificate that cannot be used',
  ERR_CERTIFICATE_SUPPORT_MISSING: 'certificates are not verified here',
  ERR_PARAMETER: 'a parameter cannot be substituted',
  ERR_EVIDENCE: 'the source of links failed',
  ERR_LINK_NOT_FOUND: 'links are missing',
  ERR_LINK_FORMAT: 'a link cannot be read',
  ERR_LINK_UNKNOWN_MEMBER: 'a link with members that are not understood',
  ERR_LINK_KEY_UNUSABLE: "a functionary's key cannot be used",
  ERR_LINK_KEY_EXPIRED: 'a signature has expired',
  ERR_LINK_KEY_ID: 'signed with another key than the step lists',
  ERR_LINK_THRESHOLD: 'too few valid signatures',
  ERR_LINK_NAME: 'a link that was made for another step',
  ERR_LINK_ARTIFACT_NAME: 'an artifact name in a form that is not allowed',
  ERR_SUBLAYOUT: 'the sublayout does not verify',
  ERR_SUBLAYOUT_DEPTH: 'sublayouts nested too deeply',
  ERR_LINKS_DISAGREE: 'the functionaries disagree',
  ERR_RULE_DISALLOW: 'an artifact is not allowed',
  ERR_RULE_REQUIRE: 'a required artifact is missing',
  ERR_RULE_FORMAT: 'a rule cannot be understood',
  ERR_RULE_PATH: 'an artifact name that a rule cannot handle',
  ERR_INSPECTION_RUNNER_MISSING: 'inspections are not run here',
  ERR_INSPECTION_FAILED: 'it could not be carried out',
  ERR_INSPECTION_EXIT_STATUS: 'its command failed',
  ERR_LIMIT: 'a limit was crossed',
};

/** What to know, in a few words. */
export const WARNING_TITLES: Readonly<Record<WarningCode, string>> = {
  WARN_COMMAND_DIFFERS: 'another command than expected',
  WARN_LINK_REFUSED: 'a link was not used',
  WARN_KEY_COUNTED_ONCE: 'one key was counted once',
};
