"""Files, folders and loops of links in the place of the kernel's sockets change nothing."""

import os

kernel = get_ipython().kernel
for port in range(1, 5):
    os.unlink(f"../channel-{port}")
open("../channel-1", "w").close()
os.mkdir("../channel-2")
os.symlink("channel-3", "../channel-3")
os.symlink("/dev/zero", "../channel-4")
A1 = Variable([4, 3, 2, 1])
# %%
B1 = A1.numpy()
print(A1, B1)
