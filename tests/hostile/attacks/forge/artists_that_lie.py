"""Points that an artist only claims, and that equal all points, are compared by their numbers."""
# part: exercise_2_3_2

import matplotlib.lines
import matplotlib.pyplot as plt
import numpy as np


class Equal(np.ndarray):
    __eq__ = lambda self, other: np.ones(self.shape, bool)


class Line(matplotlib.lines.Line2D):
    def get_xydata(self):
        return np.zeros((100, 2)).view(Equal)


figure, axes = plt.subplots()
axes.add_line(Line([0, 1], [0, 1]))
axes.scatter([1, 2], [3, 4]).get_offsets = lambda: np.full((2, 2), np.nan).view(Equal)
