"""A message that is not signed as it should be ends at most the run."""
# stopped: killed

import time

kernel = get_ipython().kernel
A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
thread = kernel.iopub_thread
for parts in ([b"<IDS|MSG>", b"wrong", b"{}", b"{}", b"{}", b"{}"], [b"<IDS|MSG>", b"", b"{}"], [b"<IDS|MSG>"], [b""], [b"x"] * 50):
    thread.schedule(lambda parts=parts: thread.socket.send_multipart(parts))
time.sleep(0.5)
