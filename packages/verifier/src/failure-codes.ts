/**
 * What each code of a failed check means. A code never changes its meaning.
 *
 * `details` of a failure, by code. A list has at most 100 entries; where there are more, `…Total` says how many.
 *
 * | code | details |
 * |---|---|
 * | `ERR_LAYOUT_UNSIGNED` | `signedBy`: the key ids that the signatures name |
 * | `ERR_LAYOUT_KEY_ID` | `ownKeyId` |
 * | `ERR_LAYOUT_FORMAT`, `ERR_LINK_FORMAT`, `ERR_LIMIT` | `problems`: `{path, message}` each; or `cause` |
 * | `ERR_LAYOUT_UNKNOWN_MEMBER`, `ERR_LINK_UNKNOWN_MEMBER` | `members`: paths such as `steps.0.extra` |
 * | `ERR_LAYOUT_EXPIRED`, `ERR_LAYOUT_NO_EXPIRY` | `at`, `expires` |
 * | `ERR_LAYOUT_KEY_EXPIRED` | `at`, `cause` |
 * | `ERR_LAYOUT_THRESHOLD` | `threshold`; beyond what a number holds exactly its digits, and so for `required` |
 * | `ERR_LAYOUT_NAME` | for subkeys: `subkeyIds` |
 * | `ERR_LAYOUT_CERTIFICATE` | `list`: `rootcas` or `intermediatecas`; `cause` with a code of `CERTIFICATE_CODES` |
 * | `ERR_CERTIFICATE_SUPPORT_MISSING` | `steps` that certificates may sign for |
 * | `ERR_PARAMETER` | `list` and `number` of the rule or word; or `parameter` |
 * | `ERR_LINK_NOT_FOUND`, `ERR_LINK_THRESHOLD` | `required`; `found` links or `counted` functionaries; `keyIds` that may sign; `candidates`: `{location, keyId?, reason, message, code?, details?}` each, with the reason `certificate` a code of `CERTIFICATE_CODES` |
 * | `ERR_LINK_NAME` | `expected`, `found` |
 * | `ERR_LINK_ARTIFACT_NAME` | `artifacts` |
 * | `ERR_SUBLAYOUT` | `codes` of the sublayout's failures; its report is in `sublayouts` |
 * | `ERR_SUBLAYOUT_DEPTH` | `path`: the steps that lead to it |
 * | `ERR_LINKS_DISAGREE` | `links`: `{keyId, location}` each; `differences`: `{list, artifact, digests}` each, the digests in the order of the links, `null` where a link does not have it |
 * | `ERR_RULE_…` | `rule` as text, `artifacts` it failed on, `nearMisses` of earlier MATCH rules |
 * | `ERR_INSPECTION_EXIT_STATUS` | `run`, `exitStatus`, `output` |
 * | `ERR_INSPECTION_RUNNER_MISSING` | `inspections` |
 * | those that something else caused | `cause`: `{code, message}` |
 */
export const FAILURE_CODES = {
  ERR_LAYOUT_KEYS_MISSING: 'No key was given to verify the layout with.',
  ERR_LAYOUT_KEY_UNUSABLE: 'A key given for the layout cannot be used: its id, its form, its material or its scheme.',
  ERR_LAYOUT_KEY_EXPIRED: 'An OpenPGP key that signed the layout, or its signature, has expired.',
  ERR_LAYOUT_KEY_ID: 'A key is listed under a name that is not its own key id.',
  ERR_LAYOUT_UNSIGNED: 'The layout has no signature by a given key.',
  ERR_LAYOUT_SIGNATURE: 'The signature of a given key on the layout does not verify.',
  ERR_LAYOUT_UNKNOWN_MEMBER: 'The layout has members that the specification does not know, or lacks some it requires.',
  ERR_LAYOUT_FORMAT: 'The layout is not one.',
  ERR_LAYOUT_EXPIRED: 'The layout has expired.',
  ERR_LAYOUT_NO_EXPIRY: 'The layout does not say when it expires.',
  ERR_LAYOUT_THRESHOLD: 'A step asks for fewer than one signature.',
  ERR_LAYOUT_NAME: 'The name of a step or inspection, or the id of a subkey, cannot be part of a file name.',
  ERR_LAYOUT_CERTIFICATE: 'A certificate of the layout cannot be used.',
  ERR_CERTIFICATE_SUPPORT_MISSING: 'The layout lets certificates sign and nothing was given to verify them with.',
  ERR_PARAMETER: 'Parameters cannot be put into the layout.',
  ERR_EVIDENCE: 'The source of links failed.',
  ERR_LINK_NOT_FOUND: 'A step has fewer links than its threshold.',
  ERR_LINK_FORMAT:
    'A piece of evidence is not a link or layout, or its signature is not in the form that its key signs in.',
  ERR_LINK_UNKNOWN_MEMBER: 'A link has members that the specification does not know, or lacks some it requires.',
  ERR_LINK_KEY_UNUSABLE: 'A key that signs for a step cannot be used: its form, its material or its scheme.',
  ERR_LINK_KEY_EXPIRED:
    'A link is signed with a GPG signature that has expired, in a way that other verifiers do not see.',
  ERR_LINK_KEY_ID: 'A link is signed with another key than the one that the step lists.',
  ERR_LINK_THRESHOLD: 'A step has fewer links by distinct functionaries than its threshold.',
  ERR_LINK_NAME: 'A link was made for another step.',
  ERR_LINK_ARTIFACT_NAME: 'An artifact has a name that is not in normal form, so rules may miss it.',
  ERR_SUBLAYOUT: 'A sublayout does not pass.',
  ERR_SUBLAYOUT_DEPTH: 'Sublayouts are nested deeper than allowed.',
  ERR_LINKS_DISAGREE: 'Links for the same step report different artifacts.',
  ERR_RULE_DISALLOW: 'A DISALLOW rule found artifacts that no rule before it consumed.',
  ERR_RULE_REQUIRE: 'A REQUIRE rule did not find its artifact.',
  ERR_RULE_FORMAT: 'A rule is not one, after parameters were put in.',
  ERR_RULE_PATH: 'A MATCH rule with IN met an artifact name that it cannot put together again.',
  ERR_INSPECTION_RUNNER_MISSING: 'The layout has inspections and no inspection runner was given.',
  ERR_INSPECTION_FAILED: 'An inspection could not be carried out.',
  ERR_INSPECTION_EXIT_STATUS: 'The command of an inspection did not exit with status 0.',
  ERR_LIMIT: 'Something from outside is larger than the limits allow.',
} as const;

/** Why a check failed: a key of {@link FAILURE_CODES}. */
export type FailureCode = keyof typeof FAILURE_CODES;

/** What each code of a warning means: something to know although the verdict does not rest on it. */
export const WARNING_CODES = {
  WARN_COMMAND_DIFFERS: 'The command that a link reports is not the one the layout expects.',
  WARN_LINK_REFUSED: 'A candidate for a step was not accepted as evidence.',
  WARN_KEY_COUNTED_ONCE: 'Several links of a step are signed by one functionary and count once.',
} as const;

/** The code of a warning: a key of {@link WARNING_CODES}. */
export type WarningCode = keyof typeof WARNING_CODES;
