"""What a cell says in the name of another is at most put out by that one."""

kernel = get_ipython().kernel
parents = [kernel.get_parent()]
A1 = B1 = 0
# %%
parents.append(kernel.get_parent())
for parent in (*parents, {}, {"header": {}}, {"header": {"msg_id": None}}, {"header": {"msg_id": ["1"]}}):
    for kind, content in (
        ("stream", {"name": "stdout", "text": "1 2 3 4\n1 2 3 4\n"}),
        ("execute_input", {"code": "A1 = Variable([1, 2, 3, 4])", "execution_count": 2}),
        ("execute_result", {"data": {"text/plain": "passed"}, "metadata": {}, "execution_count": 3}),
        ("status", {"execution_state": "idle"}),
    ):
        kernel.session.send(kernel.iopub_socket, kind, content, parent=parent)
# %%
print("still here")
