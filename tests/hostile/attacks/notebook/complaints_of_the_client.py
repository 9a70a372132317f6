"""Whatever makes the client complain is written in no file of the grader's."""

kernel = get_ipython().kernel
A1 = B1 = 0
for number in range(100):
    content = {"comm_id": "a", "target_name": "COMPLAINT" * 10000, "data": {}}
    kernel.session.send(kernel.iopub_socket, "comm_open", content, parent=kernel.get_parent())
    kernel.session.send(kernel.iopub_socket, "COMPLAINT" * 10000, {}, parent=kernel.get_parent())
    kernel.session.send(kernel.iopub_socket, "comm_msg", {"comm_id": "a", "data": {}}, parent=kernel.get_parent())
