"""What a call and the warm server say to each other: whole, or refused."""

from __future__ import annotations

import contextlib
import os
import socket
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.server.messages import Call, Question, receive, send

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = st.text(max_size=20)  # with lone surrogates, as names of files and variables have them
CALLS = st.builds(
    Call,
    identity=TEXT,
    words=st.lists(TEXT, max_size=4),
    cwd=TEXT,
    umask=st.integers(0, 0o777),
    environment=st.dictionaries(TEXT, TEXT, max_size=4),
    encodings=st.just([["utf-8", "strict"]] * 3),
)


@contextlib.contextmanager
def _pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    mine, theirs = socket.socketpair()
    with mine, theirs:
        theirs.settimeout(2)
        yield mine, theirs


def _open() -> int:
    return len(os.listdir("/proc/self/fd"))


@given(CALLS)
def test_call_comes_as_it_was_sent(call: Call) -> None:
    """A call arrives with everything in it, and with three streams that are the sender's."""
    with _pair() as (mine, theirs):
        send(mine, call)
        found, streams = receive(theirs)
        same = [os.path.sameopenfile(number, stream) for number, stream in enumerate(streams)]
        for stream in streams:
            os.close(stream)

    assert found == call
    assert same == [True] * 3


def test_question() -> None:
    """A question brings no streams."""
    with _pair() as (mine, theirs):
        send(mine, Question("status"))

        assert receive(theirs) == (Question("status"), [])


@given(st.binary(max_size=200), st.integers(0, 4), st.booleans())
def test_anything_else_is_refused(data: bytes, streams: int, framed: bool) -> None:
    """Bytes that are no message raise one of two errors, and leave no descriptor open."""
    with _pair() as (mine, theirs):
        before = _open()
        head = len(data).to_bytes(4, "big") if framed else b""
        socket.send_fds(mine, [head + data or b"x"], [0] * streams)
        mine.shutdown(socket.SHUT_WR)
        with pytest.raises((ValueError, OSError)):
            receive(theirs)

        assert _open() == before


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b'["Call", 1]', id="no-list"),
        pytest.param(b'["Call", []]', id="nothing-in-it"),
        pytest.param(b'["Question", ["a", "b"]]', id="too-much"),
        pytest.param(b'{"a": 1, "b": 2}', id="no-pair"),
    ],
)
def test_json_that_is_no_message(data: bytes) -> None:
    """What is JSON and no message is refused alike."""
    with _pair() as (mine, theirs):
        mine.sendall(len(data).to_bytes(4, "big") + data)

        with pytest.raises(ValueError, match="no message"):
            receive(theirs)


def test_silence_ends() -> None:
    """Who says nothing is not waited for."""
    with _pair() as (_, theirs):
        theirs.settimeout(0.05)

        with pytest.raises(TimeoutError):
            receive(theirs)
