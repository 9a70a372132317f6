"""Reads what a learner hands in, a script or a notebook, into the cells of each part. Never runs it."""

from __future__ import annotations

import codecs
import io
import re
import tokenize
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from grader.errors import SubmissionError
from grader.evidence import Cell, is_notebook
from grader.limits import NOTEBOOK_BYTES, SOURCE_BYTES

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["Found", "Submission", "cell_label", "find_submissions", "read_notebook"]

_MARK: Final = re.compile(r"\bexercise_\d+_\d+_\d+\b")
_COMMENT: Final = re.compile(r"\s*(?:#|%%grade\b)(.*)")
_OWN_MAGIC: Final = re.compile(r"%load_ext\s+grader\b|%reload_ext\s+grader\b|%%?grade\b|%setup\b")


class Submission(msgspec.Struct, frozen=True, kw_only=True):
    """The cells of one part, and the file that they are from, as the user would name it."""

    name: str
    cells: tuple[Cell, ...]
    begins: str = ""
    """The label of the notebook's cell, of whatever kind, that marks the part; empty where none does."""

    @property
    def is_notebook(self) -> bool:
        """Whether its cells are a notebook's."""
        return is_notebook(self.cells)


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What was found for some parts: readable submissions, and files that cannot be read with the reason."""

    submissions: dict[str, Submission]
    unreadable: dict[str, SubmissionError]


def find_submissions(path: Path, parts: tuple[str, ...]) -> Found:
    """Find the submissions of `parts` in a file or a folder.

    In a folder a part is `exercise_2_3_1.py` or `.ipynb`, or its marked cells in `exercise_2_3.py` or `.ipynb`. A
    file holds one part whole, or marks its cells: with a comment that names the part, in a notebook also with a
    heading or a tag. What stands before the first mark belongs to every part.

    Raises:
        SubmissionError: nothing is there for any of the parts, or none of it can be read.
    """
    if path.is_dir():
        found = _in_folder(path, parts)
        if not found.submissions and not found.unreadable:
            wanted = f"{parts[0]}.py or {parts[0]}.ipynb"
            others = f" (nor any other of the {len(parts)} parts)" if len(parts) > 1 else ""
            raise SubmissionError(
                f"{path} holds no {wanted}{others}; name the file, or the folder that has it"
            )
    elif path.exists():
        found = _in_file(path, parts, whole=len(parts) == 1)
        if not found.submissions and not found.unreadable:
            raise SubmissionError(
                f'{path} marks no cell for {parts[0]}; put a comment "# {parts[0]}" above the code that answers it'
            )
    else:
        raise SubmissionError(f"there is no file or folder {path}")
    if not found.submissions:
        raise next(iter(found.unreadable.values()))
    return found


def _in_folder(folder: Path, parts: tuple[str, ...]) -> Found:
    submissions: dict[str, Submission] = {}
    unreadable: dict[str, SubmissionError] = {}
    for part in parts:
        lesson = part.rsplit("_", 1)[0]
        for stem, whole in ((part, True), (lesson, False)):
            paths = [folder / f"{stem}{suffix}" for suffix in (".py", ".ipynb")]
            found = [_in_file(path, (part,), whole=whole) for path in paths if path.is_file()]
            for each in found:
                if part not in submissions:
                    submissions.update(each.submissions)
                unreadable.update(each.unreadable)
            if found and part in {*submissions, *unreadable}:
                break
        if part in submissions:
            unreadable.pop(part, None)
    return Found(submissions=submissions, unreadable=unreadable)


def _in_file(path: Path, parts: tuple[str, ...], *, whole: bool) -> Found:
    """Read `path`; `whole` says that without any mark all of it belongs to the one part."""
    begins: dict[str, str] = {}
    try:
        if path.suffix == ".ipynb":
            pieces, begins = _notebook_pieces(path)
        else:
            pieces = _script_pieces(path)
    except SubmissionError as error:
        return Found(submissions={}, unreadable=dict.fromkeys(parts, error))
    marked = {part for part, _ in pieces if part}
    submissions = {}
    for part in parts:
        if part in marked:
            cells = [cell for owner, cell in pieces if owner in ("", part)]
        elif (whole and not marked) or (whole and path.stem == part):
            cells = [cell for _, cell in pieces]
        else:
            continue
        submissions[part] = Submission(
            name=str(path), cells=tuple(_numbered(cells)), begins=begins.get(part, "")
        )
    return Found(submissions=submissions, unreadable={})


def _numbered(cells: list[Cell]) -> list[Cell]:
    """Give a notebook's cells line numbers that count on from one to the next; a script's have the file's."""
    numbered, line = [], 1
    for cell in cells:
        if not cell.label:
            return cells
        numbered.append(msgspec.structs.replace(cell, first_line=line))
        line += cell.source.count("\n") + 1
    return numbered


def _script_pieces(path: Path) -> list[tuple[str, Cell]]:
    """Return the script's pieces, each with the part that it is marked for; the first has none."""
    lines = _decode(path, _load(path, SOURCE_BYTES)).split("\n")
    pieces: list[tuple[str, Cell]] = []
    owner, begin = "", 0
    for number, line in enumerate([*lines, None]):
        mark = _mark_in(line) if line is not None else "end"
        if mark and mark != owner:
            source = "\n".join(lines[begin:number])
            if source.strip():
                pieces.append((owner, Cell(source, begin + 1)))
            owner, begin = mark, number
    return pieces


def _mark_in(line: str) -> str:
    comment = _COMMENT.fullmatch(line)
    mark = _MARK.search(comment.group(1)) if comment else None
    return mark.group() if mark else ""


def _notebook_pieces(path: Path) -> tuple[list[tuple[str, Cell]], dict[str, str]]:
    """Return the notebook's code cells, each with the part that it is marked for, and the cells that mark the parts."""
    cells = [(cell.cell_type, cell.source, _tags(cell)) for cell in read_notebook(path).cells]
    pieces: list[tuple[str, Cell]] = []
    begins: dict[str, str] = {}
    owner = ""
    for number, (kind, source, tags) in enumerate(cells, start=1):
        marks = _MARK.findall(tags) or _marks_in_cell(kind, source)
        owner = marks[0] if marks else owner
        if owner:
            begins.setdefault(owner, cell_label(number))
        if kind == "code" and source.strip():
            pieces.append((owner, Cell(_without_own_magics(source), 1, cell_label(number))))
    if not pieces:
        raise SubmissionError(f"{path} has no code in it; write the answer into a code cell")
    if sum(len(cell.source) for _, cell in pieces) > SOURCE_BYTES:
        raise SubmissionError(f"{path} holds more than {SOURCE_BYTES:,} characters of code")
    return pieces, begins


def cell_label(number: int) -> str:
    """Return what a notebook's cell is called, by its number from 1 among the cells of every kind."""
    return f"cell {number}"


def read_notebook(path: Path) -> NotebookNode:
    """Return the notebook at `path` in version 4 of the format, every cell with a type and text as its source.

    Raises:
        SubmissionError: it cannot be read, or is not in Python.
    """
    import warnings  # noqa: PLC0415

    from grader.notebook_format import nbformat  # noqa: PLC0415 - a script's grade need not wait for it

    text = _decode(path, _load(path, NOTEBOOK_BYTES))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            notebook = nbformat.reads(text, as_version=4)
            for cell in notebook.cells:
                cell.cell_type, cell.source = str(cell.cell_type), _text(cell.source)
            language = notebook.metadata.get("kernelspec", {}).get("language", "python")
    except Exception as error:  # noqa: BLE001 - nbformat raises many kinds for broken files
        reason = str(error).strip().split("\n")[0][:200] or type(error).__name__
        raise SubmissionError(f"{path} is not a notebook that can be read: {reason}") from None
    if str(language).lower() != "python":
        raise SubmissionError(f"{path} is a notebook for {language}; the exercises are answered in Python")
    return notebook


def _text(source: object) -> str:
    if not isinstance(source, str):
        return ""
    # JSON may hold half of a surrogate pair, which no encoding of Python source can.
    return source.encode(errors="replace").decode().replace("\r\n", "\n").replace("\r", "\n")


def _tags(cell: object) -> str:
    metadata = cell.get("metadata", {}) if isinstance(cell, dict) else {}
    tags = metadata.get("tags", []) if isinstance(metadata, dict) else []
    return " ".join(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ""


def _marks_in_cell(kind: str, source: str) -> list[str]:
    if kind == "code":
        return [mark for line in source.split("\n") if (mark := _mark_in(line))][:1]
    return _MARK.findall(source)[:1]


def _without_own_magics(source: str) -> str:
    """Return a cell without what the grader's own extension is told in it; every line keeps its place."""
    return "\n".join(f"# {line}" if _OWN_MAGIC.match(line) else line for line in source.split("\n"))


def _load(path: Path, most: int) -> bytes:
    if not path.is_file():
        raise SubmissionError(f"{path} is not a file; name the script or the notebook with the answer")
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise SubmissionError(f"{path} cannot be read: {error.strerror}") from None
    if len(data) > most:
        raise SubmissionError(f"{path} is larger than {most:,} bytes; is it the right file?")
    return data


def _decode(path: Path, data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SubmissionError(f"{path} is UTF-16 text; save it as UTF-8")
    if b"\0" in data:
        raise SubmissionError(f"{path} is not text: it holds null bytes; is it the right file?")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
    except (UnicodeError, SyntaxError, LookupError):
        raise SubmissionError(_not_utf8(path, data)) from None
    if not text.strip():
        raise SubmissionError(
            f"{path} is empty; write the answer into it, or get the stub with `grade start`"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(path: Path, data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{data[error.start]:02x} on line {line}"
        control = sum(1 for value in data[:4096] if value < 9)  # noqa: PLR2004
        if control or len(data.decode("ascii", "ignore")) < len(data) / 2:
            return f"{path} is not text ({byte}); is it the right file?"
        return f"{path} is not UTF-8 ({byte}; perhaps Windows-1252): save it as UTF-8 in your editor and grade it again"
    return f"{path} names an encoding in its first lines that is not known; save it as UTF-8"
