"""A kernel that is asked to end by the notebook itself earns no more than what it has computed."""

A1 = Variable([4, 3, 2, 1])
B1 = A1.numpy()
exit()
quit(keep_kernel=True)
get_ipython().ask_exit()
# %%
kernel = get_ipython().kernel
kernel.io_loop.add_callback(kernel.do_shutdown, False)
kernel.do_shutdown(False)
