"""Lists in lists that can be read, and perhaps not be written, end at most the run."""
# stopped: killed

import time

kernel = get_ipython().kernel
A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
for depth in range(100, 990, 10):
    text = "x"
    for _ in range(depth):
        text = [text]
    content = {"data": {"application/json": text}, "metadata": {}}
    kernel.session.send(kernel.iopub_socket, "display_data", content, parent=kernel.get_parent())
time.sleep(0.5)
