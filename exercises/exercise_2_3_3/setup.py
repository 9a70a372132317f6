"""Exercise 2.3.3: two features, three parameters, and a line of results."""

import numpy as np
import pandas as pd
from tensorflow import Variable, keras

_table = pd.read_csv("kc_house_data.csv", usecols=["price", "bedrooms", "sqft_lot"])
price_log = np.log(np.array(_table["price"], np.float32))
size_log = np.log(np.array(_table["sqft_lot"], np.float32))
bedrooms = np.array(_table["bedrooms"], np.float32)

params = Variable([0.1, 0.05, 0.02])


def print_results(params):
    # The learner's own loss function, which is there when this is called.
    loss = float(loss_function(params))
    intercept, slope_1, slope_2 = params.numpy()
    print(f"loss: {loss:.3f}, intercept: {intercept:.3f}, slope_1: {slope_1:.3f}, slope_2: {slope_2:.3f}")


del np, pd, Variable, _table
