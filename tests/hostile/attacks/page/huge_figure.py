"""A figure too large to draw is not drawn, and the others are."""
# part: exercise_2_3_2

import matplotlib.pyplot as plt

plt.figure(figsize=(1e6, 1e6)).add_subplot().plot([1, 2])
plt.figure(figsize=(800, 0.1)).add_subplot().plot([1, 2])
