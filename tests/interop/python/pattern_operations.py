"""Patterns and artifact rules. Verdicts of many pairs travel as a text of the characters 0 and 1."""

import fnmatch
import warnings

from arguments import member
from in_toto import rulelib, verifylib
from in_toto.models.link import Link
from pathspec import GitIgnoreSpec

# The reference asks pathspec for a style that newer versions of pathspec discourage.
warnings.simplefilter("ignore", DeprecationWarning)


def match_patterns(request):
    """For each [pattern, names] of `cases` one digit per name, by the function that the reference's rules call."""
    answers = []
    for pattern, names in member(request, "cases"):
        matched = set(fnmatch.filter(names, pattern))
        answers.append("".join("1" if name in matched else "0" for name in names))
    return answers


def match_excludes(request):
    """For each [patterns, paths] of `cases` one digit per path, or {"type", "message"} of a refused pattern."""
    answers = []
    for patterns, paths in member(request, "cases"):
        try:
            spec = GitIgnoreSpec.from_lines("gitwildmatch", patterns)
            answers.append("".join("1" if spec.match_file(path) else "0" for path in paths))
        except Exception as error:
            answers.append({"type": type(error).__name__, "message": str(error)})
    return answers


def evaluate_rules(request):
    """One list of rules over the artifacts of `links`: the verdict, and the queue after each rule that was applied."""
    links = {
        name: Link(name=name, materials=link.get("materials", {}), products=link.get("products", {}))
        for name, link in member(request, "links").items()
    }
    verifylib.RULE_TRACE.clear()
    result = {"verdict": "pass"}
    try:
        verifylib.verify_item_rules(
            member(request, "item"), member(request, "list"), member(request, "rules"), links
        )
    except Exception as error:
        result = {"verdict": "fail", "type": type(error).__name__, "message": str(error)}
    trace = verifylib.RULE_TRACE.get("trace", [])
    return {**result, "queues": [sorted(entry["queue"]) for entry in trace]}


def unpack_rule(request):
    return rulelib.unpack_rule(member(request, "rule"))


def pack_rule(request):
    return rulelib.pack_rule_data(member(request, "data"))


OPERATIONS = {
    "match_patterns": match_patterns,
    "match_excludes": match_excludes,
    "evaluate_rules": evaluate_rules,
    "unpack_rule": unpack_rule,
    "pack_rule": pack_rule,
}
