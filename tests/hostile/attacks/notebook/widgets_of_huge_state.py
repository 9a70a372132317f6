"""A widget's state counts as what is shown, and too much of it ends the run."""
# stopped: output

kernel = get_ipython().kernel
A1 = B1 = 0
for number in range(40):
    state = {"_model_name": "x", "_model_module": "x", "text": "x" * 1000000, f"other{number}": list(range(1000))}
    content = {"comm_id": f"{number}", "target_name": "jupyter.widget", "data": {"state": state, "buffer_paths": []}}
    kernel.session.send(kernel.iopub_socket, "comm_open", content, parent=kernel.get_parent())
