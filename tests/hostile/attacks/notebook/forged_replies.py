"""A reply that says that all is well makes no error undone."""

import time

kernel = get_ipython().kernel
A1 = B1 = 0
content = {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}
ident, parent = kernel._parent_ident["shell"], kernel.get_parent()
for stream in (kernel.shell_stream, kernel.control_stream):
    stream.io_loop.add_callback(
        lambda stream=stream: [
            kernel.session.send(stream, "execute_reply", content, parent=parent, ident=ident) for _ in range(20)
        ]
    )
time.sleep(0.2)
raise ValueError("what is well?")
# %%
A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
