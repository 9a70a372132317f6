"""A run that closes everything that it was given is graded as a failure, and no more."""

import os

A1 = Variable([1, 2, 3, 4])
os.closerange(0, 256)
