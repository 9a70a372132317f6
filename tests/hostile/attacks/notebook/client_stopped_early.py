"""An error that ends the client in the first moment of the first cell is the learner's."""
# limits: hasty
# stopped: cell_time

kernel = get_ipython().kernel
kernel.iopub_thread.schedule(lambda: kernel.iopub_thread.socket.send_multipart([b"<IDS|MSG>", b"x", b"{}", b"{}", b"{}", b"{}"]))
while True:
    pass
