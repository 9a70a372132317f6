"""One message as large as memory allows is taken in by nobody but the run."""
# stopped: memory

kernel = get_ipython().kernel
A1 = B1 = 0
thread = kernel.iopub_thread
piece = bytes(400 * 1024 * 1024)
thread.schedule(lambda: thread.socket.send(piece, copy=False))
while True:
    pass
