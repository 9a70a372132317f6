"""The worker: confines itself, runs set-up and cells, looks at what is left, writes one frame, and ends.

From the first cell on, everything here is in the learner's hands; nothing that the worker says is believed unchecked.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import linecache
import os
import random
import socket
import sys
import tempfile
import time
import types
from typing import TYPE_CHECKING, Any, Final, NoReturn

import matplotlib.pyplot
import numpy as np
import tensorflow as tf

from grader import evidence
from grader.evidence.frame import MOST_TRACE_LINES
from grader.sandbox import confinement, cores, estimators, kernel, probes, products, rebuild, registries
from grader.sandbox.channels import Listeners
from grader.sandbox.protocol import BEGUN, CONFINED, RunRequest, Streams, decode_request, read_all

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.sandbox import jupyter
    from grader.sandbox.cgroup import ControlGroup

__all__ = ["FILE_NAME", "wait", "warm_up"]

FILE_NAME: Final = "<submission>"
"""What a script is called in its own tracebacks."""

_files: Final = {FILE_NAME: 1}
"""The names of the learner's code, each with the submission's line that is its first."""

_KEY_BYTES: Final = 64
_DESCRIPTORS: Final = 16
"""More than ever come: a run's streams, and a notebook's listeners."""

_SETUP_NAME: Final = "<set-up>"
_FAULT_STATUS: Final = 70
_MESSAGE_CHARACTERS: Final = 2000
_LEFT_OUT: Final = "\n...\n"
_traceback: Final = BaseException.__dict__["__traceback__"].__get__
_INITIAL_NAMES: Final = frozenset(
    ["__name__", "__doc__", "__package__", "__loader__", "__spec__", "__builtins__"]
)


def warm_up() -> None:
    """Do in the zygote what would otherwise be done in every worker. Runs no TensorFlow op."""
    confinement.warm_up()
    kernel.keep_freed_memory()
    registries.fill()
    products.prepare()
    figure = matplotlib.pyplot.figure()
    figure.add_subplot().set_title("warm")
    figure.savefig(io.BytesIO(), format="png")
    matplotlib.pyplot.close(figure)


def wait(orders: socket.socket, fault_pipe: int, group: ControlGroup | None) -> NoReturn:
    """Enter the `group`, wait to be told of a run, and carry it out; where there is none, exit."""
    try:
        os.setsid()  # A signal to one's own process group crosses namespaces: the warden must not be in it.
        if group is not None:
            group.enter()
        key, numbers, _, _ = socket.recv_fds(orders, _KEY_BYTES, _DESCRIPTORS)
        orders.close()
        if not key:
            os._exit(0)
        kernel.name_process("grade-worker")
        streams = Streams(numbers[: Streams.COUNT])
        own = numbers[Streams.COUNT :]
        listeners = Listeners(key.decode(), own) if own else None
        os.lseek(streams.request, 0, os.SEEK_SET)  # The warden has read it.
        request = decode_request(read_all(streams.request))
        os.close(streams.request)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is not the learner's fault
        _fail(fault_pipe, error)
    _work(request, streams, fault_pipe, listeners)


def _fail(fault_pipe: int, error: BaseException) -> NoReturn:
    os.write(fault_pipe, f"{type(error).__name__}: {error}"[:_MESSAGE_CHARACTERS].encode(errors="replace"))
    os._exit(_FAULT_STATUS)


def _work(request: RunRequest, streams: Streams, fault_pipe: int, listeners: Listeners | None) -> NoReturn:
    """Carry out `request`; write a fault to `fault_pipe` or a frame to the evidence pipe; exit.

    With `listeners` the worker is a Jupyter kernel, and its client, which has the cells, runs them.
    """

    def begin() -> None:
        os.write(fault_pipe, BEGUN)
        os.close(fault_pipe)

    try:
        if request.core is not None:
            cores.stay_on(request.core)
        _redirect(streams.stdout, streams.stderr)
        _enter_folder(request.folder)
        confinement.confine(request)
        os.write(fault_pipe, CONFINED)
        _seed(request.seed)
        module = types.ModuleType("__main__")
        module.__dict__["__builtins__"] = builtins
        sys.modules["__main__"] = module
        names = module.__dict__
        _run(request.setup, names, _SETUP_NAME)
        given = {name: value for name, value in names.items() if name not in _INITIAL_NAMES}
        kernel = _kernel(listeners, request.cells, begin) if listeners is not None else None
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is not the learner's fault
        _fail(fault_pipe, error)
    try:
        begun = time.perf_counter()
        if kernel is None:
            begin()
            failure = _run_cells(request.cells, names)
        else:
            raised = kernel.run()
            failure = None if raised is None else _failure(raised)
        seconds = time.perf_counter() - begun
        _silence()
        facts = tuple(_look(probe, names, given, request.seed) for probe in request.probes)
        frame = evidence.Frame(facts=facts, error=failure, code_seconds=seconds)
        data = memoryview(evidence.encode_frame(frame))
        while data:
            data = data[os.write(streams.evidence, data) :]
    finally:
        # Whatever the learner's code did to this process: nothing of it gets back to the warden's code.
        os._exit(0)


def _redirect(stdout: int, stderr: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for source, target in ((nothing, 0), (stdout, 1), (stderr, 2)):
        os.dup2(source, target)
    for number in {nothing, stdout, stderr} - {0, 1, 2}:
        os.close(number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    sys.stdout = open(1, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)


def _enter_folder(folder: str) -> None:
    scratch = os.path.join(folder, "tmp")
    os.environ.update(HOME=scratch, TMPDIR=scratch, MPLCONFIGDIR=scratch)
    tempfile.tempdir = scratch
    os.chdir(os.path.join(folder, "work"))
    sys.path.insert(0, os.getcwd())


def _kernel(
    listeners: Listeners, cells: tuple[evidence.Cell, ...], begin: Callable[[], None]
) -> jupyter.Kernel:
    """Start a Jupyter kernel in this process."""
    from grader.sandbox import jupyter  # noqa: PLC0415 - needed by notebooks alone

    state = random.getstate()

    def begin_alike() -> None:
        # The kernel has drawn from it; a script's cells find it as the set-up left it.
        random.setstate(state)
        begin()

    # ipykernel prints on the streams that it finds under these names, too.
    vars(sys).update(__stdout__=sys.stdout, __stderr__=sys.stderr)
    return jupyter.Kernel(listeners, cells, _files, begin_alike)


def _seed(seed: int) -> None:
    random.seed(seed)
    np.random.seed(seed)
    tf.random.set_seed(seed)


def _run(source: str, names: dict[str, Any], file_name: str) -> None:
    exec(compile(source, file_name, "exec", dont_inherit=True), names)


def _run_cells(cells: tuple[evidence.Cell, ...], names: dict[str, Any]) -> evidence.Failure | None:
    """Run the cells in order up to the first that raises; return what it raised, at the line of the submission."""
    _show_source(cells)
    try:
        for cell in cells:
            # Empty lines before it give every traceback the submission's own line numbers.
            _run("\n" * (cell.first_line - 1) + cell.source, names, FILE_NAME)
    except BaseException as error:  # noqa: BLE001 - SystemExit and KeyboardInterrupt are the learner's too
        return _failure(error)
    return None


def _show_source(cells: tuple[evidence.Cell, ...]) -> None:
    """Let tracebacks, and TensorFlow's `tf.function`, read the learner's source."""
    lines: list[str] = []
    for cell in cells:
        lines += ["\n"] * (cell.first_line - 1 - len(lines))
        lines += [f"{line}\n" for line in cell.source.split("\n")]
    linecache.cache[FILE_NAME] = (sum(map(len, lines)), None, lines, FILE_NAME)


def _failure(error: BaseException) -> evidence.Failure:
    trace = []
    step = _traceback(error)
    while step is not None:
        first_line = _files.get(step.tb_frame.f_code.co_filename)
        if first_line is not None:
            trace.append(
                evidence.TraceLine(
                    line=first_line + step.tb_lineno - 1, function=step.tb_frame.f_code.co_name
                )
            )
        step = step.tb_next
    line = trace[-1].line if trace else None
    if isinstance(error, SyntaxError) and not trace and isinstance(error.lineno, int):
        first_line = _files.get(error.filename, 1) if type(error.filename) is str else 1
        line = first_line + error.lineno - 1
    return evidence.Failure(
        type=type(error).__name__[:_MESSAGE_CHARACTERS],
        message=_message_of(error),
        line=line,
        trace=tuple(trace[-MOST_TRACE_LINES:]),
    )


def _message_of(error: BaseException) -> str:
    if isinstance(error, SyntaxError) and type(error.msg) is str:
        return error.msg.encode(errors="backslashreplace").decode()[:_MESSAGE_CHARACTERS]
    message = ""
    with contextlib.suppress(BaseException):  # A learner's `__str__` may do anything.
        message = str(error)
    if type(message) is not str:
        return ""
    message = message.encode(errors="backslashreplace").decode()
    if len(message) > _MESSAGE_CHARACTERS:
        # What is wrong stands at the beginning, or after a long trace.
        half = _MESSAGE_CHARACTERS // 2
        message = f"{message[: half - len(_LEFT_OUT)]}{_LEFT_OUT}{message[-half:]}"
    return message


def _silence() -> None:
    """What the probes make the learner's code print is no answer of the learner's."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()
    confinement.spare_descriptors()
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    os.close(nothing)


def _look(probe: evidence.Probe, names: dict[str, Any], given: dict[str, Any], seed: int) -> evidence.Fact:
    try:
        match probe:
            case evidence.NameProbe():
                return probes.describe(names[probe.name]) if probe.name in names else evidence.Missing()
            case evidence.CallProbe():
                return _call(probe, names, given, seed)
            case evidence.FiguresProbe():
                return probes.describe_figures()
            case evidence.EstimatorsProbe():
                return estimators.describe_trained()
            case evidence.OutputsProbe(network=network):
                return _outputs(probe.features, network, given)
    except BaseException as error:  # noqa: BLE001 - a learner's object may raise anything when looked at
        failure = _failure(error)
        return evidence.Raised(type=failure.type, message=failure.message, line=failure.line)


def _outputs(features: str, network: evidence.Model | None, given: dict[str, Any]) -> evidence.Fact:
    if network is None:
        return evidence.Missing()
    return probes.describe(rebuild.compute_outputs(network, given[features]))


def _call(
    probe: evidence.CallProbe, names: dict[str, Any], given: dict[str, Any], seed: int
) -> evidence.Fact:
    if probe.function not in names:
        return evidence.Missing()
    arguments = [probes.build_argument(argument, given) for argument in probe.args]
    keywords = {name: probes.build_argument(argument, given) for name, argument in probe.keywords}
    _seed(seed)
    return probes.describe(names[probe.function](*arguments, **keywords))
