"""Compares the smaller vector sets of @intoto/conformance with in-toto for Python: python_sets.py VECTORS.

Prints what differs, and at the end how many vectors there are. The legacy key ids are computed from their definition.
"""

import base64
import fnmatch
import hashlib
import json
import pathlib
import sys

from cryptography.hazmat.primitives.serialization import load_pem_public_key
from in_toto import verifylib
from in_toto.models import layout as layout_model
from in_toto.models import link as link_model
from in_toto.models.layout import Layout, Step
from in_toto.rulelib import unpack_rule
from iso8601 import parse_date
from pathspec import GitIgnoreSpec
from securesystemslib.dsse import Envelope
from securesystemslib.formats import encode_canonical
from securesystemslib.signer import SSlibKey


def attempt(function, *arguments):
    """What the function makes of the arguments; None where it raises."""
    try:
        return function(*arguments)
    except Exception:
        return None


def canonical(text):
    encoded = encode_canonical(json.loads(text))
    encoded.encode("utf-8")
    return encoded


def seconds(expires):
    return int(parse_date(Layout(expires=expires).expires).timestamp())


def substitute(text, parameters):
    layout = Layout(steps=[Step(name="x", expected_command=[text])])
    verifylib.substitute_parameters(layout, parameters)
    return layout.steps[0].expected_command[0]


def keyid(members):
    return hashlib.sha256(encode_canonical(members).encode("utf-8")).hexdigest()


def check_artifact_rules(words, rule, code=None):
    yield attempt(unpack_rule, words), rule


def check_canonical_json(json, canonical, description):
    yield attempt(globals()["canonical"], json), canonical


def check_exclude_patterns(patterns, excluded, others):
    spec = GitIgnoreSpec.from_lines(patterns)
    yield [path for path in excluded + others if spec.match_file(path)], excluded


def check_expires(expires, seconds):
    yield attempt(globals()["seconds"], expires), seconds


def check_file_names(step, keyid, link, unfinished, unsigned, sublayout):
    names = {"step_name": step, "keyid": keyid}
    yield link_model.FILENAME_FORMAT.format(**names), link
    yield link_model.UNFINISHED_FILENAME_FORMAT.format(**names), unfinished
    yield link_model.FILENAME_FORMAT_SHORT.format(**names), unsigned
    yield layout_model.SUBLAYOUT_LINK_DIR_FORMAT.format(name=step, keyid=keyid), sublayout


def check_fnmatch(pattern, matches, others):
    yield [name for name in matches + others if fnmatch.fnmatchcase(name, pattern)], matches


def check_key_ids(pem, keytype, scheme, public, keyid, legacyPublic, legacyKeyid):
    key = SSlibKey.from_crypto(load_pem_public_key(pem.encode()), scheme=scheme)
    yield (key.keytype, key.keyval["public"], key.keyid), (keytype, public, keyid)
    members = {"keytype": keytype, "scheme": scheme, "keyid_hash_algorithms": ["sha256", "sha512"]}
    yield globals()["keyid"]({**members, "keyval": {"public": legacyPublic}}), legacyKeyid


def check_parameters(text, parameters, result):
    yield attempt(substitute, text, parameters), result


def check_pre_authentication_encoding(payloadType, payload, encoded):
    yield base64.b64encode(Envelope(payload.encode(), payloadType, {}).pae()).decode(), encoded


def main():
    failures = count = 0
    for path in sorted(pathlib.Path(sys.argv[1]).joinpath("functions").glob("*.json")):
        check = globals()[f"check_{path.stem.replace('-', '_')}"]
        for vector in json.loads(path.read_text("utf-8"))["vectors"]:
            count += 1
            for found, expected in check(**vector):
                if found != expected:
                    failures += 1
                    print(f"{path.name}: {json.dumps(vector)}: {found!r} instead of {expected!r}")
    print(f"{count} vectors, {failures} differ")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
