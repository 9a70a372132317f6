"""The worker as a Jupyter kernel: a real ipykernel that runs a notebook's cells until its client shuts it down.

Forked and confined like any worker. From the first cell on, everything here is in the learner's hands.
"""

from __future__ import annotations

import functools
import importlib
import logging
import sys
import threading
from typing import TYPE_CHECKING, Any, Final

import zmq
from ipykernel.compiler import XCachingCompiler
from ipykernel.control import ControlThread
from ipykernel.iostream import IOPubThread
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.shellchannel import ShellChannelThread
from ipykernel.zmqshell import ZMQInteractiveShell
from matplotlib_inline import backend_inline
from tensorflow.python import pywrap_tfe
from traitlets import Type, default
from traitlets.config import Config

from grader.sandbox import figures
from grader.sandbox.channels import connection

if TYPE_CHECKING:
    import types
    from collections.abc import Callable

    from grader.evidence import Cell
    from grader.sandbox.channels import Listeners

__all__ = ["Kernel"]

_DEBUGGER: Final = "debugpy"

# No kernel here has a debugger: while ipykernel looks for one, there is none.
sys.modules[_DEBUGGER] = None  # type: ignore[assignment]
importlib.import_module("ipykernel.debugger")
del sys.modules[_DEBUGGER]

# What a starting kernel would import otherwise, after the fork.
for _name in (
    "IPython.core.completerlib",
    "IPython.core.logger",
    "IPython.core.magics",
    "IPython.core.magics.ast_mod",
    "IPython.core.magics.execution",
    "IPython.core.magics.script",
    "IPython.core.oinspect",
    "IPython.utils.module_paths",
    "IPython.utils.wildcard",
    "psutil",
    "stack_data",
    "tornado.platform.asyncio",
):
    importlib.import_module(_name)


_TIMED: Final = "<timed exec>"
"""What IPython calls the code below `%%time`."""


class Kernel:
    """A kernel in this process, for the module `__main__`, on sockets that are handed in.

    It enters in `places` what the code of each cell is called, with the submission's line that is its first, and calls
    `begin` when the first cell is about to run.
    """

    def __init__(
        self,
        listeners: Listeners,
        cells: tuple[Cell, ...],
        places: dict[str, int],
        begin: Callable[[], None],
    ) -> None:
        # Nothing in this process has asked TensorFlow to tell notebooks what `tf.print` prints.
        pywrap_tfe.TFE_Py_EnableInteractivePythonLogging()
        config = Config()
        config.HistoryManager.enabled = False  # It would be a thread and a database.
        self._app = _App.instance(listeners=listeners, config=config)
        self._app.initialize()
        # It writes to a stream that is closed by now.
        for handler in logging.getLogger("tensorflow").handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.stream = sys.stderr
        shell = self._app.shell
        if not isinstance(shell, _Shell):
            raise TypeError(f"the kernel has another shell: {type(shell)}")
        shell.first_lines = [cell.first_line for cell in cells]
        shell.places = places
        shell.begin = self._begin
        self._shell = shell
        self._begin_cells = begin

    def run(self) -> BaseException | None:
        """Serve until the client shuts the kernel down; return what the first cell that raised did raise."""
        self._app.start()
        # Whatever the probes print is nobody's output any more.
        self._app.reset_io()
        return self._shell.failure

    def _begin(self) -> None:
        # Each thread makes a socket when it first tells the others something; the cells may leave no descriptor for it.
        publisher = self._app.iopub_thread
        for thread in (publisher, self._app.control_thread, self._app.shell_channel_thread):
            made = threading.Event()
            thread.io_loop.add_callback(lambda made=made: (publisher._event_pipe, made.set()))
            made.wait()
        self._begin_cells()


_show_inline: Final = backend_inline.show


@functools.wraps(_show_inline)  # It keeps its state in its own attributes.
def _show(*args: Any, **options: Any) -> None:
    """Show the open figures in the notebook, and keep those that this closes."""
    before = figures.opened()
    _show_inline(*args, **options)
    figures.keep(figures.without(before, figures.opened()))


class _Compiler(XCachingCompiler):
    """Names the code of each cell as the shell says."""

    name = ""

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:  # noqa: ARG002
        return _Compiler.name


class _Shell(ZMQInteractiveShell):
    """Keeps what the first failing cell raised, and leaves out what is for the system's shell."""

    failure: BaseException | None = None
    begin: Callable[[], None] | None = None
    first_lines: list[int]
    places: dict[str, int]
    count = 0
    depth = 0

    async def run_cell_async(self, raw_cell: str, *args: Any, **options: Any) -> Any:
        outermost = self.depth == 0
        if outermost:
            if self.begin is not None:
                self.begin()
                self.begin = None
            self._name_cell(raw_cell)
        self.depth += 1
        try:
            result = await super().run_cell_async(raw_cell, *args, **options)
        finally:
            self.depth -= 1
        if outermost and self.failure is None:
            self.failure = result.error_before_exec or result.error_in_exec
        return result

    def _name_cell(self, source: str) -> None:
        _Compiler.name = f"<cell {self.count}>"
        if self.count < len(self.first_lines):
            # IPython begins to count at the first line that is not empty.
            empty = len(source) - len(source.lstrip())
            first_line = self.first_lines[self.count] + source[:empty].count("\n")
            self.places.update({_Compiler.name: first_line, _TIMED: first_line + 1})
        self.count += 1

    def init_magics(self) -> None:
        super().init_magics()
        scripts = self.magics_manager.magics["cell"]
        for name in (
            "script",
            "sx",
            "system",
            "!",
            *self.magics_manager.registry["ScriptMagics"].script_magics,
        ):
            if name in scripts:
                scripts[name] = _leave_out

    def system(self, cmd: str) -> None:
        _leave_out(cmd)

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> list[str]:  # noqa: ARG002, FBT001, FBT002
        _leave_out(cmd)
        return []


def _leave_out(line: str, cell: str = "") -> None:  # noqa: ARG001 - as cell magics have it
    """Say that a command is not run: exercises have no other programs."""
    print(f"left out, since no other program runs here: {line}", file=sys.stderr)


class _IPythonKernel(IPythonKernel):
    shell_class = Type(_Shell)
    compiler_class = Type(_Compiler)

    def start(self) -> None:
        super().start()
        for thread in (self.control_thread, self.shell_channel_thread):
            thread.begin()

    @default("user_module")
    def _main(self) -> types.ModuleType:
        return sys.modules["__main__"]


class _Late(threading.Thread):
    """Starts when `begin` is called.

    A kernel starts its threads, and then prepares their sockets, which two threads must not touch. Where its client is
    there already, the news of a message can be lost, and with it the message.
    """

    def start(self) -> None:
        pass

    def begin(self) -> None:
        super().start()


class _ControlThread(_Late, ControlThread):
    pass


class _ShellChannelThread(_Late, ShellChannelThread):
    pass


class _IOPubThread(IOPubThread):
    def _really_send(self, *args: Any, **options: Any) -> None:
        super()._really_send(*args, **options)
        # Sending takes the socket's one sign that somebody has subscribed, too. Elsewhere this is a child of the kernel,
        # where asking the socket does not end.
        if (
            threading.current_thread() is self.thread
            and self.socket is not None
            and self.socket.events & zmq.POLLIN
        ):
            self.io_loop.add_callback(self._xpub_stream._handle_events, self.socket, 0)


class _App(IPKernelApp):
    """Starts a kernel without what a grade does not need: settings files, a profile, a heartbeat, a debugger."""

    kernel_class = Type(_IPythonKernel)

    def __init__(self, *, listeners: Listeners, **options: Any) -> None:
        super().__init__(**options)
        self._listeners = listeners

    def initialize(self, argv: list[str] | None = None) -> None:  # noqa: ARG002 - as the base class has it
        self.load_connection_info(connection(self._listeners.key))
        self.quiet = False  # What is printed also goes where a script's goes.
        self.capture_fd_output = False
        self.log.setLevel(logging.CRITICAL)
        self.init_sockets()
        self.init_io()
        self.init_signal()
        self.init_kernel()
        self.init_shell()
        backend_inline.show = _show
        if self.shell is not None:
            self.shell.enable_matplotlib("inline")

    def init_control(self, context: Any) -> None:
        super().init_control(context)
        self.control_thread = _ControlThread(daemon=True)
        self.shell_channel_thread = _ShellChannelThread(context, daemon=True)

    def init_iopub(self, context: Any) -> None:
        self.iopub_socket = context.socket(zmq.XPUB)
        self._bind_socket(self.iopub_socket, self.iopub_port)
        self.configure_tornado_logger()
        # No pipe for what child processes print: it would be a TCP port.
        self.iopub_thread = _IOPubThread(self.iopub_socket, pipe=False, session=self.session)
        self.iopub_thread.start()
        self.iopub_socket = self.iopub_thread.background_socket

    def _try_bind_socket(self, s: Any, port: int) -> int:
        s.setsockopt(zmq.USE_FD, self._listeners.on(port))
        return int(super()._try_bind_socket(s, port))
