"""Exercise 3.2.2: ten features of every card holder, each with mean 0 and standard deviation 1."""

import pandas as pd
from tensorflow import constant, float32, keras

_table = pd.read_csv(
    "uci_credit_card.csv",
    usecols=[
        "LIMIT_BAL",
        "SEX",
        "MARRIAGE",
        "AGE",
        "BILL_AMT1",
        "BILL_AMT2",
        "BILL_AMT3",
        "PAY_AMT1",
        "PAY_AMT2",
        "PAY_AMT3",
    ],
)
borrower_features = ((_table - _table.mean()) / _table.std()).to_numpy("float64")
del pd, _table
