"""Exercise 3.2.1: the three latest bills, and who did not pay."""

import numpy as np
import pandas as pd
from tensorflow import constant, float32, keras

_table = pd.read_csv(
    "uci_credit_card.csv", usecols=["BILL_AMT1", "BILL_AMT2", "BILL_AMT3", "default.payment.next.month"]
)
# In units of 100,000: with plain dollars every sigmoid would be at its end.
bill_amounts = (_table[["BILL_AMT1", "BILL_AMT2", "BILL_AMT3"]].to_numpy() / 100_000).astype(np.float32)
default = _table[["default.payment.next.month"]].to_numpy().astype(np.float32)
del np, pd, _table
