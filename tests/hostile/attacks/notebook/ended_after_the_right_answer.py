"""A kernel that ends itself after the right answer leaves no evidence of it."""

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
print(A1, B1, flush=True)
# %%
import os

os._exit(0)
