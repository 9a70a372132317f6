"""A shell that forgets that a cell failed has still no right answer."""

shell = get_ipython()
A1 = B1 = 0
type(shell).failure = property(lambda self: None, lambda self, value: None)
run = shell.run_cell_async


async def run_well(*args, **keywords):
    result = await run(*args, **keywords)
    result.error_in_exec = result.error_before_exec = None
    return result


shell.run_cell_async = run_well
# %%
assert False, "forgotten"
