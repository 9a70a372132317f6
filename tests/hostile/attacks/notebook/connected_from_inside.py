"""From inside nobody connects to the kernel's sockets, its own or those of another run."""

import glob
import os
import socket

import zmq

reached = []
for place in (*glob.glob("../channel-*"), "../channel-1", "@RUN@/channel-1", "@UNIX@", *glob.glob("/tmp/grade-run-*/channel-*")):
    for make in (lambda: socket.socket(socket.AF_UNIX), lambda: socket.socketpair()[0], lambda: socket.socket(fileno=os.dup(0))):
        try:
            make().connect(place)
            print("HARM connected to", place)
        except OSError:
            pass
    try:
        one = zmq.Context.instance().socket(zmq.DEALER)
        one.linger = 0
        watch = one.get_monitor_socket()
        one.connect(f"ipc://{place}")
        if watch.poll(100) and int.from_bytes(watch.recv_multipart()[0][:2], "little") == zmq.EVENT_CONNECTED:
            print("HARM connected to", place)
    except zmq.ZMQError:
        pass
print("TRIED")
