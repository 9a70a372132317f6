import pandas as pd

credit_numpy = pd.read_csv("credit.csv").to_numpy("float64")

del pd
