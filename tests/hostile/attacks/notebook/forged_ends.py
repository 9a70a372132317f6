"""An end that is announced before there is one ends nothing."""

import time

kernel = get_ipython().kernel
A1 = B1 = 0
content = {"status": "ok", "restart": False}
ident, parent = kernel._parent_ident["shell"], kernel.get_parent()
for stream in (kernel.shell_stream, kernel.control_stream):
    for kind in ("shutdown_reply", "interrupt_reply", "kernel_info_reply"):
        stream.io_loop.add_callback(kernel.session.send, stream, kind, content, parent, ident)
for kind in ("shutdown_reply", "iopub_welcome", "shutdown_request", "debug_event"):
    kernel.session.send(kernel.iopub_socket, kind, content, parent=parent)
time.sleep(0.1)
# %%
raise ValueError("after the end")
