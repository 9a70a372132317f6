"""A debugger waits for nobody, and sees nothing but the kernel's own frames."""

A1 = B1 = 0
%pdb on
# %%
import pdb

try:
    pdb.Pdb().set_trace()
except BaseException as error:
    print(type(error).__name__)
try:
    breakpoint()
except BaseException as error:
    print(type(error).__name__)
get_ipython().kernel.do_debug_request({"command": "initialize"})
# %%
%debug 1 / 0
# %%
1 / 0
# %%
%debug
