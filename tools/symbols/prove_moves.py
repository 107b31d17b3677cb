"""Imports the old and the new path of each move, and says what became of the old one.

    python prove_moves.py < [[old, new], …]

Writes one line of JSON a move: {old, new, state, error?}. `state` is `gone` where the old path cannot be imported,
`deprecated` where it says so, `works` where it says nothing.
"""

import importlib
import json
import sys
import warnings


def resolve(path):
    """The object at a dotted path: the longest part that is a module is imported, the rest are attributes."""
    parts = path.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError as error:
            if end == 1 or not (error.name or "").startswith(parts[0]):
                raise
            continue
        for name in parts[end:]:
            found = getattr(found, name)
        return found
    raise ImportError(path)


def state_of(path):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            found = resolve(path)
        except BaseException as error:
            return "gone", f"{type(error).__name__}: {error}"[:200]
    last = path.rsplit(".", 1)[1]
    told = [
        str(warning.message)
        for warning in said
        if issubclass(warning.category, (DeprecationWarning, FutureWarning)) and last in str(warning.message)
    ]
    marks = [getattr(found, "__deprecated__", None), getattr(getattr(found, "__init__", None), "__deprecated__", None)]
    told += [mark for mark in marks if isinstance(mark, str)]
    document = (getattr(found, "__doc__", None) or "")[:300] if callable(found) else ""
    if "deprecated" in document.lower():
        told.append(document.strip())
    if told:
        return "deprecated", told[0][:200]
    return "works", None


for old, new in json.load(sys.stdin):
    before, said = state_of(old)
    after, error = state_of(new)
    proof = {"old": old, "new": new, "state": before}
    if after == "gone":
        proof["error"] = error
    print("PROOF " + json.dumps(proof), flush=True)
