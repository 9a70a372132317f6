"""Names that are cleared away behind the end are not defined."""

import sys

A1 = Variable([4, 3, 2, 1])
B1 = A1.numpy()
print(1, 2, 3, 4, 1, 2, 3, 4)
sys.modules["__main__"].__dict__.clear()
