"""A display that is changed by a later cell, a thousand times, changes no cell that has ended, and no mark."""

from IPython.display import display

A1 = B1 = 0
handle = display("first", display_id="one")
display("second", display_id="one")
# %%
for number in range(1000):
    handle.update({"passed": number}, raw=False)
display({"text/plain": "1 2 3 4"}, raw=True, display_id="one", update=True)
display({"text/plain": "1 2 3 4"}, raw=True, display_id="never")
display({"text/plain": "1 2 3 4"}, raw=True, display_id="other", update=True)
kernel = get_ipython().kernel
for name in (7, None, True):
    content = {"data": {}, "metadata": {}, "transient": {"display_id": name}}
    kernel.session.send(kernel.iopub_socket, "update_display_data", content, parent=kernel.get_parent())
