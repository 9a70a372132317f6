"""A cell's number may be anything: it is shown as none, and earns nothing."""

kernel = get_ipython().kernel
A1 = Variable([4, 3, 2, 1])
# %%
for count in ("<script>1</script>", [1], {"a": 1}, 1.5, -1, 10**30, None, True):
    kernel.session.send(kernel.iopub_socket, "execute_input", {"code": "", "execution_count": count}, parent=kernel.get_parent())
get_ipython().execution_count = 10**30
# %%
get_ipython().execution_count = "7"
B1 = A1.numpy()
