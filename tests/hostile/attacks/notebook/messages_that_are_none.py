"""Messages that are lists, numbers or nothing end at most the run."""
# stopped: killed

import time

kernel = get_ipython().kernel
session, thread = kernel.session, kernel.iopub_thread
A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
for header in (b"[]", b"7", b"null", b'"text"', b"{}", b'{"msg_id": 1, "msg_type": []}', b'{"msg_id": "1", "msg_type": "stream", "version": "x.y"}'):
    for parent in (b"[]", b"{}", b"null"):
        for content in (b"[]", b"null", b"7"):
            parts = [header, parent, b"{}", content]
            signed = [b"<IDS|MSG>", session.sign(parts), *parts]
            thread.schedule(lambda signed=signed: thread.socket.send_multipart(signed))
time.sleep(0.5)
