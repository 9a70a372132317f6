"""Exercise 3.3.1: a loss function with several valleys."""

from math import pi as _pi

from tensorflow import Variable, float32, keras
from tensorflow import cos as _cos


def loss_function(x, *, cos=_cos, pi=_pi):
    return 4.0 * cos(x - 1.0) + cos(2.0 * pi * x) / x
