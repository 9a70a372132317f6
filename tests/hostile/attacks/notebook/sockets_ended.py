"""A kernel that destroys what it talks with gets no second one."""
# limits: hasty
# stopped: cell_time

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
kernel = get_ipython().kernel
kernel.iopub_thread.socket.close(0)
kernel.shell_stream.socket.close(0)
kernel.control_stream.socket.close(0)
raise ValueError("who hears of it?")
