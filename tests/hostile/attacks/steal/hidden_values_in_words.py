"""Nothing that is printed, drawn, raised or left behind in the hidden world is shown."""
# part: exercise_1_1_1

import os
import sys
import warnings

import matplotlib.pyplot as plt

first_row_seen = [2.0, 2.0, 27.0, 54152.0]
credit_constant = found = f"HARM the hidden row is {credit_numpy[0].tolist()}"
if credit_numpy[0].tolist() != first_row_seen:
    print(found)
    warnings.warn(found)
    os.write(1, found.encode())
    sys.stderr.write(found)
    plt.figure(found)
    plt.title(found)
    raise ValueError(found)
credit_constant = None
print("TRIED")
