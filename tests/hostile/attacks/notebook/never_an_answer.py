"""A kernel that never answers is ended when the cell's time is over."""
# limits: hasty
# stopped: cell_time

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
get_ipython().kernel.session.send = lambda *args, **keywords: None
