"""Texts that nest deeper than any stack end as errors, and no more."""

import copy
import json
import pickle
import re

nested = []
for _ in range(100_000):
    nested = [nested]
WAYS = (
    lambda: json.loads("[" * 1_000_000),
    lambda: json.dumps(nested),
    lambda: eval("(" * 100_000),
    lambda: repr(nested),
    lambda: pickle.dumps(nested),
    lambda: copy.deepcopy(nested),
    lambda: re.compile("(" * 20_000 + ")" * 20_000),
)
for way in WAYS:
    try:
        way()
    except (RecursionError, MemoryError, SyntaxError, ValueError, OverflowError, re.error) as error:
        print(type(error).__name__)
while nested:
    nested = nested[0]
