"""Reads the members of a request."""

import base64
import tempfile
from contextlib import contextmanager


class BadRequest(Exception):
    """The request is not one this driver can carry out: the caller's mistake, not an outcome of the driven program."""


def member(request, name):
    if name not in request:
        raise BadRequest(f"the request has no member {name!r}")
    return request[name]


def content(request):
    """The bytes of a document: a file at `path`, `base64`, or `text` (UTF-8, lone surrogates kept)."""
    if "path" in request:
        with open(request["path"], "rb") as file:
            return file.read()
    if "base64" in request:
        return base64.b64decode(request["base64"])
    return member(request, "text").encode("utf-8", "surrogatepass")


@contextmanager
def file_of(request):
    """The path of a document, for a program that only reads files."""
    if "path" in request:
        yield request["path"]
        return
    with tempfile.NamedTemporaryFile() as file:
        file.write(content(request))
        file.flush()
        yield file.name


def encode(data):
    return base64.b64encode(data).decode("ascii")
