"""Built-in functions that lie in the worker make no wrong answer right."""

import builtins
import sys

A1 = [1]
B1 = (2,)
variable = type(Variable([1, 2, 3, 4]))
honest = builtins.type


def lie(thing, *rest):
    return honest(thing, *rest) if rest or thing is not A1 else variable


builtins.isinstance = builtins.issubclass = builtins.callable = lambda *args: True
builtins.len = lambda thing: 4
builtins.print = lambda *args, **keywords: sys.stdout.write("1 2 3 4 1 2 3 4\n")
builtins.sorted = builtins.tuple = builtins.list
builtins.type = lie
