"""The import ladder, as a table, and what every module must have."""

from __future__ import annotations

import ast
import functools
import graphlib
from pathlib import Path

import pytest

from tests.support import ROOT

PACKAGE = ROOT / "grader"
LONGEST = 400

LADDER: dict[str, set[str]] = {
    # The root holds the version and nothing else; everyone may read it.
    "grader": set(),
    "grader.errors": set(),
    "grader.limits": set(),
    "grader.hidden": set(),
    "grader.evidence": {"grader.evidence", "grader.errors", "grader.limits"},
    "grader.results": {"grader.limits"},
    "grader.gradebook": {"grader.gradebook", "grader.limits", "grader.results"},
    "grader.files": set(),
    "grader.notebook_format": set(),
    "grader.submission": {"grader.evidence", "grader.errors", "grader.limits", "grader.notebook_format"},
    "grader.intake": {"grader.errors", "grader.intake", "grader.limits", "grader.report"},
    "grader.data": {"grader.errors", "grader.files", "grader.hidden"},
    "grader.checks": {"grader.checks", "grader.evidence", "grader.errors"},
    "grader.spec": {"grader.checks", "grader.evidence", "grader.limits"},
    "grader.bands": {"grader.checks", "grader.errors", "grader.files", "grader.judge", "grader.spec"},
    "grader.specfile": {"grader.checks", "grader.errors", "grader.evidence", "grader.spec"},
    "grader.catalogue": {
        "grader", "grader.bands", "grader.data", "grader.errors", "grader.spec", "grader.specfile",
    },
    # Forks inherit memory: below here nothing may know an answer.
    "grader.sandbox": {
        "grader.sandbox", "grader.evidence", "grader.limits", "grader.errors", "grader.notebook_format",
        "grader.submission",
    },
    "grader.report": {
        "grader.report", "grader.gradebook", "grader.results", "grader.errors", "grader.files", "grader.limits",
    },
    "grader.export": {"grader.export", "grader.gradebook", "grader.report", "grader.results"},
    "grader.feedback": {"grader.notebook_format", "grader.report", "grader.results", "grader.submission"},
    "grader.judge": {"grader.checks", "grader.spec", "grader.evidence", "grader.results"},
    "grader.explain": {"grader.checks", "grader.evidence", "grader.limits", "grader.results"},
    "grader.mistakes": {
        "grader.catalogue", "grader.checks", "grader.errors", "grader.evidence", "grader.judge", "grader.limits",
        "grader.results", "grader.spec",
    },
    "grader.runner": {
        "grader", "grader.catalogue", "grader.data", "grader.errors", "grader.evidence", "grader.files", "grader.judge", "grader.limits",
        "grader.sandbox",
    },
    "grader.verdict": {
        "grader.catalogue", "grader.errors", "grader.evidence", "grader.explain", "grader.judge", "grader.mistakes",
        "grader.results", "grader.runner", "grader.sandbox", "grader.submission",
    },
    "grader.grade": {
        "grader.catalogue", "grader.data", "grader.errors", "grader.evidence", "grader.judge", "grader.mistakes",
        "grader.own", "grader.results", "grader.runner", "grader.sandbox", "grader.submission", "grader.verdict",
    },
    "grader.store": {
        "grader.data", "grader.errors", "grader.evidence", "grader.gradebook", "grader.intake", "grader.results",
        "grader.runner", "grader.store",
    },
    "grader.batch": {
        "grader", "grader.batch", "grader.catalogue", "grader.checks", "grader.data", "grader.errors",
        "grader.evidence", "grader.export", "grader.gradebook", "grader.intake", "grader.judge", "grader.limits",
        "grader.mistakes", "grader.report", "grader.results", "grader.runner", "grader.sandbox", "grader.store",
        "grader.submission", "grader.verdict",
    },
    # Our own evidence: from a run, or from a release.
    "grader.kept": {"grader.data", "grader.errors", "grader.evidence", "grader.mistakes"},
    "grader.own": {
        "grader.catalogue", "grader.data", "grader.errors", "grader.evidence", "grader.kept", "grader.mistakes",
        "grader.runner",
    },
    "grader.calibrate": {
        "grader.bands", "grader.catalogue", "grader.checks", "grader.data", "grader.errors", "grader.evidence",
        "grader.judge", "grader.results", "grader.runner",
    },
    # A session's magics: grading itself is the command's, in another process.
    "grader.jupyter": {
        "grader.catalogue", "grader.data", "grader.errors", "grader.jupyter", "grader.report", "grader.results",
        "grader.sandbox", "grader.submission",
    },
    "grader.lesson": {"grader.catalogue", "grader.errors", "grader.notebook_format"},
    "grader.hints": {"grader.results"},
    "grader.mutants": {"grader.mutants"},
    "grader.skeleton": set(),
    "grader.verify": {
        "grader", "grader.bands", "grader.calibrate", "grader.catalogue", "grader.data", "grader.errors", "grader.evidence", "grader.files", "grader.judge", "grader.mistakes",
        "grader.mutants", "grader.results", "grader.runner", "grader.spec", "grader.verify",
    },
    "grader.release": {
        "grader", "grader.catalogue", "grader.data", "grader.errors", "grader.kept", "grader.lesson",
        "grader.mistakes", "grader.own", "grader.release", "grader.report", "grader.runner", "grader.specfile",
    },
    # A warm call's own process loads this and nothing below it.
    "grader.server": {"grader", "grader.errors", "grader.sandbox", "grader.server"},
    "grader.cli": {
        "grader", "grader.bands", "grader.batch", "grader.calibrate", "grader.catalogue", "grader.cli", "grader.data",
        "grader.errors", "grader.export", "grader.feedback", "grader.grade", "grader.hints", "grader.intake", "grader.lesson",
        "grader.release",
        "grader.report", "grader.results", "grader.runner", "grader.sandbox", "grader.server", "grader.skeleton", "grader.store",
        "grader.submission", "grader.verify",
    },
    "grader.pytest_plugin": {
        "grader.catalogue", "grader.data", "grader.errors", "grader.grade", "grader.judge", "grader.report",
        "grader.results", "grader.sandbox", "grader.submission",
    },
    "grader.__main__": {"grader.cli"},
}  # fmt: skip
"""For every module, or the package that it is in: what it may import of ours, lazily or for types too."""

IN_THE_WORKER = (
    "grader.sandbox.zygote",
    "grader.sandbox.warden",
    "grader.sandbox.worker",
    "grader.sandbox.client",
)
KNOWS_ANSWERS = (
    "checks",
    "spec",
    "bands",
    "calibrate",
    "catalogue",
    "judge",
    "mistakes",
    "explain",
    "runner",
    "grade",
    "results",
    "report",
    "verdict",
    "store",
    "batch",
    "data",
    "mutants",
    "verify",
    "pytest_plugin",
    "lesson",
    "jupyter",
    "intake",
    "gradebook",
    "export",
    "specfile",
    "kept",
    "own",
    "release",
)


@functools.cache
def _modules() -> dict[str, Path]:
    """Return every module of the package by its dotted name; a package by its own name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[1] == "course":  # A wheel carries the course inside the package.
            continue
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@functools.cache
def _imports(module: str) -> frozenset[str]:
    """Return the modules of ours that `module` imports anywhere in its text."""
    found = set()
    for node in ast.walk(ast.parse(_modules()[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by dots"
            for alias in node.names:
                below = f"{node.module}.{alias.name}"
                found.add(below if below in _modules() else str(node.module))
    return frozenset(name for name in found if name == "grader" or name.startswith("grader."))


def _rung(module: str) -> str:
    """Return the ladder's entry for a module: its own, or its package's."""
    return max((rung for rung in LADDER if module == rung or module.startswith(f"{rung}.")), key=len)


@pytest.mark.parametrize("module", sorted(_modules()))
def test_import_ladder(module: str) -> None:
    """A module imports only what stands below it."""
    assert module == "grader" or _rung(module) != "grader", f"{module} has no place on the ladder"
    allowed = LADDER[_rung(module)]

    assert {name for name in _imports(module) if _rung(name) not in allowed} == set()


def test_ladder_is_true() -> None:
    """The ladder names no module that is gone, and allows no import that nobody makes."""
    used = {
        rung: {_rung(name) for module in _modules() if _rung(module) == rung for name in _imports(module)}
        for rung in LADDER
    }

    assert {rung for rung in LADDER if rung not in _modules()} == set()
    assert {rung: allowed - used[rung] for rung, allowed in LADDER.items() if allowed - used[rung]} == {
        "grader.sandbox": {"grader.submission"}
    }


def test_no_cycle() -> None:
    """No module imports itself by any road, not even lazily or for its types."""
    graph = {module: set(_imports(module)) for module in _modules()}

    order = list(graphlib.TopologicalSorter(graph).static_order())

    assert set(_modules()) <= set(order)


@pytest.mark.parametrize("start", IN_THE_WORKER)
def test_worker_reaches_no_answers(start: str) -> None:
    """From the zygote, the warden and the worker no import leads to anything that knows an answer."""
    reached: set[str] = set()
    queue = [start]
    while queue:
        module = queue.pop()
        if module not in reached and module in _modules():
            reached.add(module)
            # Importing a module imports the packages that it is in.
            queue += [
                *_imports(module),
                *(module.rsplit(".", end)[0] for end in range(1, module.count(".") + 1)),
            ]

    assert {name for name in reached if name.split(".")[1:2] and name.split(".")[1] in KNOWS_ANSWERS} == set()


@pytest.mark.parametrize("module", sorted(_modules()))
def test_every_module(module: str) -> None:
    """Every module says what it is, lists what it offers, and can be read in a sitting."""
    path = _modules()[module]
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    only_words = len(tree.body) == 1
    lists = any(
        isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"]
        for node in tree.body
    )

    assert ast.get_docstring(tree)
    assert lists or (only_words and path.name == "__init__.py") or path.name == "__main__.py"
    assert text.count("\n") < LONGEST


@pytest.mark.parametrize("module", [name for name in sorted(_modules()) if name != "grader.__main__"])
def test_every_public_name_speaks(module: str) -> None:
    """What a module offers is there, and every public function and class of it has a docstring."""
    tree = ast.parse(_modules()[module].read_text("utf-8"))
    defined = {
        node.name: ast.get_docstring(node)
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }

    assert [name for name, words in defined.items() if not words] == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("tests/**/test_*.py")), ids=lambda path: path.stem)
def test_every_test_promises_and_asserts(path: Path) -> None:
    """Every test has a docstring of one sentence and asserts something."""
    tests = [
        node
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    silent = [test.name for test in tests if not ast.get_docstring(test)]
    empty = [
        test.name
        for test in tests
        if not any(
            isinstance(node, ast.Assert)
            or (isinstance(node, ast.Attribute) and node.attr in {"raises", "validate"})
            for node in ast.walk(test)
        )
    ]

    assert tests
    assert silent == []
    assert empty == []
