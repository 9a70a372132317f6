"""Widget messages of any shape end at most the run."""
# stopped: killed

import time

kernel = get_ipython().kernel
A1 = B1 = 0
for data in ({"state": 7}, {"state": []}, 7, None, {"state": {}, "buffer_paths": [7, [[]]]}, {"state": {"outputs": 7}}):
    for kind in ("comm_open", "comm_msg", "comm_close", "comm", "comm_info_reply"):
        content = {"comm_id": [1], "target_name": "jupyter.widget", "data": data}
        kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent(), buffers=[b"x"])
time.sleep(0.1)
