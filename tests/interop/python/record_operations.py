"""Recording artifacts, and the library calls behind in-toto-run, -record, -mock and -match-products."""

from arguments import file_of, member
from in_toto import runlib
from in_toto.models.metadata import Metadata
from key_operations import signer
from metadata_operations import described

RECORDING = ("exclude_patterns", "base_path", "normalize_line_endings", "lstrip_paths")


def given(request, *names):
    return {name: request[name] for name in names if name in request}


def record(request):
    return runlib.record_artifacts_as_dict(
        member(request, "artifacts"), **given(request, *RECORDING, "follow_symlink_dirs")
    )


def run(request):
    metadata = runlib.in_toto_run(
        member(request, "name"),
        request.get("materials", []),
        request.get("products", []),
        request.get("command", []),
        signer=signer(request.get("signer")),
        **given(
            request,
            *RECORDING,
            "record_streams",
            "record_environment",
            "compact_json",
            "metadata_directory",
            "use_dsse",
            "timeout",
        ),
    )
    return described(metadata)


def record_start(request):
    return runlib.in_toto_record_start(
        member(request, "name"),
        request.get("materials", []),
        signer=signer(request.get("signer")),
        **given(request, *RECORDING, "record_environment", "use_dsse"),
    )


def record_stop(request):
    return runlib.in_toto_record_stop(
        member(request, "name"),
        request.get("products", []),
        signer=signer(request.get("signer")),
        **given(request, *RECORDING, "metadata_directory", "command", "byproducts", "environment"),
    )


def mock(request):
    return described(
        runlib.in_toto_mock(member(request, "name"), member(request, "command"), **given(request, "use_dsse"))
    )


def match_products(request):
    with file_of(member(request, "link")) as path:
        link = Metadata.load(path).get_payload()
    sets = runlib.in_toto_match_products(link, **given(request, "paths", "exclude_patterns", "lstrip_paths"))
    return dict(zip(("onlyInProducts", "notInProducts", "differ"), map(sorted, sets)))


OPERATIONS = {
    "record": record,
    "run": run,
    "record_start": record_start,
    "record_stop": record_stop,
    "mock": mock,
    "match_products": match_products,
}
