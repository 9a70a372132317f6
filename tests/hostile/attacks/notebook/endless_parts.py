"""A message of endlessly many parts fills no memory but the run's."""
# stopped: memory

kernel = get_ipython().kernel
import zmq

A1 = B1 = 0
thread = kernel.iopub_thread
piece = bytes(16 * 1024 * 1024)


def flood():
    while True:
        thread.socket.send(piece, zmq.SNDMORE)


thread.schedule(flood)
while True:
    pass
