"""Lists in lists, deeper than any stack, end at most the run."""
# stopped: killed

import time

kernel = get_ipython().kernel
session = kernel.session
A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
deep = b"[" * 100000 + b"]" * 100000
pack = session.pack
session.pack = lambda thing: b'{"name": "stdout", "text": ' + deep + b"}" if thing == "deep" else pack(thing)
message = session.msg("stream", "deep", parent=kernel.get_parent())
session.send(kernel.iopub_socket, message)
time.sleep(0.5)
