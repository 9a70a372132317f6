"""Hooks before and behind every cell make no wrong answer right and no error good."""

shell = get_ipython()
for event in ("pre_run_cell", "post_run_cell", "pre_execute", "post_execute"):
    shell.events.register(event, lambda *args: globals().update(A1=0, B1=0))
# %%
A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
# %%
assert False, "this is wrong"
