"""Exercise 3.3.1 in the hidden world: the valleys lie elsewhere."""

from math import pi as _pi

from tensorflow import Variable, float32, keras
from tensorflow import cos as _cos


def loss_function(x, *, cos=_cos, pi=_pi):
    return 4.0 * cos(x - 0.8) + cos(2.0 * pi * x) / x
