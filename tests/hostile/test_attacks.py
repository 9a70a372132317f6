"""Every attack fails, as this user and as an ordinary one: it earns no pass, sees nothing, harms nothing.

The scripts among them also run as notebooks. Where `GRADER_ALL_ATTACKS` is set, everything runs as both users; elsewhere a
few of the scripts are notebooks, too, and attacks that no user's rights can matter to run as one user or the other.
"""

from __future__ import annotations

import collections
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import pytest

from tests.hostile.ordinary import AS_NOBODY, NOBODY, python_for_nobody
from tests.hostile.suite import KINDS, NO_NOTEBOOKS, Attack, Finding, attacks, attacks_as_notebooks
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

AS_NOTEBOOKS = """
forge/frame_before_the_real_one forge/patched_probes
harm/double_forked_daemons harm/fork_bomb harm/kill_the_parent
page/script_tags
steal/arguments_of_others steal/hidden_values_in_words
""".split()
"""Scripts that run as notebooks in every test run: of each kind those that a kernel might change most."""

ATTACKS = (
    *attacks(),
    *(
        attack
        for attack in attacks_as_notebooks()
        if "GRADER_ALL_ATTACKS" in os.environ or attack.id.removesuffix(".ipynb") in AS_NOTEBOOKS
    ),
)
FEWEST = 300


USERS = ("this-user", "ordinary-user")

ALIKE = ("forge", "page", "steal")
"""Kinds that are shared out: attacks on what the grader believes and shows, which is the same for every user, and on what
it keeps to itself, which every layer hides from both."""


def _shared_out(user: str) -> tuple[Attack, ...]:
    """Return the attacks that run as this user: all; but those of the kinds that are alike for every user are shared out."""
    if "GRADER_ALL_ATTACKS" in os.environ:
        return ATTACKS
    alike = [attack.id for attack in ATTACKS if attack.kind in ALIKE]
    others = {*alike[1 - USERS.index(user) :: 2]}
    return tuple(attack for attack in ATTACKS if attack.id not in others)


ATTACKS_OF = {user: _shared_out(user) for user in USERS}


class Ran(NamedTuple):
    """What the suite found as one user."""

    findings: dict[str, Finding]
    user: int


class _Suite(NamedTuple):
    """The whole suite under way as one user, in a process and in folders of its own."""

    process: subprocess.Popen[bytes]
    user: int


@pytest.fixture(scope="module")
def suites() -> Iterator[dict[str, _Suite | str]]:
    """The suite by each user, side by side; for a user that cannot be had, why not."""
    folders = [Path(tempfile.mkdtemp(prefix="hostile-", dir="/tmp")) for _ in USERS]
    begun: dict[str, _Suite | str] = {}
    try:
        for user, folder in zip(USERS, folders, strict=True):
            begun[user] = _begin(folder, ATTACKS_OF[user], ordinary=user == "ordinary-user")
        yield begun
    finally:
        for suite in begun.values():
            if isinstance(suite, _Suite):
                suite.process.kill()
                suite.process.wait()
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module", params=USERS)
def ran(request: pytest.FixtureRequest, suites: dict[str, _Suite | str]) -> Ran:
    """What the suite found as one user."""
    suite = suites[request.param]
    if isinstance(suite, str):
        pytest.skip(suite)
    found, errors = suite.process.communicate()

    assert suite.process.returncode == 0, errors.decode()[-4000:]
    findings = msgspec.json.decode(found, type=tuple[Finding, ...])
    return Ran({finding.attack: finding for finding in findings}, suite.user)


def _begin(folder: Path, chosen: tuple[Attack, ...], *, ordinary: bool) -> _Suite | str:
    user = NOBODY if ordinary else os.geteuid()
    folder.chmod(0o755)  # before the ordinary user tries an interpreter in it
    python = python_for_nobody(folder) if ordinary else Path(sys.executable)
    if isinstance(python, str):
        return python
    for name in ("cache", "config", "tmp", "place", "home"):
        (folder / name).mkdir()
    for path in (folder, *folder.iterdir()):
        os.chown(path, user, -1)
        path.chmod(0o755)
    environment = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ} | {
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "GRADER_CACHE": str(folder / "cache"),
        "GRADER_CONFIG": str(folder / "config"),
    }
    process = subprocess.Popen(
        [
            *(AS_NOBODY if ordinary else []),
            *(str(python), "-m", "tests.hostile.suite", str(folder / "place")),
            *(attack.id for attack in chosen),
        ],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=environment,
    )  # fmt: skip
    return _Suite(process, user)


@pytest.mark.parametrize(
    ("ran", "attack"),
    [
        pytest.param(user, attack, id=f"{user}-{attack.id}")
        for user, chosen in ATTACKS_OF.items()
        for attack in chosen
    ],
    indirect=["ran"],
)
def test_attack_fails(ran: Ran, attack: Attack) -> None:
    """The promise in the attack's first line holds."""
    finding = ran.findings[attack.id]

    assert finding.outcome == "failed", attack.promise
    assert finding.score < finding.max_score
    assert finding.stopped == attack.stopped
    assert finding.harm == (), attack.promise
    assert finding.tried or not attack.tries, "it did not come to its end"


def test_nothing_is_running_any_more(ran: Ran) -> None:
    """No process of the ordinary user's outlives the suite."""
    if ran.user != NOBODY:
        pytest.skip("other programs run as this user")
    left = subprocess.run(["pgrep", "--uid", str(NOBODY)], capture_output=True, text=True, check=False)

    assert left.stdout.split() == []


def test_there_are_enough(capsys: pytest.CaptureFixture[str]) -> None:
    """The suite holds at least so many attacks, of every kind, each with a promise of its own."""
    count = collections.Counter(attack.kind for attack in ATTACKS)
    with capsys.disabled():
        print(f"\n{len(ATTACKS)} attacks: {', '.join(f'{count[kind]} {kind}' for kind in KINDS)}")

    assert set(count) == set(KINDS)
    assert {attack.id for chosen in ATTACKS_OF.values() for attack in chosen} == {
        attack.id for attack in ATTACKS
    }
    assert len(ATTACKS) >= FEWEST
    assert len({attack.promise for attack in attacks()}) == len(attacks())
    assert {*NO_NOTEBOOKS, *AS_NOTEBOOKS} <= {attack.id for attack in attacks()}
    assert not {*NO_NOTEBOOKS} & {*AS_NOTEBOOKS}
