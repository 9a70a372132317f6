"""Exercise 2.1.2: the housing table."""

import pandas as pd

housing = pd.read_csv("kc_house_data.csv")
