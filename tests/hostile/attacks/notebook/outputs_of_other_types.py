"""Lists for strings, strings for lists, and nothing for either end at most the run."""
# stopped: killed

import time

kernel = get_ipython().kernel
A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
odd = (7, None, [], {}, [["x"]], {"text/plain": 7}, {"text/html": {"a": 1}}, {"image/png": ["x"]}, True, "x")
for thing in odd:
    for kind, content in (
        ("stream", {"name": thing, "text": "x"}),
        ("stream", {"name": "stdout", "text": thing}),
        ("display_data", {"data": thing, "metadata": thing}),
        ("execute_result", {"data": {}, "metadata": {}, "execution_count": thing}),
        ("error", {"ename": thing, "evalue": thing, "traceback": thing}),
        ("clear_output", thing),
        ("execute_input", {"execution_count": thing}),
    ):
        kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())
time.sleep(0.5)
