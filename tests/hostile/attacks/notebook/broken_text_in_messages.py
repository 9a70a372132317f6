"""Bytes that are no text, and numbers that are none, end at most the run."""
# stopped: killed

kernel = get_ipython().kernel
session = kernel.session
A1 = Variable([4, 3, 2, 1])
B1 = A1.numpy()
pack = session.pack
for text in (b'"\xff\xfe"', b'"\\ud800"', b'"\\u0000\\u001b"', b"NaN", b"Infinity", b"-1e999", b"1" * 100):
    for shape in (b'{"data": {"text/plain": %s}, "metadata": {}}', b'{"data": {"application/json": {"a": %s}}, "metadata": {}}'):
        session.pack = lambda thing: shape % text if thing == "odd" else pack(thing)
        session.send(kernel.iopub_socket, session.msg("display_data", "odd", parent=kernel.get_parent()))
session.pack = pack
