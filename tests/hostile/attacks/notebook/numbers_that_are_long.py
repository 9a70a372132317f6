"""A number of a million digits is not read for ever, and ends at most the run."""
# stopped: killed

kernel = get_ipython().kernel
session = kernel.session
A1 = Variable([4, 3, 2, 1])
B1 = A1.numpy()
pack = session.pack
for text in (b"9" * 1000000, b"1e" + b"9" * 1000000, b"0." + b"9" * 1000000):
    session.pack = lambda thing: b'{"data": {"application/json": %s}, "metadata": {}}' % text if thing == "odd" else pack(thing)
    session.send(kernel.iopub_socket, session.msg("display_data", "odd", parent=kernel.get_parent()))
session.pack = pack
