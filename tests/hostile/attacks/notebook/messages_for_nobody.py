"""A flood of messages that belong to no cell fills no memory, and delays nobody for long."""
# limits: hasty
# stopped: cell_time

kernel = get_ipython().kernel
A1 = B1 = 0
while True:
    kernel.session.send(kernel.iopub_socket, "stream", {"name": "stdout", "text": "x" * 10000}, parent={})
