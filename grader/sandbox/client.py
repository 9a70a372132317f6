"""The client of a run's kernel: nbclient, in a process of its own that the warden watches and the learner's cannot see.

What a kernel sends is in the learner's hands, and may be anything. It is taken in here, behind confinement and within
the run's limits, so that no more of it than a bounded record a cell reaches the supervisor.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import time
import traceback
from typing import TYPE_CHECKING, Any, Final, NoReturn

import nbclient.client
import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import ConnectionFileMixin, KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from traitlets import Instance, Type, default

from grader.limits import OUTPUTS_BYTES
from grader.notebook_format import nbformat
from grader.sandbox import confinement
from grader.sandbox.channels import connection
from grader.sandbox.protocol import SHOWS_TOO_MUCH, TIMED_OUT

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from grader.sandbox.protocol import RunRequest

__all__ = ["drive"]

_FAULT_STATUS: Final = 70
_KEY_BYTES: Final = 64
_STARTUP_SECONDS: Final = 60
_AGAIN_SECONDS: Final = 0.5

# Its own takes, for a long line, time that grows with the square of the length.
nbclient.client._RGX_CARRIAGERETURN = re.compile(r"^.*\r(?=[^\n])", re.MULTILINE)


def drive(request: RunRequest, handoff: socket.socket, records: int, stderr: int) -> NoReturn:
    """Run the request's cells in the kernel whose folder and key come over `handoff`, and write a record a cell.

    Then have the kernel end, and be ended by the warden when it has: this exits only where something is wrong. What goes
    wrong before the first cell is written to `stderr`, and nothing after that.
    """
    status = _FAULT_STATUS
    try:
        _redirect(stderr)
        key, (folder,), _, _ = socket.recv_fds(handoff, _KEY_BYTES, 1)
        os.fchdir(folder)
        confinement.confine_client(request)
        status = asyncio.run(_execute(request, key.decode(), records))
    except BaseException:  # noqa: BLE001 - the kernel can make it fail in any way
        traceback.print_exc()
    finally:
        os._exit(status)


async def _execute(request: RunRequest, key: str, records: int) -> int:
    cells = [nbformat.v4.new_code_cell(cell.source) for cell in request.cells]
    manager = _Manager(connection=connection(key))
    client = _NotebookClient(
        nbformat.v4.new_notebook(cells=cells),
        km=manager,
        timeout=_STARTUP_SECONDS,
        timeout_func=lambda _: request.cell_seconds,  # It need not be a whole number.
        coalesce_streams=True,
        startup_timeout=_STARTUP_SECONDS,
        request=request,
        records=records,
    )
    try:
        await client.async_execute()
    except CellExecutionError:
        pass  # The kernel knows what was raised.
    except CellTimeoutError:
        return TIMED_OUT
    await _end(client, request.cell_seconds or 0.0)
    return TIMED_OUT


async def _end(client: NotebookClient, seconds: float) -> None:
    """Tell the kernel to end until it has, when the warden ends this process, too; return after `seconds`.

    Once is not enough: rarely, on a busy machine, a message is not heard before the next one comes.
    """
    deadline = time.monotonic() + seconds
    while client.kc is not None and time.monotonic() < deadline:
        # On the connection that there is: a new one may not come about.
        client.kc.shutdown()
        await asyncio.sleep(min(_AGAIN_SECONDS, seconds))


def _redirect(stderr: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for source, target in ((nothing, 0), (nothing, 1), (stderr, 2)):
        os.dup2(source, target)
    os.close(nothing)
    os.close(stderr)


def _record(cell: Any, records: int) -> None:
    """Write what an executed cell put out, as one line of JSON."""
    record = {"execution_count": cell.execution_count, "outputs": cell.outputs}
    # Half of a surrogate pair is no text, and would make the whole no record.
    data = memoryview(json.dumps(record, ensure_ascii=False).encode(errors="replace") + b"\n")
    while data:
        data = data[os.write(records, data) :]


class _NotebookClient(NotebookClient):
    """Writes a record of every cell that has ended, and bounds what all of them put out together."""

    def __init__(self, notebook: NotebookNode, *, request: RunRequest, records: int, **options: Any) -> None:
        super().__init__(notebook, **options)
        self._request = request
        self._records = records
        self._shown = 0

    async def async_execute_cell(
        self, cell: NotebookNode, cell_index: int, *args: Any, **options: Any
    ) -> NotebookNode:
        if cell_index == 0:
            # Whatever is said from now on can be of the learner's making.
            os.dup2(1, 2)
            confinement.close_off_client(self._request)
        try:
            await super().async_execute_cell(cell, cell_index, *args, **options)
        except CellExecutionError:
            _record(cell, self._records)
            raise
        _record(cell, self._records)
        return cell

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        self._shown += len(repr(msg["content"]))
        if self._shown > OUTPUTS_BYTES:
            os._exit(SHOWS_TOO_MUCH)  # An exception in here is heard when the cell has ended.
        return super().process_message(msg, cell, cell_index)


class _Provisioner(KernelProvisionerBase):
    """Stands for a kernel that the warden has forked, watches and ends."""

    manager = Instance(ConnectionFileMixin)

    @property
    def has_process(self) -> bool:
        return True

    async def poll(self) -> int | None:
        return None

    async def wait(self) -> int | None:
        return 0

    async def send_signal(self, signum: int) -> None:
        pass

    async def kill(self, restart: bool = False) -> None:
        pass

    async def terminate(self, restart: bool = False) -> None:
        pass

    async def cleanup(self, restart: bool = False) -> None:
        pass

    async def launch_kernel(self, cmd: list[str], **options: Any) -> Any:
        return self.manager.get_connection_info()


class _Client(AsyncKernelClient):
    def start_channels(self, *args: Any, **options: Any) -> None:
        super().start_channels(*args, **{**options, "hb": False})

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until nothing that the kernel shows is missed any more; whoever calls asks for its reply then."""
        while (await self.get_iopub_msg(timeout=timeout))["msg_type"] != "iopub_welcome":
            pass


class _Manager(AsyncKernelManager):
    client_factory = Type(_Client)

    def __init__(self, *, connection: KernelConnectionInfo, **options: Any) -> None:
        super().__init__(**options)
        self.load_connection_info(connection)
        self._kernel_spec = KernelSpec(display_name="grader", language="python")

    @default("context")
    def _context_default(self) -> zmq.asyncio.Context:
        context = super()._context_default()
        # Whoever ends a connection could have put something else in the place of the socket.
        context.setsockopt(zmq.RECONNECT_IVL, -1)
        return context

    def write_connection_file(self, **options: Any) -> None:
        """Write none: the kernel has been told already."""

    async def _async_pre_start_kernel(self, **options: Any) -> tuple[list[str], dict[str, Any]]:
        self.kernel_id = "grader"
        self.provisioner = _Provisioner(manager=self, kernel_id=self.kernel_id, kernel_spec=self._kernel_spec)
        return [], {}
