"""Draws what the benchmarks have measured: what a grade takes beside other ways, and where its milliseconds go.

Usage: python benchmarks/plot.py RESULTS PICTURE

RESULTS is the folder with the JSON files that `make bench` writes; PICTURE is the SVG file to make.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import matplotlib as mpl
from matplotlib import pyplot as plt

if TYPE_CHECKING:
    from matplotlib.axes import Axes

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "grader"

SHADES: Final = (
    "#1b4965",
    "#bee9e8",
    "#ca6702",
    "#94d2bd",
    "#9b2226",
    "#e9d8a6",
    "#5fa8d3",
    "#555555",
    "#e07a5f",
)
"""In the order of the phases; light and dark in turn, for print and for eyes that tell no hues."""


def main() -> None:
    """Draw."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("results", type=Path)
    parser.add_argument("picture", type=Path)
    options = parser.parse_args()
    graders = json.loads((options.results / "graders.json").read_text("utf-8"))
    measured = json.loads((options.results / "milliseconds.json").read_text("utf-8"))
    phases = {part: measured[part] for part in graders}
    figure, axes = plt.subplots(
        len(graders) + 1, 1, figsize=(9, 2.6 * (len(graders) + 1)), layout="constrained"
    )
    for axis, (part, seconds) in zip(axes, graders.items(), strict=False):
        _ways(axis, part, seconds)
    _phases(axes[-1], phases)
    figure.savefig(options.picture, metadata={"Date": None})


def _ways(axis: Axes, part: str, seconds: dict[str, float]) -> None:
    names = [*seconds][::-1]
    bars = axis.barh(names, [1000 * seconds[name] for name in names], color="#5fa8d3")
    axis.bar_label(bars, fmt="{:,.0f} ms", padding=3)
    axis.set_xscale("log")
    axis.set_title(f"{part}: one submission, from the start to the end", loc="left", fontsize="medium")
    axis.margins(x=0.15)
    axis.spines[["top", "right"]].set_visible(False)


def _phases(axis: Axes, parts: dict[str, dict[str, float]]) -> None:
    left = dict.fromkeys(parts, 0.0)
    phases: dict[str, dict[str, float]] = {}
    for part, found in parts.items():
        for name, value in found.items():
            if name not in {"all of it", "bare forks", "bare forks with calls"}:
                phases.setdefault(name, dict.fromkeys(parts, 0.0))[part] = value
    for number, (name, values) in enumerate(phases.items()):
        axis.barh(
            [*values],
            [*values.values()],
            left=[*left.values()],
            label=name,
            color=SHADES[number % len(SHADES)],
            hatch=("", "//")[number // len(SHADES) % 2],
            edgecolor="white",
        )
        left = {part: left[part] + values[part] for part in left}
    axis.set_title(
        "Where the milliseconds of a warm grade go, worlds together", loc="left", fontsize="medium"
    )
    axis.legend(fontsize="x-small", ncols=4, loc="upper center", bbox_to_anchor=(0.5, -0.15))
    axis.spines[["top", "right"]].set_visible(False)
    axis.invert_yaxis()


if __name__ == "__main__":
    main()
