"""No service that listens on this machine can be spoken to, whatever its address is."""

import asyncio
import http.client
import multiprocessing.connection
import socket

ADDRESSES = ("@UNIX@", "\0@ABSTRACT@", "/run/dbus/system_bus_socket", "/var/run/docker.sock", "/tmp/.X11-unix/X0")

for address in ADDRESSES:
    ways = (
        lambda: socket.socket(socket.AF_UNIX).connect(address),
        lambda: multiprocessing.connection.Client(address, "AF_UNIX"),
        lambda: asyncio.run(asyncio.open_unix_connection(address)),
    )
    for way in ways:
        try:
            way()
            print("HARM connected to", address)
        except (OSError, ValueError, RuntimeError):
            pass
for way in (
    lambda: socket.create_connection(("127.0.0.1", int("@PORT@")), timeout=1),
    lambda: asyncio.run(asyncio.open_connection("127.0.0.1", int("@PORT@"))),
    lambda: http.client.HTTPConnection("127.0.0.1", int("@PORT@"), timeout=1).request("GET", "/"),
    lambda: socket.create_server(("127.0.0.1", 0)),
):
    try:
        way()
        print("HARM connected")
    except (OSError, RuntimeError):
        pass
print("TRIED")
