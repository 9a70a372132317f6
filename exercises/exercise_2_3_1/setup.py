"""Exercise 2.3.1: the logarithms of prices and of lot sizes."""

import numpy as np
import pandas as pd
from tensorflow import keras

_table = pd.read_csv("kc_house_data.csv", usecols=["price", "sqft_lot"])
price_log = np.log(np.array(_table["price"], np.float32))
size_log = np.log(np.array(_table["sqft_lot"], np.float32))
del np, pd, _table
