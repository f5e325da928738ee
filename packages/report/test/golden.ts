import type { FailureCode } from '@intoto/verifier';

/** What is printed at 80 columns for the reports of `fixtures.ts`; read by people before it was put here. */
export const FAILED_TEXTS: Readonly<Record<FailureCode, string>> = {
  ERR_LAYOUT_KEYS_MISSING: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. layout: no key to check it with
   No key was given to verify the layout with.
   code         ERR_LAYOUT_KEYS_MISSING (while checking the layout keys)
   to do        Give the project owner's public key; every key given must have
                signed the layout.

FAILED: ERR_LAYOUT_KEYS_MISSING
`,
  ERR_LAYOUT_KEY_UNUSABLE: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. layout: a layout key cannot be used
   The scheme "rsa-sha1" is not supported.
   key type     rsa
   scheme       rsa-sha1
   key          Alice Owner (776a00e29f355...)
   code         ERR_LAYOUT_KEY_UNUSABLE (while checking the layout keys)
   to do        Give the key with a scheme that in-toto knows.

FAILED: ERR_LAYOUT_KEY_UNUSABLE
`,
  ERR_LAYOUT_KEY_EXPIRED: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. layout: a layout key has expired
   The layout's signature by key 776a00e2… is of no use any more: the OpenPGP
   key 776a00e29f35 expired at 2026-01-01T00:00:00Z.
   cause        It expired (ERR_KEY_EXPIRED)
   key          Alice Owner (776a00e29f355...)
   code         ERR_LAYOUT_KEY_EXPIRED (while checking the layout's signatures)
   to do        Have the layout signed again with a key that has not expired, or
                give the key with its new expiry.

FAILED: ERR_LAYOUT_KEY_EXPIRED
`,
  ERR_LAYOUT_KEY_ID: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. layout: a key listed under another key id
   The key given as 776a00e2… says its id is "2f89b9272acf".
   own key id   bob (2f89b9272acfc...)
   key          Alice Owner (776a00e29f355...)
   code         ERR_LAYOUT_KEY_ID (while checking the layout keys)
   to do        Give the key under its own id, or find out which of the two keys
                is meant.

FAILED: ERR_LAYOUT_KEY_ID
`,
  ERR_LAYOUT_UNSIGNED: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. layout: not signed by an expected key
   The layout is not signed with key 776a00e2…. It names 2f89b927…, 556caebd….
   signed by    bob (2f89b9272acfc...)
                556caebdc0877...
   key          Alice Owner (776a00e29f355...)
   code         ERR_LAYOUT_UNSIGNED (while checking the layout's signatures)
   to do        Have the layout signed with this key too, or verify with the
                keys that did sign if you trust them.

FAILED: ERR_LAYOUT_UNSIGNED
`,
  ERR_LAYOUT_SIGNATURE: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. layout: a signature does not verify
   The layout's signature by key 556caebd… does not count: the signature does
   not verify.
   cause        ERR_SIGNATURE_INVALID
   key          556caebdc0877...
   code         ERR_LAYOUT_SIGNATURE (while checking the layout's signatures)
   to do        Get the layout from the project owner again; it was changed
                after it was signed, or signed wrongly.

FAILED: ERR_LAYOUT_SIGNATURE
`,
  ERR_LAYOUT_UNKNOWN_MEMBER: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. layout: members that are not understood
   The layout differs from what in-toto signs in "steps.0.certificate".
   members      steps.0.certificate
                "evil\u202emember"
                and 212 more
   code         ERR_LAYOUT_UNKNOWN_MEMBER (while reading the layout)
   to do        Have the layout signed again with exactly the members of the
                specification.

FAILED: ERR_LAYOUT_UNKNOWN_MEMBER
`,
  ERR_LAYOUT_FORMAT: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. layout: not a valid layout
   The layout is not one: it has 2 problems.
   problems     steps.0.threshold: an integer expected, got "1"
                a very long explanation that does not fit into a single line of
                eighty columns
   code         ERR_LAYOUT_FORMAT (while reading the layout)
   to do        Get the layout from the project owner again; if it is the right
                one, have it corrected and signed again.

FAILED: ERR_LAYOUT_FORMAT
`,
  ERR_LAYOUT_EXPIRED: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. layout: expired
   The layout expired at 2023-04-04T00:00:00Z; it is verified for
   2026-11-23T09:00:00Z.
   expires      2023-04-04T00:00:00Z
   code         ERR_LAYOUT_EXPIRED (while checking the layout's expiry)
   to do        Get a newer layout from the project owner; if this one is the
                newest, have it signed again with a later date.

FAILED: ERR_LAYOUT_EXPIRED
`,
  ERR_LAYOUT_NO_EXPIRY: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. layout: no expiry date
   The layout does not say when it expires, so it would be valid for ever.
   code         ERR_LAYOUT_NO_EXPIRY (while checking the layout's expiry)
   to do        Have the layout signed again with a date in "expires".

FAILED: ERR_LAYOUT_NO_EXPIRY
`,
  ERR_LAYOUT_THRESHOLD: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step package: a threshold that asks for nothing
   The threshold of "package" is 0: nobody would have to sign.
   threshold    0
   code         ERR_LAYOUT_THRESHOLD (while reading the layout)
   to do        Set the threshold to 1 or more and have the layout signed again.

FAILED: ERR_LAYOUT_THRESHOLD
`,
  ERR_LAYOUT_NAME: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step ../build: a name that cannot be used
   The name "../build" holds a path separator.
   code         ERR_LAYOUT_NAME (while reading the layout)
   to do        Rename the step and have the layout signed again.

FAILED: ERR_LAYOUT_NAME
`,
  ERR_LAYOUT_CERTIFICATE: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. layout: a certificate that cannot be used
   The certificate 556caebd… in the layout's "rootcas" cannot be used. It ends
   too early.
   list         rootcas
   cause        ERR_CERTIFICATE_FORMAT
   key          556caebdc0877...
   code         ERR_LAYOUT_CERTIFICATE (while reading the layout's certificates)
   to do        Have the layout signed again with one X.509 certificate (PEM,
                version 3) there.

FAILED: ERR_LAYOUT_CERTIFICATE
`,
  ERR_CERTIFICATE_SUPPORT_MISSING: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. layout: certificates are not verified here
   The layout lets certificates sign for "build", and certificates are not
   verified here.
   steps        build
   code         ERR_CERTIFICATE_SUPPORT_MISSING (while reading the layout's
                certificates)
   to do        Pass createCertificateVerifier() of @intoto/x509 as the option
                "certificates".

FAILED: ERR_CERTIFICATE_SUPPORT_MISSING
`,
  ERR_PARAMETER: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step package: a parameter cannot be substituted
   Rule 2 of expected_products of "package" has the unknown parameter "version".
   rule         rule 2 of expected_products
   code         ERR_PARAMETER (while substituting parameters)
   to do        Give a value for every parameter of the layout; a placeholder is
                a name in braces, such as {version}.

FAILED: ERR_PARAMETER
`,
  ERR_EVIDENCE: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step clone: the source of links failed
   The links of step "clone" could not be looked for in /srv/links: they cannot
   be listed.
   cause        permission denied, scandir '/srv/links' (EACCES)
   code         ERR_EVIDENCE (while collecting links)
   to do        Make the source of links reachable and verify again.

FAILED: ERR_EVIDENCE
`,
  ERR_LINK_NOT_FOUND: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step package: links are missing
   Step "package" needs 2 links and has 1 in links/; 3 other candidates refused.
   needed       2 links, found 1
   may sign     bob (2f89b9272acfc...)
                carol (2f89b9272acfe...)
   candidates   links/package.2f89b927.link, as bob (2f89b9272acfc...): it was
                found
                links/package.776a00e2.link: it is signed with key 776a00e2…,
                which the layout has but the step does not list
                links/package.link: it is signed with key 2f89b927… and so must
                be named "package.2f89b927.link"
                "links/package .\x1b[1mlink": it is neither a link nor a layout
   code         ERR_LINK_NOT_FOUND (while collecting links)
   to do        Have the step carried out with one of the keys 2f89b927…,
                2f89b927….

1 check skipped because of the failures above: applying the steps' artifact
rules.

FAILED: ERR_LINK_NOT_FOUND
`,
  ERR_LINK_FORMAT: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step package: a link cannot be read
   "links/package.2f89b927.link" cannot be read: Line 3, column 7: "}" expected.
   cause        ERR_JSON_SYNTAX
   file         links/package.2f89b927.link
   code         ERR_LINK_FORMAT (while collecting links)
   to do        Remove the file or replace it by the one its functionary made;
                verification cannot pass over it.

FAILED: ERR_LINK_FORMAT
`,
  ERR_LINK_UNKNOWN_MEMBER: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step package: a link with members that are not understood
   "links/package.2f89b927.link" differs from what in-toto signs in "extra".
   members      extra
   file         links/package.2f89b927.link
   code         ERR_LINK_UNKNOWN_MEMBER (while collecting links)
   to do        Have the link made again with exactly the members of the
                specification, or sign it as a DSSE envelope.

FAILED: ERR_LINK_UNKNOWN_MEMBER
`,
  ERR_LINK_KEY_EXPIRED: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step build: a signature has expired
   "build.2f89b927.link" cannot be relied on any more: the main key of the
   subkey expired at 2026-01-01T00:00:00Z.
   cause        It expired (ERR_SIGNATURE_EXPIRED)
   key          bob (2f89b9272acfc...)
   file         build.2f89b927.link
   code         ERR_LINK_KEY_EXPIRED (while counting signatures)
   to do        Have the link signed again, or remove it; other verifiers do not
                look at this expiry and count the link.

FAILED: ERR_LINK_KEY_EXPIRED
`,
  ERR_LINK_KEY_ID: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step package: signed with another key than the step lists
   The link is not signed with the subkey 2f89b927… that step "package" lists.
   key          bob (2f89b9272acfc...)
   file         links/package.2f89b927.link
   code         ERR_LINK_KEY_ID (while counting signatures)
   to do        Have the link signed with the subkey, or have the layout list
                the main key for the step.

FAILED: ERR_LINK_KEY_ID
`,
  ERR_LINK_KEY_UNUSABLE: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step package: a functionary's key cannot be used
   The public key is not a PEM.
   key          556caebdc0877...
   file         links/package.556caebd.link
   code         ERR_LINK_KEY_UNUSABLE (while counting signatures)
   to do        Correct the key in the layout's keys and have the layout signed
                again.

FAILED: ERR_LINK_KEY_UNUSABLE
`,
  ERR_LINK_THRESHOLD: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step package: too few valid signatures
   Step "package" must be signed by 2 functionaries and is by 1; 1 candidate
   refused.
   needed       2 signers, found 1
   may sign     bob (2f89b9272acfc...)
                556caebdc0877...
   candidates   links/package.556caebd.link, as 556caebdc0877...: it counts
                links/package.2f89b927.link, as bob (2f89b9272acfc...): its
                signature by key 2f89b927… does not verify
                links/package.c0ffee00.link: the certificate "CN=x" expired
                after 2026-01-01T00:00:00Z, and the time is 2026-11-23T09:00:00Z
                (ERR_CERTIFICATE_EXPIRED)
   code         ERR_LINK_THRESHOLD (while counting signatures)
   to do        Find out who changed "links/package.2f89b927.link" since it was
                signed.

FAILED: ERR_LINK_THRESHOLD
`,
  ERR_LINK_NAME: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step package: a link that was made for another step
   The link was made for the step "build".
   expected     package
   found        build
   key          bob (2f89b9272acfc...)
   file         links/package.2f89b927.link
   code         ERR_LINK_NAME (while collecting links)
   to do        Put the link that was made for this step there.

FAILED: ERR_LINK_NAME
`,
  ERR_LINK_ARTIFACT_NAME: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step package: an artifact name in a form that is not allowed
   Artifact names that are not in normal form could get past the rules.
   artifacts    dir/../foo
                ./bar
                a//b
                "two words/./x"
                "bell\x07"
                "\x1b[2J\x1b[1;1HPASSED"
                and 244 more
   key          bob (2f89b9272acfc...)
   file         links/package.2f89b927.link
   code         ERR_LINK_ARTIFACT_NAME (while collecting links)
   to do        Have the functionary record the step again, with paths relative
                to the project.

FAILED: ERR_LINK_ARTIFACT_NAME
`,
  ERR_SUBLAYOUT: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step build: the sublayout does not verify
   The sublayout that stands for "build" does not pass: 2 failures.
   key          bob (2f89b9272acfc...)
   file         links/build.2f89b927.link
   code         ERR_SUBLAYOUT (while verifying sublayouts)
   to do        Correct what failed in the sublayout.

   1.1. step build > compile: links are missing
      "compile" needs 1 link, and none was found.
      needed       1 link, found 0
      may sign     556caebdc0877...
      candidates   none: nothing was found for this step
      code         ERR_LINK_NOT_FOUND (while collecting links)
      to do        Have the functionary carry out the step.

   1.2. step build > link: the sublayout does not verify
      The sublayout that stands for "link" does not pass: 1 failure.
      key          carol (2f89b9272acfe...)
      code         ERR_SUBLAYOUT (while verifying sublayouts)

      1.2.1. sublayout of build > link: expired
         The layout expired at 2026-11-01T00:00:00Z; it is verified for
         2026-11-23T09:00:00Z.
         expires      2026-11-01T00:00:00Z
         code         ERR_LAYOUT_EXPIRED (while checking the layout's expiry)
         to do        Get a newer layout from the functionary.

1 check skipped because of the failures above: applying the steps' artifact
rules.

FAILED: ERR_SUBLAYOUT, ERR_LINK_NOT_FOUND, ERR_LAYOUT_EXPIRED
`,
  ERR_SUBLAYOUT_DEPTH: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step build: sublayouts nested too deeply
   Sublayouts are nested more than 8 deep.
   path         outer
                middle
                build
   key          bob (2f89b9272acfc...)
   code         ERR_SUBLAYOUT_DEPTH (while verifying sublayouts)
   to do        Raise limits.maxSublayoutDepth if that is meant.

FAILED: ERR_SUBLAYOUT_DEPTH
`,
  ERR_LINKS_DISAGREE: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step build: the functionaries disagree
   The links for "build" report different artifacts, although its threshold is
   2.
   link A       links/build.2f89b927.link, by bob (2f89b9272acfc...)
   link B       links/build.556caebd.link, by 556caebdc0877...
   link C       links/build.776a00e2.link, by Alice Owner (776a00e29f355...)
   difference   src/main.c in materials
                A, B: sha256:111111111111...
                C: sha256:222222222222...
                out/app in products
                A: sha256:9f86d081884c7d659...
                B: sha256:9f86d081884c7d65f...
                C: does not have it
                out/lib in products: the same digest, but one is in capital
                letters
                A: sha256:ABABABABABAB...
                B, C: sha256:abababababab...
   code         ERR_LINKS_DISAGREE (while comparing the links of a step)
   to do        Find out which of the functionaries built something else; a
                build that is not reproducible cannot agree.

FAILED: ERR_LINKS_DISAGREE
`,
  ERR_RULE_DISALLOW: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step package: an artifact is not allowed
   DISALLOW "*" matches "foo.py" and 3 more materials of "package".
   rule         rule 5 of expected_materials: DISALLOW *
   artifacts    dist/foo.cfg
                foo.lock
                foo.py
                notes.txt
   near miss    rule 1: MATCH *.py WITH PRODUCTS FROM write-code
                foo.py: step write-code has the same path with another digest:
   found        sha256:9f86d081884c7d65f... here
   expected     sha256:9f86d081884c7d659... in step write-code
   near miss    rule 2: MATCH foo.cfg IN dist WITH PRODUCTS IN build FROM
                write-code
                dist/foo.cfg: step write-code does not have this path (looked
                for as build/foo.cfg), but the same content under another:
                etc/foo.cfg, old/foo.cfg
   near miss    rule 3: MATCH notes.txt WITH PRODUCTS FROM review
                notes.txt: step review left no evidence to match with
   near miss    rule 4: MATCH *.lock WITH PRODUCTS FROM write-code
                foo.lock: step write-code has neither this path nor this content
   code         ERR_RULE_DISALLOW (while applying the steps' artifact rules)
   to do        Find out how foo.py changed after the step that made it, or
                allow the change in the layout.

FAILED: ERR_RULE_DISALLOW
`,
  ERR_RULE_REQUIRE: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. inspection untar: a required artifact is missing
   REQUIRE "foo.py": no such product of "untar".
   rule         rule 1 of expected_products: REQUIRE foo.py
   artifact     foo.py
   found        not among the 3 products of untar
   near miss    demo/foo.py has the same file name
                demo/old/foo.py has the same file name
   code         ERR_RULE_REQUIRE (while applying the inspections' artifact
                rules)
   to do        Check that the package holds the file, or correct the rule.

FAILED: ERR_RULE_REQUIRE
`,
  ERR_RULE_FORMAT: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step package: a rule cannot be understood
   The rule "MATCH foo" is not one: MATCH needs 6, 8 or 10 words.
   rule         rule 3 of expected_products: MATCH foo
   code         ERR_RULE_FORMAT (while applying the steps' artifact rules)
   to do        Correct the rule and have the layout signed again.

FAILED: ERR_RULE_FORMAT
`,
  ERR_RULE_PATH: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step package: an artifact name that a rule cannot handle
   The name cannot be put together again after the prefix "dist" was cut off.
   rule         rule 1 of expected_products: MATCH * IN dist WITH PRODUCTS FROM
                build
   artifact     dist\foo.py
   code         ERR_RULE_PATH (while applying the steps' artifact rules)
   to do        Record the step again with forward slashes.

FAILED: ERR_RULE_PATH
`,
  ERR_INSPECTION_RUNNER_MISSING: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. layout: inspections are not run here
   The layout has 1 inspection and no inspection runner was given.
   inspections  untar
   code         ERR_INSPECTION_RUNNER_MISSING (while running inspections)
   to do        Pass an inspection runner; it carries out commands that the
                author of the layout chose.

FAILED: ERR_INSPECTION_RUNNER_MISSING
`,
  ERR_INSPECTION_FAILED: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. inspection untar: it could not be carried out
   The command cannot be started.
   command      tar xzf "foo bar.tar.gz"
   cause        tar: not found (ERR_COMMAND_NOT_FOUND)
   code         ERR_INSPECTION_FAILED (while running inspections)
   to do        Install the program, or put it on the PATH.

FAILED: ERR_INSPECTION_FAILED
`,
  ERR_INSPECTION_EXIT_STATUS: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. inspection untar: its command failed
   The command of "untar" ended with status 2.
   command      tar xzf foo.tar.gz
   result       exit status 2
   output       5 lines before this left out
                | x file-6
                | x file-7
                | x file-8
                | x file-9
                | x file-10
                | x file-11
                | x file-12
                | \x1b[31mtar: foo.tar.gz: Cannot open: No such file or
                | directory, which is rather a long line to print\x1b[0m
                | PASSED
                | tar: Exiting with failure status due to previous errors
   code         ERR_INSPECTION_EXIT_STATUS (while running inspections)
   to do        Find the reason in its output.

FAILED: ERR_INSPECTION_EXIT_STATUS
`,
  ERR_LIMIT: String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

1. step package: a limit was crossed
   The file is larger than 67108864 bytes.
   limit        maxBytes
   max bytes    67108864
   file         links/package.2f89b927.link
   code         ERR_LIMIT (while collecting links)
   to do        Find out why it is that large; if it is meant to be, raise the
                limit in the options.

FAILED: ERR_LIMIT
`,
};

export const PASSED_TEXT: string = String.raw`PASSED: layout verified for 2026-11-23T09:00:00Z, profile strict
The layout expires 2027-01-01T00:00:00Z.

Signed by
   layout           Alice Owner (776a00e29f355...), root.layout
   clone            bob (2f89b9272acfc...), links/clone.2f89b927.link
   build            556caebdc0877..., links/build.556caebd.link
   test             carol (2f89b9272acfe...), certificate
                    spiffe://example.org/tester under c0ffee0000000...,
                    links/test.2f89b927.link
   build > compile  bob (2f89b9272acfc...),
                    links/build.556caebd/compile.2f89b927.link

Inspections
   untar  Carried out.
   list   Carried out too.

Products of the last step
   foo.tar.gz        sha256:9f86d081884c7d659...
   "foo tar.gz.asc"  sha256:9f86d081884c7d65f...

3 warnings

-  step build: a link was not used
   The sublayout does not pass; the threshold is met without it.
   key          carol (2f89b9272acfe...)
   file         links/build.2f89b927.link
   code         WARN_LINK_REFUSED

   1. sublayout of build: expired
      The layout expired at 2023-04-04T00:00:00Z; it is verified for
      2026-11-23T09:00:00Z.
      expires      2023-04-04T00:00:00Z
      code         ERR_LAYOUT_EXPIRED (while checking the layout's expiry)
      to do        Get a newer layout from the project owner; if this one is the
                   newest, have it signed again with a later date.

-  step clone: another command than expected
   The link for "clone" reports another command.
   expected     git clone https://example.org/demo.git
   found        nothing
   key          bob (2f89b9272acfc...)
   file         links/clone.2f89b927.link
   code         WARN_COMMAND_DIFFERS

-  step build > compile: one key was counted once
   Two links are signed by one functionary.
   keys         bob (2f89b9272acfc...)
                carol (2f89b9272acfe...)
   code         WARN_KEY_COUNTED_ONCE

2 checks skipped: comparing the links of a step (2).

PASSED
`;

/** What is drawn for `MATCHED` of `chain-graph.test.ts`; looked at as pictures before it was put here. */
export const GRAPHS = {
  renderDot: String.raw`digraph chain {
  rankdir=LR;
  node [style=filled, fontname="sans-serif", fontcolor="#1f2328"];
  edge [fontname="sans-serif", fontsize=11];
  n4 [label="layout\nsigned by Alice Owner (776a00e29f355...)", shape=note, color="#1a7f37", fillcolor="#e6f4ea"];
  n0 [label="step build\nsigned by bob (2f89b9272acfc...)\nsigned by carol (2f89b9272acfe...)\n2 of 2 needed", shape=box, color="#1a7f37", fillcolor="#e6f4ea"];
  n1 [label="step pack\n1 of 1 needed\nfailure 1", shape=box, color="#cf222e", fillcolor="#ffebe9", penwidth=2.5];
  n2 [label="inspection build", shape=hexagon, color="#6e7781", fillcolor="#eaeef2", style="filled,dashed"];
  n3 [label="not accounted for", shape=ellipse, color="#cf222e", fillcolor="#ffebe9", penwidth=2.5];
  n0 -> n1 [label="a"];
  n0 -> n1 [label="b\nfailure 1", color="#cf222e", fontcolor="#cf222e", penwidth=2.5];
  n3 -> n1 [label="c\nfailure 1", color="#cf222e", fontcolor="#cf222e", penwidth=2.5];
}
`,
  renderMermaid: String.raw`flowchart LR
  n4[["layout<br/>signed by Alice Owner #40;776a00e29f355...#41;"]]:::passed
  n0["step build<br/>signed by bob #40;2f89b9272acfc...#41;<br/>signed by carol #40;2f89b9272acfe...#41;<br/>2 of 2 needed"]:::passed
  n1["step pack<br/>1 of 1 needed<br/>failure 1"]:::failed
  n2{{"inspection build"}}:::unknown
  n3(["not accounted for"]):::failed
  n0 -->|"a"| n1
  n0 ==>|"b<br/>failure 1"| n1
  n3 ==>|"c<br/>failure 1"| n1
  classDef passed fill:#e6f4ea,stroke:#1a7f37,color:#1f2328
  classDef failed fill:#ffebe9,stroke:#cf222e,color:#1f2328,stroke-width:3px
  classDef warning fill:#fff8c5,stroke:#9a6700,color:#1f2328
  classDef unknown fill:#eaeef2,stroke:#6e7781,color:#1f2328,stroke-dasharray:4
  linkStyle 1,2 stroke:#cf222e,stroke-width:3px
`,
} as const;

export const PARTIAL_TEXT: string = String.raw`PARTIAL: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 of 5 steps
checked, which is no pass

   checked      step build
   not checked  step test (not in full)
                step clone (its links were)
                step package
                step "two words\u202e"
                inspection untar

The layout expires 2027-01-01T00:00:00Z.

Signed by
   layout  Alice Owner (776a00e29f355...)
   clone   bob (2f89b9272acfc...), links/clone.2f89b927.link
   build   556caebdc0877..., links/build.556caebd.link

2 checks skipped: verifying sublayouts, applying the steps' artifact rules.

PARTIAL: 4 steps and 1 inspection not checked
`;

export const FAILED_PARTIAL_TEXT: string = String.raw`FAILED: layout verified for 2026-11-23T09:00:00Z, profile strict: 1 failure

   not checked  step package (not in full)
                step step-1
                step step-2
                step step-3
                step step-4
                step step-5
                step step-6
                step step-7
                step step-8
                step step-9
                and 3 more

1. step package: a link that was made for another step
   The link was made for the step "build".
   expected     package
   found        build
   key          bob (2f89b9272acfc...)
   file         links/package.2f89b927.link
   code         ERR_LINK_NAME (while collecting links)
   to do        Put the link that was made for this step there.

FAILED: ERR_LINK_NAME
`;
