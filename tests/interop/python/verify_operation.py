"""Verification of a whole supply chain, and where it failed."""

import traceback

from arguments import member
from in_toto import verifylib
from in_toto.models.metadata import Metadata
from key_operations import public_key

# The functions of verifylib, in the words of the specification's workflow.
STAGES = {
    "verify_metadata_signatures": "layout-signature",
    "_check_public_keys": "keys",
    "verify_layout_expiration": "expiry",
    "substitute_parameters": "parameters",
    "load_links_for_layout": "links",
    "verify_link_signature_thresholds": "threshold",
    "verify_sublayouts": "sublayout",
    "verify_all_steps_command_alignment": "command",
    "verify_threshold_constraints": "agreement",
    "reduce_chain_links": "agreement",
    "run_all_inspections": "inspection",
    "get_summary_link": "summary",
}


class Place:
    """Where in the verification an exception came from, read from the frames it went through."""

    def __init__(self, error):
        self.stages = []
        self.path = []
        self.details = {}
        for frame, _line in traceback.walk_tb(error.__traceback__):
            self.enter(frame.f_code.co_name, frame.f_code.co_filename, frame.f_locals)

    def enter(self, name, file, values):
        if name == "in_toto_verify" and file == verifylib.__file__:
            self.stages.append("layout-format")
            self.inspecting = "inspection_link_dict" in values
        elif not self.stages:
            return
        elif name == "verify_all_item_rules":
            self.stages[-1] = "inspection-rules" if self.inspecting else "step-rules"
        elif name == "_check_public_keys" or (name in STAGES and file == verifylib.__file__):
            self.stages[-1] = STAGES[name]
        if name == "verify_sublayouts":
            self.path.append(values.get("step_name"))
        if name == "verify_metadata_signatures" and not values.get("keys_dict"):
            self.stages[-1] = "keys"
        if name == "verify_item_rules":
            self.details.update(item=values.get("source_name"), list=values.get("source_type"), rule=values.get("rule"))
        elif name in ("load_links_for_layout", "verify_link_signature_thresholds", "verify_threshold_constraints"):
            step = values.get("step")
            self.details["item"] = getattr(step, "name", None)
        elif name == "run_all_inspections":
            self.details["item"] = getattr(values.get("inspection"), "name", None)


def failure(stages, error, **more):
    return {
        "verdict": "fail",
        "stages": stages,
        "type": type(error).__name__,
        "types": [kind.__name__ for kind in type(error).__mro__ if kind not in (object, BaseException)],
        "message": str(error),
        **more,
    }


def verify(request):
    try:
        layout = Metadata.load(member(request, "layout"))
    except Exception as error:
        return failure(["load-layout"], error)
    try:
        keys = {}
        for source in request.get("keys", []):
            key = public_key(source)
            keys[key["keyid"]] = key
    except Exception as error:
        return failure(["load-keys"], error)
    try:
        summary = verifylib.in_toto_verify(
            layout,
            keys,
            request.get("link_dir", "."),
            substitution_parameters=request.get("parameters"),
            step_name=request.get("step_name", ""),
            persist_inspection_links=request.get("persist", True),
            inspect_timeout=request.get("inspect_timeout", 10),
        )
    except (Exception, SystemExit) as error:
        place = Place(error)
        return failure(place.stages, error, path=place.path, **place.details)
    return {"verdict": "pass", "summary": repr(summary)}


OPERATIONS = {"verify": verify}
