"""Exercise 2.3.2: every tenth house, a loss function, and a plot."""

import numpy as np
import pandas as pd
from tensorflow import Variable, keras

_table = pd.read_csv("kc_house_data.csv", usecols=["price", "sqft_lot"])
price_log = np.log(np.array(_table["price"], np.float32))[::10]
size_log = np.log(np.array(_table["sqft_lot"], np.float32))[::10]

intercept = Variable(5.0)
slope = Variable(0.001)


def loss_function(intercept, slope, features=size_log, targets=price_log, *, _mse=keras.losses.mse):
    return _mse(targets, intercept + slope * features)


def plot_results(intercept, slope, *, _sizes=size_log, _prices=price_log, _line=np.linspace(6, 14, 100)):
    import matplotlib.pyplot as plt

    plt.figure()
    plt.scatter(_sizes, _prices, color="black", s=8)
    plt.plot(_line, float(intercept) + float(slope) * _line, color="red", linewidth=3)
    plt.xlabel("log(lot size)")
    plt.ylabel("log(price)")
    plt.title("Price by lot size, with the trained line")
    plt.show()


del np, pd, Variable, _table
