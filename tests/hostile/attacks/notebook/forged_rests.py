"""A kernel that says that it rests while it works is waited for all the same, or not: it earns nothing."""
# stopped: killed

import time

kernel = get_ipython().kernel
A1 = B1 = 0
for state in ("idle", "busy", "idle", "starting", "idle", "dead", 7, None, ["idle"], {}):
    kernel.session.send(kernel.iopub_socket, "status", {"execution_state": state}, parent=kernel.get_parent())
time.sleep(0.2)
print("1 2 3 4")
# %%
kernel.session.send(kernel.iopub_socket, "status", {}, parent=kernel.get_parent())
