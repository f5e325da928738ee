"""Makes the vectors in test/generated from CPython's fnmatch and from in-toto's rule functions.

    pip install in-toto==3.1.0
    python3.11 make_vectors.py

Same versions, same files. Strings with lone surrogates are written as lists of code points, artifacts as lists of pairs:
neither JSON text nor object keys are to be trusted with such names.
"""

import fnmatch
import importlib.metadata
import json
import logging
import pathlib
import platform
import random
import warnings

from in_toto import rulelib, verifylib
from in_toto.models.link import Link

VECTORS = pathlib.Path(__file__).parent.parent / "test" / "generated"
SET_PARTS = ["a", "b", "z", "-", "-", "!", "^", "\\", "]", "[", "&&", "||", "~~", "--", "A", "\U0001f600", "\ud83d", "\ude00", "/"]
GLOB_PARTS = ["*", "*", "?", "a", "b", "ab", "/", ".", "[ab]", "[!a]", "[a-c-]", "[", "]", "\\", "\n", "\U0001f600", "\ud83d", "\ude00"]
NAME_PARTS = ["a", "b", "c", "z", "A", "/", ".", "-", "!", "^", "\\", "[", "]", "&", "|", "~", "\n", "\U0001f600", "\ud83d", "\ude00"]

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)


def text(rnd, parts, most):
    joined = "".join(rnd.choice(parts) for _ in range(rnd.randint(0, most)))
    return json.loads(json.dumps(joined))  # joins surrogates that became neighbours


def written(string):
    return [ord(c) for c in string] if any(0xD800 <= ord(c) <= 0xDFFF for c in string) else string


def fnmatch_vectors(rnd, patterns, each):
    seen = set()
    while patterns > 0:
        pattern = f"{text(rnd, '*?a', 1)}[{text(rnd, SET_PARTS, 7)}]{text(rnd, '*?a', 1)}"
        if patterns % 2:
            pattern = text(rnd, GLOB_PARTS, 8)
        matched, other = {}, {}
        for _ in range(200):
            name = text(rnd, NAME_PARTS + list(pattern), 4)
            (matched if fnmatch.fnmatchcase(name, pattern) else other)[name] = None
        if matched and other and len(pattern) > 1 and pattern not in seen:
            seen.add(pattern)
            patterns -= 1
            yield [written(pattern), [written(n) for n in list(matched)[:each]], [written(n) for n in list(other)[:each]]]


def artifacts(rnd, pool):
    digests = [{"sha256": "aa"}, {"sha256": "aa"}, {"sha256": "AA"}, {"sha256": "bb"}, {"sha256": "aa", "sha512": "cc"}, {}]
    return {name: dict(rnd.choice(digests)) for name in pool if rnd.random() < 0.7}


def keyword(rnd, word):
    return rnd.choice([word, word, word.lower(), word.capitalize()])


def rule(rnd, pool):
    pattern = rnd.choice(["*", "*", "?", "a*", "*b", "s/*", "[!a]*", "[ab]", "**/", "", *pool])
    prefixes = ["s", "s/", "d", "s/d", "s//", "s\\", "/", ".", "*"]
    if rnd.random() < 0.04:
        return rnd.choice([[], ["ALLOW"], ["ALLOW", "a", "b"], ["PERMIT", "a"], ["MATCH", "a"], ["MATCH", "*", "WITH", "PRODUCT", "FROM", "other"]])
    if rnd.random() < 0.5:
        words = [keyword(rnd, "MATCH"), pattern]
        words += [keyword(rnd, "IN"), rnd.choice(prefixes)] if rnd.random() < 0.6 else []
        words += [keyword(rnd, "WITH"), keyword(rnd, rnd.choice(["MATERIALS", "PRODUCTS"]))]
        words += [keyword(rnd, "IN"), rnd.choice(prefixes)] if rnd.random() < 0.4 else []
        return words + [keyword(rnd, "FROM"), rnd.choice(["other", "other", "item", "nowhere"])]
    kind = rnd.choice(["ALLOW", "CREATE", "DELETE", "MODIFY", "DISALLOW", "REQUIRE"])
    return [keyword(rnd, kind), rnd.choice(pool) if kind == "REQUIRE" else pattern]


def consumed_by(words, queue, item, own, links):
    data = rulelib.unpack_rule(words)
    pattern, names = data["pattern"], (set(item.materials), set(item.products))
    return {
        "match": lambda: verifylib.verify_match_rule(data, queue, own, links),
        "create": lambda: verifylib.verify_create_rule(pattern, queue, *names),
        "delete": lambda: verifylib.verify_delete_rule(pattern, queue, *names),
        "modify": lambda: verifylib.verify_modify_rule(pattern, queue, item.materials, item.products),
        "allow": lambda: verifylib.verify_allow_rule(pattern, queue),
        "disallow": lambda: verifylib.verify_disallow_rule(pattern, queue) or set(),
        "require": lambda: verifylib.verify_require_rule(pattern, queue) or set(),
    }[data["rule_type"]]()


def outcome(run):
    try:
        run()
    except Exception as error:  # the name of whatever it raises is the verdict
        return type(error).__name__
    return "ok"


def evaluation(rnd):
    names = ["a", "b", "ab", "/a", "\\a", "x\n", "\U0001f600", "__proto__"]
    pool = list({rnd.choice(["", "", "s/", "d/", "s/d/", "s//", "s\\"]) + rnd.choice(names): None for _ in range(rnd.randint(1, 8))})
    links = {name: Link(name=name, materials=artifacts(rnd, pool), products=artifacts(rnd, pool)) for name in ["item", "other"]}
    kind = rnd.choice(["materials", "products"])
    rules = [rule(rnd, pool) for _ in range(rnd.randint(1, 5))] + rnd.choice([[], [["DISALLOW", "*"]]])
    own = getattr(links["item"], kind)
    verdict = outcome(lambda: verifylib.verify_item_rules("item", kind, rules, links))

    queue, consumed = set(own), []

    def apply_one_by_one():
        for words in rules:
            taken = consumed_by(words, queue, links["item"], own, links) & queue
            consumed.append(sorted(taken))
            queue.difference_update(taken)

    assert outcome(apply_one_by_one) == verdict
    shown = {name: {key: list(getattr(link, key).items()) for key in ["materials", "products"]} for name, link in links.items()}
    return {"links": shown, "list": f"expected_{kind}", "rules": rules, "verdict": verdict, "consumed": consumed, "remaining": sorted(queue)}


def evaluation_vectors(rnd, each):
    counts = {"ok": 3 * each, "RuleVerificationError": 2 * each, "KeyError": each, "FormatError": each}
    while any(counts.values()):
        vector = evaluation(rnd)
        useful = [words[0].lower() for words, names in zip(vector["rules"], vector["consumed"]) if names]
        dull = {"ok": "match" not in useful, "KeyError": False}.get(vector["verdict"], not useful)
        if counts[vector["verdict"]] > 0 and not dull:
            counts[vector["verdict"]] -= 1
            yield vector


def write(name, origin, vectors):
    lines = ",\n".join(json.dumps(vector) for vector in vectors)
    (VECTORS / name).write_text(f'{{"origin": {json.dumps(origin)}, "vectors": [\n{lines}\n]}}\n')


version = importlib.metadata.version("in-toto")
write("fnmatch-vectors.json", f"fnmatch.fnmatchcase of CPython {platform.python_version()}", fnmatch_vectors(random.Random(1), 300, 4))
write("evaluation-vectors.json", f"in_toto.verifylib of in-toto {version}, CPython {platform.python_version()}", evaluation_vectors(random.Random(1), 20))
