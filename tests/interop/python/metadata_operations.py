"""Reading, writing and signing metadata, and the JSON forms beneath it."""

import json
import os
import tempfile

import attr
from arguments import BadRequest, content, encode, file_of, member
from in_toto.models.layout import Layout
from in_toto.models.link import Link
from in_toto.models.metadata import Envelope, Metablock, Metadata
from key_operations import public_key, signer
from securesystemslib.formats import encode_canonical

STYLES = {
    "indented": {"indent": 1, "separators": (",", ": ")},
    "line": {},
    "compact": {"separators": (",", ":")},
}


def canonical(request):
    """What securesystemslib signs and hashes for a JSON document."""
    return encode(encode_canonical(json.loads(content(request).decode("utf-8"))).encode("utf-8"))


def format_json(request):
    """The document as `json.dumps(sort_keys=True)` writes it in one of the styles."""
    tree = json.loads(content(request).decode("utf-8"))
    return encode(json.dumps(tree, sort_keys=True, **STYLES[member(request, "style")]).encode("utf-8"))


def file_bytes(metadata):
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "metadata")
    try:
        metadata.dump(path)
        with open(path, "rb") as file:
            return file.read()
    finally:
        if os.path.exists(path):
            os.remove(path)
        os.rmdir(folder)


def described(metadata):
    """The container, what is in it as the model has it, what is signed, and the file the reference writes."""
    payload = metadata.get_payload()
    envelope = isinstance(metadata, Envelope)
    return {
        "container": "dsse" if envelope else "metablock",
        "type": payload.type_,
        "payload": json.dumps(attr.asdict(payload), sort_keys=True),
        "signed": encode(metadata.pae() if envelope else payload.signable_bytes),
        "file": encode(file_bytes(metadata)),
    }


def loaded(request):
    with file_of(request) as path:
        return Metadata.load(path)


def parse(request):
    return described(loaded(request))


def created(request):
    tree = json.loads(content(request).decode("utf-8"))
    model = {"link": Link, "layout": Layout}.get(tree.get("_type"))
    if model is None:
        raise BadRequest("the payload is neither a link nor a layout")
    payload = model.read(tree)
    if member(request, "container") == "dsse":
        return Envelope.from_signable(payload)
    return Metablock(signed=payload, signatures=[], compact_json=request.get("compact", False))


def create(request):
    """Puts the payload (`text`, `base64` or `path` of its JSON) into a container and signs it with `signers`."""
    metadata = created(request)
    for source in request.get("signers", []):
        metadata.create_signature(signer(source))
    return described(metadata)


def sign(request):
    """Signs existing metadata; `existing` keeps ("append") or drops ("replace") the signatures it has."""
    metadata = loaded(request)
    if request.get("existing", "append") == "replace":
        metadata.signatures = type(metadata.signatures)()
    signature = metadata.create_signature(signer(member(request, "signer")))
    if "output" in request:
        metadata.dump(request["output"])
    return {"keyid": signature.keyid, **described(metadata)}


def check_signature(request):
    """Raises what the reference raises unless the metadata carries a good signature by `key`."""
    loaded(request).verify_signature(public_key(member(request, "key")))
    return True


OPERATIONS = {
    "canonical": canonical,
    "format_json": format_json,
    "parse": parse,
    "create": create,
    "sign": sign,
    "check_signature": check_signature,
}
