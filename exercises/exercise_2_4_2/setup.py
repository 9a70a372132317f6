"""Exercise 2.4.2: the model of the exercise before; the data stays in its file."""

import numpy as np
import pandas as pd
from tensorflow import Variable, float32, keras

intercept = Variable(10.0, dtype=float32)
slope = Variable(0.5, dtype=float32)


def linear_regression(intercept, slope, features):
    return intercept + slope * features


def loss_function(intercept, slope, targets, features, *, keras=keras):
    return keras.losses.mse(targets, intercept + slope * features)
