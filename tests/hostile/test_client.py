"""Code in the place of a kernel's client, which none of a learner's ever is, gets nothing but its connections."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from grader.sandbox.supervisor import Supervisor

_PROGRAM: Final = """
import ctypes, os, socket, sys, threading
from types import SimpleNamespace
from grader.limits import DEFAULT
from grader.sandbox import client, confinement, landlock, warden
from grader.sandbox.channels import Channels
from grader.sandbox.protocol import RunRequest

folder, secret, service, port, *layers = sys.argv[1:]
request = RunRequest(folder=folder, setup="", cells=(), probes=(), seed=0, limits=DEFAULT, cell_seconds=1.0,
                     layers=tuple(layers), readable=landlock.readable_paths(()), hidden=())


def connect(family, kind, address):
    with socket.socket(family, kind) as line:
        line.connect(address)


DEEDS = {
    "read /etc/passwd": lambda: open("/etc/passwd").read(),
    "read a submission": lambda: open(secret).read(),
    "list a folder": lambda: os.listdir(os.path.dirname(secret)),
    "write a file": lambda: open("note", "w"),
    "write elsewhere": lambda: open(secret, "a"),
    "delete": lambda: os.unlink(secret),
    "start a program": lambda: os.execv("/bin/true", ["true"]),
    "trace": lambda: ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0) + 1 or os.stat("/nowhere"),
    "signal": lambda: os.kill(os.getppid(), 9),
    "open TCP": lambda: connect(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", int(port))),
    "open UDP": lambda: connect(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", int(port))),
    "open netlink": lambda: connect(socket.AF_NETLINK, socket.SOCK_RAW, (0, 0)),
    "listen": lambda: socket.socket(socket.AF_UNIX).bind("here"),
}
LATER = {
    "open a kernel": lambda: connect(socket.AF_UNIX, socket.SOCK_STREAM, "channel-1"),
    "open a service": lambda: connect(socket.AF_UNIX, socket.SOCK_STREAM, service),
}


async def attempt(request, key, records):
    def try_all(deeds, when):
        for name, deed in deeds.items():
            try:
                deed()
                os.write(records, f"{when}: {name}\\n".encode())
            except OSError:
                pass

    closed = threading.Event()
    other = threading.Thread(target=lambda: closed.wait() and try_all({**DEEDS, **LATER}, "in another thread"))
    other.start()
    try_all({"open a kernel": LATER["open a kernel"]}, "before")
    try_all(DEEDS, "before")
    confinement.close_off_client(request)
    closed.set()
    other.join()
    try_all({**DEEDS, **LATER}, "after")
    os.write(records, b"done\\n")
    return 0


client._execute = attempt
reader, records = os.pipe()
nothing = [os.open("/dev/null", os.O_RDWR) for _ in range(4)]
descriptors = SimpleNamespace(status=nothing[0], evidence=nothing[1], stdout=nothing[2], request=nothing[3], stderr=os.dup(2), records=records)
ours = warden._Client(request, descriptors, None)
os.close(records)
ours.hand_over(Channels(folder))
os.waitpid(ours.process, 0)
print(os.read(reader, 65536).decode())
"""


def test_client_is_confined(supervisor: Supervisor, tmp_path: Path) -> None:
    """It reads and writes no file, starts no program and makes no connection but those to its kernel."""
    if missing := supervisor.ready().missing:
        pytest.skip(f"not all layers work here: {missing}")
    folder = tmp_path / "run"
    folder.mkdir()
    secret = tmp_path / "secret.txt"
    secret.write_text("# the answers\n")
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.socket(socket.AF_UNIX) as service:
        service.bind(str(tmp_path / "service"))
        service.listen()
        words = [str(folder), str(secret), str(tmp_path / "service"), str(listener.getsockname()[1])]
        ran = subprocess.run(
            [sys.executable, "-c", _PROGRAM, *words, *supervisor.isolation()],
            capture_output=True, text=True, check=False, cwd=ROOT, timeout=60, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip

    assert ran.stdout.split("\n")[:-2] == ["before: open a kernel", "done"], ran.stderr
    assert secret.read_text() == "# the answers\n"
