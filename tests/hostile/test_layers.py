"""No layer of confinement is there for nothing: without it, an attack that fails under all of them succeeds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from grader.sandbox.layers import LANDLOCK, LAYERS, NAMESPACES, RLIMITS, SECCOMP, WATCHDOG
from tests.hostile.suite import Finding, attacks, findings_of

if TYPE_CHECKING:
    from pathlib import Path

    from grader.sandbox.supervisor import Supervisor

LET_THROUGH: Final = {
    LANDLOCK: {
        # The folders that namespaces do not hide: the checkout's own, and those of runs at the same time.
        "steal/git_objects": r"HARM \S+/\.git/ \[.*'objects'",
        "steal/folders_of_other_runs": r"^run$",
        "notebook/files_by_magics": r"HARM (read|has) ",
    },
    SECCOMP: {
        "steal/sockets_of_every_family": r"HARM made a socket",
        "steal/sockets_of_a_pair": r"^a datagram to the socket$",
        "notebook/connected_from_inside": r"HARM connected to \.\./channel-1",
        "harm/memory_in_segments": r"HARM has 1024 megabytes",
        "harm/memory_shared_and_dropped": r"HARM has a gigabyte",
    },
    NAMESPACES: {
        "steal/arguments_of_others": r"^argument$",
        "steal/processes_in_sight": r"HARM saw \d+",
        "notebook/the_client": r"HARM sees",
        # The folder is then one of the disk's, where what has no name is not counted.
        "harm/files_without_a_name": r"HARM holds 335544320",
    },
    RLIMITS: {
        "harm/many_descriptors": r"HARM holds 1990",
        "harm/raised_limits": r"HARM raised file size",
        "harm/sparse_files": r"HARM made a file of",
    },
    WATCHDOG: {
        "harm/memory_mapped": r"HARM holds 1342177280",
        "harm/files_mapped_and_closed": r"HARM holds \d+ megabytes",
    },
}
"""For each layer attacks that it alone stops, and the harm that they do without it: all of it bounded.

That they do none under all layers is what `test_attacks.py` shows of every attack.

No notebook is among those of the last two: what they bound is bounded for a script and for a notebook alike.
"""


CLEAN_WITHOUT_NAMESPACES: Final = """
always_another_process closed_folders deaf_children deep_folders double_forked_daemons files_among_vanishing_ones
files_of_children files_too_deep_to_see links_in_the_place_of_folders litter memory_without_its_first_thread
names_of_one_file names_that_are_no_text no_folder_at_all small_files
""".split()
"""Attacks that are to fail where the kernel grants no namespaces, as in many containers."""


def _findings(layers: tuple[str, ...], names: set[str], folder: Path) -> dict[str, Finding]:
    chosen = tuple(attack for attack in attacks() if attack.id in names)
    return {finding.attack: finding for finding in findings_of(chosen, folder, layers=layers)}


@pytest.mark.parametrize("layer", LAYERS)
def test_layer_is_needed(layer: str, supervisor: Supervisor, tmp_path: Path) -> None:
    """Without the layer each of its attacks gets what it wants, and the next submission still its mark."""
    missing = dict(supervisor.ready().missing)
    if layer in missing:
        pytest.skip(f"{layer} does not work here: {missing[layer]}")
    wanted = LET_THROUGH[layer]

    found = _findings(tuple(other for other in LAYERS if other != layer), {*wanted}, tmp_path)

    assert {*found} == {*wanted}
    for name, harm in wanted.items():
        assert any(re.search(harm, words) for words in found[name].harm), (name, found[name])
        assert found[name].honest


def test_clean_without_namespaces(supervisor: Supervisor, tmp_path: Path) -> None:
    """Where there are no namespaces, processes still end, files are still counted, and nothing is left."""
    if LANDLOCK in dict(supervisor.ready().missing):
        pytest.skip("nothing would confine these attacks")
    names = {f"harm/{name}" for name in CLEAN_WITHOUT_NAMESPACES}

    found = _findings(tuple(layer for layer in LAYERS if layer != NAMESPACES), names, tmp_path)

    assert {*found} == names
    assert {name: finding.harm for name, finding in found.items() if finding.harm} == {}
