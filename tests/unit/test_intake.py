"""A class's submissions, in every form that they are downloaded in, become learners with attempts and problems."""

from __future__ import annotations

import io
import os
import tarfile
import unicodedata
import zipfile
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.intake import Attempt, Convention, Intake, Problem, read_class
from grader.intake.names import file_name, folded, slug
from grader.submission import find_submissions

PART = "exercise_2_3_1"
FILE = f"{PART}.py"


def make(folder: Path, *names: str, source: str = "x = 1\n") -> Path:
    """Write files with these names below `folder`."""
    folder.mkdir(exist_ok=True)
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{source}# {name}\n", encoding="utf-8")
    return folder


def read(tmp_path: Path, source: Path, roster: str | None = None, **more: Convention) -> Intake:
    """Read a class with a roster of this text."""
    path = tmp_path / "roster.csv"
    if roster is not None:
        path.write_text(roster, encoding="utf-8")
    scratch = tmp_path / f"scratch{len(list(tmp_path.glob('scratch*')))}"
    return read_class(source, path if roster is not None else None, scratch=scratch, **more)


def told(intake: Intake) -> dict[str, list[list[str]]]:
    """Return the file names of every attempt, by the learner's name."""
    return {
        learner.name: [[path.name for path in attempt.files] for attempt in learner.attempts]
        for learner in intake.learners
    }


def lines(intake: Intake) -> str:
    """Return the problems as text."""
    return "\n".join(problem.line for problem in intake.problems)


CONVENTIONS = [
    pytest.param(
        ["ada/exercise_2_3_1.py", "grace/week/exercise_2_3_1.ipynb", "grace/.ipynb_checkpoints/exercise_2_3_1.ipynb"],
        Convention.FOLDERS,
        {"ada": [[FILE]], "grace": [["exercise_2_3_1.ipynb"]]},
        id="folders",
    ),
    pytest.param(
        ["ada_exercise_2_3_1.py", "ada_exercise_2_3_2.py", "exercise_2_3_grace.py"],
        Convention.FLAT,
        {"ada": [[FILE, "exercise_2_3_2.py"]], "grace": [["exercise_2_3.py"]]},
        id="flat",
    ),
    pytest.param(
        [
            "lovelaceada_LATE_11_101_exercise_2_3_1-1.py",
            "lovelaceada_11_102_exercise_2_3_2.py",
            "hoppergrace_12_103_exercise_2_3_1.py",
            "hoppergrace_12_104_exercise_2_3_1-1.py",
        ],
        Convention.CANVAS,
        {"lovelaceada": [[FILE, "exercise_2_3_2.py"]], "hoppergrace": [[FILE], [FILE]]},
        id="canvas",
    ),
    pytest.param(
        [
            "Ada Lovelace_11_assignsubmission_file_/exercise_2_3_1.py",
            "Ada Lovelace_11_assignsubmission_onlinetext_/onlinetext.html",
            "Grace Hopper_12_assignsubmission_file_exercise_2_3_1.py",
        ],
        Convention.MOODLE,
        {"Ada Lovelace": [[FILE]], "Grace Hopper": [[FILE]]},
        id="moodle",
    ),
    pytest.param(
        ["hw-2-ada/.git/config", "hw-2-ada/exercise_2_3_1.py", "hw-2-grace/.git/x", "hw-2-grace/exercise_2_3_1.py"],
        Convention.GITHUB,
        {"ada": [[FILE]], "grace": [[FILE]]},
        id="github",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("names", "convention", "expected"), CONVENTIONS)
@pytest.mark.parametrize("kind", ["folder", "zip", "tar.gz", "tar.xz", "wrapped.zip"])
def test_conventions(
    tmp_path: Path, names: list[str], convention: Convention, expected: dict[str, list[list[str]]], kind: str
) -> None:
    """A download is read by the names in it, the same from a folder and from an archive."""
    source = make(tmp_path / "class", *names)
    if kind != "folder":
        target = tmp_path / f"class.{kind}"
        prefix = "class/" if kind == "wrapped.zip" else ""
        if kind.endswith("zip"):
            with zipfile.ZipFile(target, "w") as archive:
                for name in names:
                    archive.write(source / name, prefix + name)
        else:
            with tarfile.open(target, f"w:{kind[4:]}") as packed:  # type: ignore[call-overload]
                for name in names:
                    packed.add(source / name, name)
        source = target

    intake = read(tmp_path, source)

    assert (intake.convention, told(intake)) == (convention, expected), intake.reason


def test_gradescope(tmp_path: Path) -> None:
    """Gradescope's metadata say who handed in, alone or together, and when."""
    source = make(
        tmp_path / "export",
        "submission_1/exercise_2_3_1.py",
        "submission_2/exercise_2_3_1.py",
        "submission_3/a.py",
    )
    (source / "submission_metadata.yml").write_text(
        "---\nsubmission_1:\n  :submitters:\n  - :name: Ada Lovelace\n    :sid: '7'\n    :email: ada@x.org\n"
        "  - :name: Grace Hopper\n    :sid: '8'\n  :created_at: 2024-05-02 10:00:00 Z\n"
        "submission_2:\n  :submitters:\n  - :name: Ada Lovelace\n    :sid: '7'\n    :email: ada@x.org\n"
        "  :created_at: 2024-05-01 10:00:00 Z\n  :history:\n  - :id: 1\n  - :id: 2\n"
    )  # fmt: skip

    intake = read(tmp_path, source, "Name,SID,Email\nLovelace\\, Ada,7,ada@x.org\nGrace Hopper,8,\n")

    ada = next(learner for learner in intake.learners if learner.id == "7")
    assert [attempt.place for attempt in ada.attempts] == ["submission_2", "submission_1"]
    assert "submission_3: submission_metadata.yml does not say whose it is" in lines(intake)
    assert "submission_2: Gradescope knows 2 attempts" in lines(intake)


def test_attempts_can_be_graded(tmp_path: Path) -> None:
    """An attempt's folder is one that the reader of submissions takes, whatever the files were called."""
    intake = read(tmp_path, make(tmp_path / "class", "lovelaceada_1_2_My EXERCISE_2_3_1 (final)-3.PY"))

    (attempt,) = intake.learners[0].attempts
    assert set(find_submissions(attempt.folder, (PART,)).submissions) == {PART}


def test_canvas_late(tmp_path: Path) -> None:
    """Canvas's mark belongs to the attempt that has it, and resubmitting is no problem."""
    names = ("lovelaceada_1_2_exercise_2_3_1.py", "lovelaceada_LATE_1_3_exercise_2_3_1-1.py")

    intake = read(tmp_path, make(tmp_path / "class", *names))

    assert [attempt.late for attempt in intake.learners[0].attempts] == [False, True]
    assert intake.problems == ()


def test_attempt_folders(tmp_path: Path) -> None:
    """Folders that are called attempts are attempts, in the order of their numbers."""
    source = make(tmp_path / "class", *(f"ada/attempt_{n}/exercise_2_3_1.py" for n in (10, 9, 2)), "bo/a.py")

    attempts: tuple[Attempt, ...] = read(tmp_path, source).learners[0].attempts

    assert [attempt.place for attempt in attempts] == ["ada/attempt_2", "ada/attempt_9", "ada/attempt_10"]


ROSTERS = [
    pytest.param("Name,ID\nAda Lovelace,7\n", id="name"),
    pytest.param('\ufeffStudent;Student ID\n"Lovelace, Ada";7\n', id="bom-semicolons"),
    pytest.param("First name\tSurname\tID number\nAda\tLovelace\t7\n", id="moodle-tabs"),
    pytest.param(
        'Student,ID,SIS User ID,SIS Login ID,Section\n"    Points Possible",,,,\n"Lovelace, Ada",7,x,ada,A\n"Student, Test",9,,,A\n',
        id="canvas",
    ),
]  # fmt: skip


@pytest.mark.parametrize("roster", ROSTERS)
@pytest.mark.parametrize(
    "owner", ["7", "Ada Lovelace", "lovelace_ada", "ADA LOVELACE", "lovelaceada", "Àda Lovelace"]
)
def test_roster_joins(tmp_path: Path, roster: str, owner: str) -> None:
    """A roster is read whatever program wrote it, and its learners are known by ID and by name."""
    intake = read(tmp_path, make(tmp_path / "class", f"{owner}/{FILE}"), roster)

    assert [(each.id, each.in_roster, len(each.attempts)) for each in intake.learners] == [("7", True, 1)]
    assert intake.problems == ()


def test_roster_problems(tmp_path: Path) -> None:
    """Who is missing, unknown or ambiguous is a problem, and nobody is guessed."""
    source = make(tmp_path / "class", f"Jo Ng/{FILE}", f"Nobody/{FILE}")

    intake = read(tmp_path, source, "name,id\nJo Ng,1\nJo Ng,2\nEva,3\n")

    assert [learner.id for learner in intake.missing] == ["1", "2", "3"]
    assert len({learner.key for learner in intake.learners}) == 5
    for expected in (
        "Jo Ng: it may be by Jo Ng (line 2) or Jo Ng (line 3)",
        "Nobody: Nobody is nobody in the roster",
        "roster.csv, line 2: two learners are called Jo Ng",
        "Eva: nothing came",
    ):
        assert expected in lines(intake)


def test_keys_of_the_roster_come_first(tmp_path: Path) -> None:
    """A stranger whose name is somebody's login does not take the key of whoever has it in the roster."""
    source = make(tmp_path / "class", f"ada/{FILE}", f"bo/{FILE}")

    intake = read(tmp_path, source, "name,login,id\nAda Lovelace,ada,1\nAda Byron,x,ada\n")

    assert {learner.name: learner.key for learner in intake.learners} == {
        "Ada Lovelace": "ada",
        "ada": "ada-2",
        "Ada Byron": "x",
        "bo": "bo",
    }


def test_numbers_of_another_system(tmp_path: Path) -> None:
    """A number is not believed against the name: Moodle's participant 7 is not the roster's."""
    source = make(tmp_path / "class", f"Ada Lovelace_7_assignsubmission_file_/{FILE}")

    intake = read(tmp_path, source, "name,id\nGrace Hopper,7\nAda Lovelace,9\n")

    assert [learner.id for learner in intake.learners if learner.attempts] == ["9"]


@pytest.mark.parametrize("text", [b"", b"\xff\xfe\x00", b"a,b\n1,2\n", b'name\n"' + b"x" * 200_000, b"\x80"])
def test_bad_roster(tmp_path: Path, text: bytes) -> None:
    """A file that is no roster is refused in one clear sentence."""
    (tmp_path / "roster.csv").write_bytes(text)

    with pytest.raises(UsageError, match="the roster"):
        read_class(make(tmp_path / "class", "a/b.py"), tmp_path / "roster.csv", scratch=tmp_path / "scratch")


@pytest.mark.parametrize(
    "name", ["عائشة محمد", "王小明", "🦊 Fox", "\u202eada\u200f", "Zoe\u0308", "con", "a" * 200]
)
def test_names_in_any_script(tmp_path: Path, name: str) -> None:
    """A name in any script is kept, makes a safe key, and is the same however it is composed."""
    intake = read(
        tmp_path, make(tmp_path / "class", f"{name}/{FILE}"), f"name\n{unicodedata.normalize('NFD', name)}\n"
    )

    (learner,) = intake.learners
    assert learner.in_roster
    assert learner.attempts
    assert learner.key not in {"con", ""}
    assert len(learner.key.encode()) < 100
    assert not set(learner.key) & set('/\\<>:"|?*\u202e\u200f')


def test_names_of_files_are_safe() -> None:
    """No two files get one name by case or composition, and no name is reserved or leads elsewhere."""
    assert file_name("../..\\a:b.PY") == "_.._a_b.py"
    assert file_name("CON.py") == "_CON.py"
    assert folded("\uff21da\u200f") == folded("ada")
    assert slug("ada") == "ada" != slug("Ada Lovelace") != slug("Ada_Lovelace")


def test_links_and_devices(tmp_path: Path) -> None:
    """A link out of the class's folder is a problem and is never read; so is a pipe."""
    (tmp_path / "secret.py").write_text("SECRET")
    source = make(tmp_path / "class", f"ada/{FILE}")
    (source / "eve").mkdir()
    (source / "eve" / FILE).symlink_to(tmp_path / "secret.py")
    (source / "eve" / "loop").symlink_to(source / "eve" / "loop")
    os.mkfifo(source / "eve" / "exercise_2_3_2.py")

    intake = read(tmp_path, source)

    assert told(intake) == {"ada": [[FILE]], "eve": []}
    assert "eve/exercise_2_3_1.py: it is a link that leads out" in lines(intake)
    assert lines(intake).count("eve/") == 3


def test_duplicates_and_leftovers(tmp_path: Path) -> None:
    """Two files of one name are both kept; an empty one, a learner without code and files beside are told of."""
    source = make(tmp_path / "class", f"ada/{FILE}", f"ada/old/{FILE}", "bob/report.pdf", "README.txt")
    (source / "eve").mkdir()
    (source / "max").mkdir()
    (source / "max" / FILE).touch()

    intake = read(tmp_path, source)

    assert told(intake)["ada"] == [["exercise_2_3_1 (2).py", FILE]]
    for expected in ("ada/old/exercise_2_3_1.py: another", "only report.pdf", "eve: it is empty", "max/exercise_2_3_1.py: it is empty", "README.txt: 1 files"):  # fmt: skip
        assert expected in lines(intake)


def test_same_learner_twice(tmp_path: Path) -> None:
    """A folder and an archive of one learner are two attempts and a problem."""
    source = make(tmp_path / "class", f"ada/{FILE}", f"bo/{FILE}")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo(FILE, (2001, 1, 1, 0, 0, 0)), "y = 2\n")
    (source / "ada.zip").write_bytes(buffer.getvalue())

    intake = read(tmp_path, source)

    assert [attempt.place for attempt in intake.learners[0].attempts] == ["ada.zip", "ada"]
    assert "ada is there 2 times" in lines(intake)


def test_same_result_in_any_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The result does not depend on the order in which the file system lists."""
    source = make(tmp_path / "class", *(f"{owner}/{FILE}" for owner in "cab"))
    first = read_class(source, scratch=tmp_path / "s")
    scandir = os.scandir
    (tmp_path / "s").rename(tmp_path / "old")
    monkeypatch.setattr(
        os, "scandir", lambda path: sorted(scandir(path), key=lambda each: each.name, reverse=True)
    )

    assert read_class(source, scratch=tmp_path / "s") == first


def test_scratch_is_checked(tmp_path: Path) -> None:
    """A scratch folder inside the class or with something in it is refused."""
    source = make(tmp_path / "class", f"ada/{FILE}")

    for scratch in (source / "x", source, tmp_path):
        with pytest.raises(UsageError):
            read_class(source, scratch=scratch)
    assert Problem(place="a\nb", wrong="c", remedy="d").line == "a b: c; d"
