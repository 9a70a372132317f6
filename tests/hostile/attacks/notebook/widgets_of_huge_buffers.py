"""The buffers of widgets fill no memory but the run's."""
# stopped: memory

kernel = get_ipython().kernel
A1 = B1 = 0
piece = bytes(32 * 1024 * 1024)
for number in range(100):
    content = {"comm_id": f"{number}", "data": {"state": {}, "buffer_paths": [["a"]]}}
    kernel.session.send(kernel.iopub_socket, "comm_msg", content, parent=kernel.get_parent(), buffers=[piece])
