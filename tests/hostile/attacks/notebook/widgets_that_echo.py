"""A widget that lets the client send back all outputs at each new one fills no memory but the run's."""
# stopped: memory

kernel = get_ipython().kernel
A1 = B1 = 0


def say(kind, content):
    kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())


state = {"_model_name": "OutputModel", "_model_module": "@jupyter-widgets/output", "outputs": [], "msg_id": kernel.get_parent()["header"]["msg_id"]}
say("comm_open", {"comm_id": "a", "target_name": "jupyter.widget", "data": {"state": state, "buffer_paths": []}})
say("comm_msg", {"comm_id": "a", "data": {"method": "update", "state": {"msg_id": state["msg_id"]}, "buffer_paths": []}})
kernel.shell_stream.stop_on_recv()
for number in range(5):
    say("stream", {"name": "stdout", "text": "x" * 2000000})
    for _ in range(200):
        say("display_data", {"data": {}, "metadata": {}})
while True:
    pass
