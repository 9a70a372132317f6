"""Reads the housing table and shows its prices."""

import pandas as pd

data_path = "kc_house_data.csv"
housing = pd.read_csv(data_path)

print(housing["price"])
