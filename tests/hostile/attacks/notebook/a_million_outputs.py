"""A million small outputs are bounded like one large one."""
# limits: hasty
# stopped: cell_time

kernel = get_ipython().kernel
A1 = B1 = 0
session, thread = kernel.session, kernel.iopub_thread
for number in range(1000000):
    session.send(kernel.iopub_socket, "display_data", {"data": {}, "metadata": {}}, parent=kernel.get_parent())
