"""A question to whoever grades is asked of nobody."""
# limits: hasty
# stopped: cell_time

import getpass
import time

kernel = get_ipython().kernel
A1 = B1 = 0
for password in (True, False):
    content = {"prompt": "HARM your password?", "password": password}
    ident, parent = kernel._parent_ident["shell"], kernel.get_parent()
    kernel.session.send(kernel.stdin_socket, "input_request", content, parent=parent, ident=ident)
    kernel.session.send(kernel.iopub_socket, "input_request", content, parent=parent)
time.sleep(0.1)
kernel._allow_stdin = True
for ask in (input, getpass.getpass):
    try:
        ask("your password?")
    except Exception as error:
        print(type(error).__name__)
