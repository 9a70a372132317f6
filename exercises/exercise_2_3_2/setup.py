"""Exercise 2.3.2: every tenth house, a loss function, and a plot."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from tensorflow import Variable, keras

_table = pd.read_csv("kc_house_data.csv", usecols=["price", "sqft_lot"])
price_log = np.log(np.array(_table["price"], np.float32))[::10]
size_log = np.log(np.array(_table["sqft_lot"], np.float32))[::10]

intercept = Variable(5.0)
slope = Variable(0.001)


def loss_function(intercept, slope, features=size_log, targets=price_log, *, keras=keras):
    return keras.losses.mse(targets, intercept + slope * features)


def plot_results(
    intercept, slope, *, plt=plt, sizes=size_log, prices=price_log, line=np.linspace(6, 14, 100)
):
    plt.figure()
    plt.scatter(sizes, prices, color="black", s=8)
    plt.plot(line, float(intercept) + float(slope) * line, color="red", linewidth=3)
    plt.xlabel("log(lot size)")
    plt.ylabel("log(price)")
    plt.title("Price by lot size, with the trained line")
    plt.show()


del np, pd, plt, Variable, _table
