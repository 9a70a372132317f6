"""Exercise 2.2.1: house prices, and what a model predicted for them."""

import pandas as pd

_table = pd.read_csv("loss_price.csv")
price = _table["price"].to_numpy("float64")
predictions = _table["pred"].to_numpy("float64")
del pd, _table
