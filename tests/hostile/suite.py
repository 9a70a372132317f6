"""The hostile suite: grades every attack as a submission, and tells what it did to the machine.

    python -m tests.hostile.suite [--notebook] FOLDER [KIND/NAME ...]

runs the attacks, by default all, with FOLDER, which must be empty, as the place for what an attack must not reach, and
writes a JSON list of findings to standard output. It asserts nothing; `test_attacks.py` does. With `--notebook` it runs
the scripts among them as notebooks of one cell; one of those has the name KIND/NAME.ipynb.

An attack is a submission, `attacks/KIND/NAME.py`. Its docstring is one line, the promise that it tries to break. Comments
behind the docstring may say `# part: ID` (of the exercise that it answers), `# limits: quick` (see `LIMITS`) and
`# stopped: wall_time` (the limit that must end it). It may use the places of `_places`. An attack that gets what it wants
prints `HARM` and what it got; much else is looked at from outside. One that steals prints `TRIED` at its end.

An attack of the kind `notebook` is a notebook, whose cells are divided by `# %%` lines.
"""

from __future__ import annotations

import ast
import contextlib
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
import psutil
from rich.console import Console

import grader
from grader.catalogue import find_course
from grader.data import DataSource, cache_folder
from grader.evidence import Cell, Evidence
from grader.grade import grade
from grader.limits import CHEAPEST, TRAINING, Limits
from grader.report.html import render_html
from grader.report.machine import render_json
from grader.report.terminal import render_terminal
from grader.sandbox.layers import LAYERS
from grader.sandbox.supervisor import Job, Supervisor
from grader.submission import Submission
from tests.processes import busy_below
from tests.support import ROOT, limited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.catalogue import Course
    from grader.results import Graded, PartResult

__all__ = ["ATTACKS", "NO_NOTEBOOKS", "Attack", "Finding", "attacks", "attacks_as_notebooks", "findings_of"]

ATTACKS: Final = Path(__file__).parent / "attacks"
NOTEBOOK: Final = "notebook"
KINDS: Final = ("forge", "steal", "harm", "page", NOTEBOOK)
PART: Final = "exercise_1_1_2"

# On a busy machine every other limit is reached long before the time of `patient`.
_PATIENT: Final = msgspec.structs.replace(CHEAPEST, wall_seconds=60.0, cpu_seconds=60)
LIMITS: Final = {
    "patient": _PATIENT,
    "hasty": msgspec.structs.replace(CHEAPEST, wall_seconds=0.5),
    "quick": msgspec.structs.replace(CHEAPEST, wall_seconds=1.5),
    "little-cpu": msgspec.structs.replace(CHEAPEST, wall_seconds=20.0, cpu_seconds=1),
    "little-disk": msgspec.structs.replace(_PATIENT, disk_bytes=64 * 1024 * 1024),
    "training": TRAINING,
}

NO_NOTEBOOKS: Final = {
    "harm/many_descriptors": "a kernel may hold 64 more, for its sockets",
    "forge/other_channels": "a kernel has sockets; for what is written on them see notebook/garbage_on_the_line",
    "steal/inherited_descriptors": "the counters by which a kernel's own threads wake each other can be read",
    "steal/names_in_the_network": "the kernel's own sockets are among those that it sees",
    "steal/what_the_last_run_left": "IPython's own names and folder are what it finds",
}
"""Scripts that say nothing as notebooks, each with the reason."""

_STOPPED_AS_NOTEBOOKS: Final[dict[str, str | None]] = {
    # IPython shows what Python does not, and takes its time and memory for it.
    "forge/endless_traceback": "memory",
    # The kernel's threads, or its client, miss what was taken away.
    "forge/exit_that_does_not": "killed",
    "forge/forged_evidence": "cell_time",
    "forge/no_limits_left": "killed",
    "forge/no_output_left": "killed",
    "harm/closed_descriptors": "killed",
}
"""Scripts that another limit ends when they are notebooks."""

_OF_CELLS: Final[dict[str | None, str]] = {"wall_time": "cell_time"}
"""The limits of a script that are those of a cell."""

_DIVIDE: Final = re.compile(r"^# %%\n", re.MULTILINE)
_GROWTH_BYTES: Final = 256 * 1024 * 1024
"""What the grader's own memory may grow by for a moment: the most that a run may send, a few times."""

_HARM: Final = re.compile(r"^.*\bHARM\b.*$", re.MULTILINE)
_OTHERS: Final = ("exercise_1_2_2.py", "secret.txt")


class Attack(msgspec.Struct, frozen=True, kw_only=True):
    """One attack: its text, and what its header says."""

    kind: str
    name: str
    promise: str
    source: str
    part: str = PART
    limits: str = "patient"
    stopped: str | None = None
    notebook: bool = False

    @property
    def id(self) -> str:
        """Its kind and its name; a script that is a notebook ends in `.ipynb`."""
        return f"{self.kind}/{self.name}" + (".ipynb" if self.notebook and self.kind != NOTEBOOK else "")

    @property
    def tries(self) -> bool:
        """Whether it prints TRIED at its end."""
        return 'print("TRIED")' in self.source


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What an attack did. Everything but the first lines is harm."""

    attack: str
    outcome: str
    score: int
    max_score: int
    stopped: str | None
    errored: tuple[str, ...] = ()
    """Checks that could not judge it."""
    tried: bool = False
    """Whether it printed TRIED, as its last deed: that it got nothing is then no accident."""
    said: tuple[str, ...] = ()
    """The lines with HARM that it printed."""
    leaked: tuple[str, ...] = ()
    """The secrets that came out."""
    left: tuple[str, ...] = ()
    """Files, processes, shared memory and connections that were not there before."""
    spoiled: tuple[str, ...] = ()
    """What was there before and is no longer as it was."""
    page: tuple[str, ...] = ()
    """What the reports let through."""
    honest: bool = True
    """Whether the honest submission behind it got its full mark."""

    @property
    def harm(self) -> tuple[str, ...]:
        """All of the harm, in words."""
        words = (*self.errored, *self.said, *self.leaked, *self.left, *self.spoiled, *self.page)
        return words if self.honest else (*words, "the next submission lost its mark")


def attacks() -> tuple[Attack, ...]:
    """Return all attacks, by kind and name."""
    return tuple(_attack(path) for kind in KINDS for path in sorted((ATTACKS / kind).glob("*.py")))


def attacks_as_notebooks() -> tuple[Attack, ...]:
    """Return the scripts among the attacks as notebooks of one cell, but for those that make no sense."""
    return tuple(
        msgspec.structs.replace(
            attack,
            notebook=True,
            stopped=_STOPPED_AS_NOTEBOOKS.get(attack.id, _OF_CELLS.get(attack.stopped, attack.stopped)),
        )
        for attack in attacks()
        if not attack.notebook and attack.id not in NO_NOTEBOOKS
    )


def _attack(path: Path) -> Attack:
    source = path.read_text("utf-8")
    promise = ast.get_docstring(ast.parse(_cells(source, notebook=True)[0].python), clean=False)
    if not promise or "\n" in promise:
        raise ValueError(f"{path} does not begin with a promise of one line")
    head = source.split("\n", 1)[1]
    said = dict(re.findall(r"^# (part|limits|stopped): (\S+)$", head.split("\n\n", 1)[0], re.MULTILINE))
    kind = path.parent.name
    return Attack(
        kind=kind, name=path.stem, promise=promise, source=source, notebook=kind == NOTEBOOK, **said
    )


def _cells(source: str, *, notebook: bool) -> tuple[Cell, ...]:
    if not notebook:
        return (Cell(source),)
    cells, line = [], 1
    for number, text in enumerate(_DIVIDE.split(source), start=1):
        cells.append(Cell(text, line, f"cell {number}"))
        line += text.count("\n") + 1
    return tuple(cells)


class _Target:
    """The machine as an attack finds it: what it must not read, change, reach or leave behind."""

    def __init__(self, folder: Path, supervisor: Supervisor, course: Course) -> None:
        self._stack = contextlib.ExitStack()
        self._folder = folder
        self._course = course
        self.secrets = {
            name: secrets.token_hex(16)
            for name in (*_OTHERS, "environment", "argument", "memory", "unix", "run")
        }
        self._token = secrets.token_hex(8)
        self._marker = folder / "marker"
        for name in _OTHERS:
            (folder / name).write_text(f"# {self.secrets[name]}\n")
        # Another run's folder, beside the attack's own, and hidden by Landlock alone.
        self._run = Path(tempfile.mkdtemp(prefix="grade-run-"))
        (self._run / "answer.py").write_text(f"# {self.secrets['run']}\n")
        # As if it were a notebook's.
        self._channel = self._stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
        self._channel.bind(str(self._run / "channel-1"))
        self._channel.listen()
        self._datagram = self._stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        self._datagram.bind(str(self._run / "datagrams"))
        self._files = {path: _state(path) for path in self._watched()}
        self._port = self._stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        self._unix = self._stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
        self._unix.bind(str(folder / "service"))
        self._unix.listen()
        self._abstract = self._stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
        self._abstract.bind(f"\0{self._token}")
        self._abstract.listen()
        for listener in (self._port, self._unix, self._channel, self._abstract, self._datagram):
            listener.settimeout(0.01)
        # It holds a secret in its environment, its arguments and its memory, and belongs to the same user.
        self._neighbour = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "import sys, time; secret = sys.argv[1] * 2; time.sleep(1e6)",
                self.secrets["argument"],
            ],
            env={"SECRET": self.secrets["environment"]},
            stdin=subprocess.PIPE,
        )
        supervisor.ready()
        own = {child.pid: child.create_time() for child in psutil.Process().children()}
        # Zygotes and the neighbour: the last run's warden may still be sweeping up.
        self._processes = self._settled(len(own))
        # A test may have a zygote of its own beside this one, which is the younger.
        self._zygote = max(own.keys() - {self._neighbour.pid}, key=own.__getitem__)
        self._temporary = set(os.listdir(tempfile.gettempdir()))
        self._shared = _shared_memory()
        self._logged = 0
        self._logged = self._log_size()

    def close(self) -> None:
        with self._neighbour:  # closes its pipe, and waits
            self._neighbour.kill()
        self._stack.close()
        shutil.rmtree(self._run, ignore_errors=True)

    def source(self, attack: Attack) -> str:
        """Return the attack's text with this machine's places in it."""
        text = attack.source
        for name, place in self._places().items():
            text = text.replace(name, place)
        return text

    def _places(self) -> dict[str, str]:
        paths = [
            self._course.solutions / f"{PART}.py",
            self._course.solutions,
            self._course.exercises / PART / "spec.py",
            self._course.exercises,
            self._course.fixtures / "credit.csv",
            Path(grader.__file__).parent / "spec.py",
            cache_folder(),
            cache_folder() / "evidence",
            Path(__file__),
            ROOT / ".git" / "HEAD",
            self._folder,
            *(self._folder / name for name in _OTHERS),
            self._run / "answer.py",
            Path("/etc/shadow"),
            Path("/root/.bashrc"),
        ]
        return {
            "@PATHS@": "\n".join(map(str, paths)),  # that must not be read, one a line
            "@FOLDER@": str(self._folder),  # another submission's, with secret.txt in it
            "@RUN@": str(self._run),  # another run's, with answer.py and a kernel's channel-1 in it
            "@DATAGRAMS@": str(self._run / "datagrams"),  # somebody takes datagrams there
            "@MARKER@": str(self._marker),  # a file that must not be made
            "@TOKEN@": self._token,  # to be part of the name of whatever is left behind
            "@PORT@": str(self._port.getsockname()[1]),  # somebody listens there
            "@UNIX@": str(self._folder / "service"),  # and there
            "@ABSTRACT@": self._token,  # and at this abstract address
            "@SUPERVISOR@": str(os.getpid()),
            "@ZYGOTE@": str(self._zygote),
            "@NEIGHBOUR@": str(self._neighbour.pid),  # another process of the same user
        }

    def _watched(self) -> Iterator[Path]:
        yield from (self._folder / name for name in _OTHERS)
        yield from (self._run, self._run / "answer.py", self._run.parent)
        yield from (self._course.solutions / f"{PART}.py", Path(grader.__file__), Path(sys.executable))
        yield from sorted(cache_folder().rglob("*.msgpack"))

    def left(self) -> tuple[str, ...]:
        """Return what was not there before."""
        found = [f"process {pid}" for pid in self._settled(len(self._processes)) - self._processes]
        found += [
            f"in {tempfile.gettempdir()}: {name}"
            for name in set(os.listdir(tempfile.gettempdir())) - self._temporary
        ]
        for place in (
            "/",
            "/tmp",
            "/var/tmp",
            "/dev/shm",
            "/run",
            Path.home(),
            Path.cwd(),
            cache_folder(),
            self._folder,
            self._run,
        ):
            with contextlib.suppress(OSError):
                found += [str(path) for path in Path(place).glob(f"*{self._token}*")]
        if self._marker.exists():
            found.append("the marker")
        found += [f"shared memory: {line}" for line in _shared_memory() - self._shared]
        if self._log_size() != self._logged:
            found.append("words in the zygote's log")
        for name, listener in (
            ("port", self._port),
            ("socket", self._unix),
            ("other run's kernel", self._channel),
            ("abstract socket", self._abstract),
        ):
            with contextlib.suppress(TimeoutError):
                listener.accept()[0].close()
                found.append(f"a connection to the {name}")
        with contextlib.suppress(TimeoutError):
            self._datagram.recv(1)
            found.append("a datagram to the socket")
        return tuple(found)

    def spoiled(self) -> tuple[str, ...]:
        """Return what is no longer as it was."""
        found = [str(path) for path, state in self._files.items() if _state(path) != state]
        running = psutil.Process(self._neighbour.pid).status() if self._neighbour.poll() is None else "gone"
        if running != psutil.STATUS_SLEEPING:
            found.append(f"the neighbour is {running}")
        found += [f"process {pid} is gone" for pid in self._processes - _children()]
        return tuple(found)

    def _log_size(self) -> int:
        with contextlib.suppress(OSError):  # It is gone, which is seen elsewhere.
            return os.stat(f"/proc/{self._zygote}/fd/2").st_size
        return self._logged

    @staticmethod
    def _settled(count: int) -> set[int]:
        """Return the processes once `count` are left, or after 5 s: a warden ends a moment after its report."""
        deadline = time.monotonic() + 5
        while len(found := _children()) > count and time.monotonic() < deadline:
            time.sleep(0.01)
        return found


def findings_of(
    chosen: tuple[Attack, ...], folder: Path, *, layers: tuple[str, ...] = LAYERS
) -> Iterator[Finding]:
    """Grade the attacks, an honest submission behind each, and yield what was found.

    `layers` are the layers of confinement that are put on, of those that work here.
    """
    course = find_course(ROOT)
    hidden = (*course.secrets, cache_folder(), folder)
    with _Supervisor(cache=cache_folder(), hidden=hidden, layers=layers) as supervisor:
        suite = _Suite(course, supervisor)
        for attack in chosen:
            target = _Target(folder, supervisor, course)
            try:
                yield suite.finding(attack, target)
            finally:
                target.close()
                for path in folder.iterdir():
                    path.unlink()


class _Supervisor(Supervisor):
    """Keeps what it returned."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.returned: list[Evidence] = []

    def run(self, job: Job, *, layers: tuple[str, ...] | None = None) -> Evidence:
        evidence = super().run(job, layers=layers)
        self.returned.append(evidence)
        return evidence


class _Suite:
    """One warm supervisor, and what an honest answer's page holds. Grading one fills the cache, too."""

    def __init__(self, course: Course, supervisor: _Supervisor) -> None:
        self._course = course
        self._supervisor = supervisor
        self._own = _active(self._grade(PART, _cells(course.part(PART).solution, notebook=False), _PATIENT))

    def finding(self, attack: Attack, target: _Target) -> Finding:
        cells = _cells(target.source(attack), notebook=attack.notebook)
        self._supervisor.returned.clear()
        memory = _memory_peak(anew=True)
        graded = self._grade(attack.part, cells, LIMITS[attack.limits])
        growth = _memory_peak() - memory
        (result,) = graded.report.parts
        # The first of its runs is the public world's, and what its cells put out may be shown.
        public = next((ran for ran in self._supervisor.returned if ran.cells == cells), None)
        shown = [cell.outputs for cell in public.outputs] if public is not None else []
        told = "\n".join([_told(graded), *shown])
        return Finding(
            attack=attack.id,
            outcome=result.outcome,
            score=result.score,
            max_score=result.max_score,
            stopped=result.stopped,
            errored=tuple(
                f"{check.id}: {check.message}" for check in result.checks if check.outcome == "errored"
            ),
            tried="TRIED" in result.stdout.split(),
            said=tuple(_HARM.findall("\n".join([_said(result), *shown])))[:20],
            leaked=tuple(name for name, secret in target.secrets.items() if secret in told),
            left=target.left(),
            spoiled=(
                *target.spoiled(),
                *([f"the grader's memory grew by {growth:,} bytes"] if growth > _GROWTH_BYTES else []),
            ),
            page=(
                *(f"in the page: {word}" for word in _active(graded) - self._own),
                *_on_the_terminal(graded),
            ),
            honest=self.passes(PART, notebook=False)
            and (not attack.notebook or self.passes(PART, notebook=True)),
        )

    def passes(self, part: str, *, notebook: bool) -> bool:
        """Return whether the reference solution, as a script or as a notebook, gets its full mark."""
        cells = _cells(self._course.part(part).solution, notebook=notebook)
        (result,) = self._grade(part, cells, _PATIENT).report.parts
        return result.outcome == "passed" and result.score == result.max_score

    def _grade(self, part_id: str, cells: tuple[Cell, ...], limits: Limits) -> Graded:
        part = limited(self._course.part(part_id), limits)
        return grade(
            part_id,
            (part,),
            {part_id: Submission(name=f"{part_id}.py", cells=cells)},
            course=self._course,
            source=DataSource(self._course.fixtures, "fixtures", "fixtures"),
            supervisor=self._supervisor,
        )


def _said(result: PartResult) -> str:
    """Return what was printed, and what the checks say of what was found."""
    texts = [text or "" for check in result.checks for text in (check.message, check.expected, check.found)]
    return "\n".join([result.stdout, *texts])


def _told(graded: Graded) -> str:
    """Return everything that a report on it tells, but the submission's own source."""
    return render_json(graded.report).decode()


def _on_the_terminal(graded: Graded) -> tuple[str, ...]:
    """Return what a reader's terminal would take for more than text."""
    found = []
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        render_terminal(graded, Console(file=file, highlight=False, width=100))
        file.seek(0)
        shown = file.read()
    found += [
        f"on the terminal: {character!r}"
        for character in sorted(set(shown))
        if (ord(character) < 32 and character != "\n") or ord(character) in _UNSEEN
    ]
    return tuple(found)


def _active(graded: Graded) -> set[str]:
    """Return what a browser would run or fetch of the page."""
    page = _Page()
    page.feed(render_html(graded))
    return set(page.active)


class _Page(HTMLParser):
    """Reads a page as a browser does; `active` is what a browser would run or fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.active: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "iframe", "object", "embed", "link", "base", "form", "meta"}:
            self.active.append(f"<{tag} {attrs}>")
        for name, value in attrs:
            if name.startswith("on") or name == "srcdoc":
                self.active.append(f"<{tag} {name}>")
            if name in {"src", "href", "action"} and not (value or "").startswith(
                ("#", "data:image/png;base64,")
            ):
                self.active.append(f"<{tag} {name}={value}>")


# Escapes of the upper half, and marks that turn the direction of text round.
_UNSEEN: Final = {*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}


def _memory_peak(*, anew: bool = False) -> int:
    """Return the most memory that this process has had, in bytes; `anew` forgets what was before now."""
    if anew:
        Path("/proc/self/clear_refs").write_text("5")
    words = Path("/proc/self/status").read_text().split()
    return int(words[words.index("VmHWM:") + 1]) * 1024


def _children() -> set[int]:
    return {child.pid for child in busy_below()}


def _state(path: Path) -> tuple[int, int, int, bytes] | None:
    if not path.exists():
        return None
    status = path.stat()
    if path.is_dir():  # Things come and go in a folder.
        return status.st_mode, status.st_uid, status.st_gid, b""
    return status.st_mode, status.st_size, status.st_mtime_ns, path.read_bytes()[:4096]


def _shared_memory() -> set[str]:
    found = set(os.listdir("/dev/shm"))
    for name in ("shm", "sem", "msg"):
        with contextlib.suppress(OSError):
            lines = Path("/proc/sysvipc", name).read_text().splitlines()[1:]
            found |= {f"{name} {line.split()[1]}" for line in lines}
    return found


def main() -> None:
    """Run the attacks that the command line names, or all."""
    folder, *names = (word for word in sys.argv[1:] if word != "--notebook")
    chosen = attacks_as_notebooks() if "--notebook" in sys.argv else attacks()
    if names:
        chosen = tuple(attack for attack in (*attacks(), *attacks_as_notebooks()) if attack.id in names)
    found = [*findings_of(chosen, Path(folder).resolve())]
    sys.stdout.write(msgspec.json.encode(found).decode() + "\n")


if __name__ == "__main__":
    main()
