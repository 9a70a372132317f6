"""A widget that takes in the outputs of all cells takes no mark with them."""

kernel = get_ipython().kernel
A1 = B1 = 0


def say(kind, content):
    kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())


state = {"_model_name": "OutputModel", "_model_module": "@jupyter-widgets/output", "outputs": [], "msg_id": kernel.get_parent()["header"]["msg_id"]}
say("comm_open", {"comm_id": "a", "target_name": "jupyter.widget", "data": {"state": state, "buffer_paths": []}})
say("comm_msg", {"comm_id": "a", "data": {"method": "update", "state": {"msg_id": state["msg_id"]}, "buffer_paths": []}})
print("taken in")
say("clear_output", {"wait": False})
say("clear_output", {"wait": True})
# %%
say("comm_msg", {"comm_id": "a", "data": {"method": "update", "state": {"msg_id": ""}, "buffer_paths": []}})
say("comm_close", {"comm_id": "a", "data": {}})
print("1 2 3 4")
