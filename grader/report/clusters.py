"""Mistakes that learners have in common, with the code of two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from grader.report.markup import CodeLine, code_lines
from grader.results import SourceLine

if TYPE_CHECKING:
    from grader.gradebook import ClassReport, Cluster, Sample
    from grader.report.learners import Learner, Learners

__all__ = ["ClusterView", "Clusters", "SampleView", "clusters"]

SHOWN: Final = 30
"""The largest clusters; the mistake of a single learner stands on that learner's page."""

SAMPLE_LINES: Final = 80
SAMPLE_CHARACTERS: Final = 6_000


class SampleView(NamedTuple):
    """One learner's code, or the beginning of it."""

    learner: Learner
    lines: tuple[CodeLine, ...]
    cut: bool
    """Whether there is more of it."""


class ClusterView(NamedTuple):
    """One cluster and all that its section shows."""

    cluster: Cluster
    learners: tuple[Learner, ...]
    checks: tuple[str, ...]
    """The titles of the checks that did not pass."""
    samples: tuple[SampleView, ...]


class Clusters(NamedTuple):
    """The largest clusters, and how many there are beside them."""

    shown: tuple[ClusterView, ...]
    others: int


def clusters(report: ClassReport, learners: Learners) -> Clusters:
    """Return the clusters that the page shows, in the report's order."""
    titles = {(check.exercise, check.check): check.title for check in report.checks}
    shown = tuple(
        ClusterView(
            cluster=cluster,
            learners=learners.all_of(cluster.learners),
            checks=tuple(titles.get((cluster.exercise, check), check) for check in cluster.checks),
            samples=tuple(_sample(sample, learners.of(sample.learner)) for sample in cluster.samples),
        )
        for cluster in report.clusters[:SHOWN]
    )
    return Clusters(shown, len(report.clusters) - len(shown))


def _sample(sample: Sample, learner: Learner) -> SampleView:
    source = sample.source.rstrip()
    texts = source[:SAMPLE_CHARACTERS].split("\n")
    lines = [
        SourceLine(number=number, text=text) for number, text in enumerate(texts[:SAMPLE_LINES], start=1)
    ]
    cut = len(source) > SAMPLE_CHARACTERS or len(texts) > SAMPLE_LINES
    return SampleView(learner, code_lines(lines), cut)
