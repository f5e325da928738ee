"""Loading keys, making signers and verifying signatures, in each of the forms that some version of in-toto has."""

import base64

import cryptography
import in_toto
import pathspec
import securesystemslib
from arguments import BadRequest, content, file_of, member
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from in_toto.models._signer import GPGSigner, load_public_key_from_file
from securesystemslib.exceptions import UnverifiedSignatureError
from securesystemslib.signer import CryptoSigner, Signature, SSlibKey

try:
    from securesystemslib._gpg import functions as gpg
except ImportError:
    from securesystemslib.gpg import functions as gpg

try:
    from securesystemslib import interface
    from securesystemslib.signer import SSlibSigner
except ImportError:
    interface = None


def need_legacy():
    if interface is None:
        raise BadRequest("legacy keys are gone since in-toto 3.0")


def public_key(source):
    """The key object for a path, or for {path | text | base64, scheme?}, {..., legacy: type, scheme?}, {gpg, home?}, {object}."""
    if isinstance(source, str):
        source = {"path": source}
    if "object" in source:
        return source["object"]
    if "gpg" in source:
        return gpg.export_pubkey(source["gpg"], homedir=source.get("home"))
    with file_of(source) as path:
        if "legacy" in source:
            need_legacy()
            if "scheme" in source:
                return interface.import_rsa_publickey_from_file(path, source["scheme"])
            return next(iter(interface.import_publickeys_from_file([path], [source["legacy"]]).values()))
        if "scheme" in source:
            return key_with_scheme(path, source["scheme"])
        return load_public_key_from_file(path)


def key_with_scheme(path, scheme):
    with open(path, "rb") as file:
        key = SSlibKey.from_crypto(load_pem_public_key(file.read()), scheme=scheme)
    return {**key.to_dict(), "keyid": key.keyid}


def signer(source):
    """The signer for a path, or for {path | text | base64, password?, scheme?}, {..., legacy: type, password?}, {gpg, home?}."""
    if source is None:
        return None
    if isinstance(source, str):
        source = {"path": source}
    if "gpg" in source:
        return GPGSigner(source["gpg"], homedir=source.get("home"))
    password = source.get("password")
    if "legacy" in source:
        need_legacy()
        with file_of(source) as path:
            return SSlibSigner(interface.import_privatekey_from_file(path, source["legacy"], password))
    private = load_pem_private_key(content(source), None if password is None else password.encode())
    if "scheme" in source:
        return CryptoSigner(private, SSlibKey.from_crypto(private.public_key(), scheme=source["scheme"]))
    return CryptoSigner(private)


def info(_request):
    return {
        "name": "in-toto for Python",
        "version": in_toto.__version__,
        "libraries": {
            "securesystemslib": securesystemslib.__version__,
            "pathspec": pathspec.__version__,
            "cryptography": cryptography.__version__,
        },
        "legacyKeys": interface is not None,
    }


def load_key(request):
    key = public_key(member(request, "key"))
    return {"keyid": key["keyid"], "key": key}


def verifies(key_object, message, sig):
    # Not by `Key.from_dict`, which does not know all the schemes that an SSlibKey verifies with.
    key = SSlibKey(*(key_object[name] for name in ("keyid", "keytype", "scheme", "keyval")))
    try:
        key.verify_signature(Signature(key.keyid, sig), base64.b64decode(message))
    except UnverifiedSignatureError:
        return False
    return True


def verify_signatures(request):
    """For each [key object, message in base64, sig as it stands in metadata] of `cases` one digit: 1 if it verifies."""
    return "".join("1" if verifies(*case) else "0" for case in member(request, "cases"))


OPERATIONS = {"info": info, "load_key": load_key, "verify_signatures": verify_signatures}
