"""Exercise 3.4.3: card holders to train on and to test with, a network with its loss, and a heat map."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from tensorflow import Variable, keras, matmul

_table = pd.read_csv("uci_credit_card.csv")
_features = _table.drop(columns=["ID", "default.payment.next.month"]).to_numpy(np.float32)
_features = (_features - _features.mean(axis=0)) / _features.std(axis=0)
_default = _table[["default.payment.next.month"]].to_numpy(np.float32)

borrower_features = _features[::10]
default = _default[::10]
test_features = _features[5::15]
test_targets = _default[5::15]

# fmt: off
w1 = Variable([
    [2.4435377, 0.6532978, -2.0876322, -0.6465399, 0.50398946, -0.6622369, 2.248099],
    [-0.6057031, -0.74135935, 2.5471828, 2.9152145, -1.3031693, 0.8121961, -0.06042745],
    [-1.4342147, 1.987995, 0.46523282, 1.1759586, 0.43213284, -0.3314867, 0.3673103],
    [-2.0169213, 0.75370973, 2.0362077, -0.9722697, -0.90286547, -0.46412855, 0.73538285],
    [0.4028158, -1.0634764, -0.69183266, 1.0082972, -0.1223945, -0.67528254, -1.3772862],
    [0.09137809, -0.7528797, -0.16444235, 0.257028, -0.81907284, 1.4698758, -0.9347897],
    [0.26381123, -0.9540834, 0.52078825, -0.8119896, 0.03201316, 2.0273645, -1.6015768],
    [-0.13008343, 0.75125885, -1.1612765, -0.19919561, -0.10818551, 1.4675983, -0.5593607],
    [-0.63245237, 3.5221422, 0.51096684, -0.5864398, 0.9112978, 0.34698516, 0.68189377],
    [0.41752422, 0.7064977, -1.0978483, -0.7023961, 0.79573596, 0.5765105, 0.5866237],
    [0.44239658, 0.06016769, 1.5716101, 0.65556014, 0.76095665, 0.5687989, 1.1920937],
    [-0.68715763, -0.1728628, 1.4736586, -0.4240413, 0.48358986, 0.8436072, -0.14853318],
    [1.6009874, 0.41357717, 0.68890846, 0.83247167, -0.00393822, 0.29737377, 0.20552601],
    [-1.137845, -0.02462507, 0.7824456, 1.013908, 1.3491129, 1.552934, -0.12183756],
    [-0.3266763, 2.2627, 1.4670117, -0.6878452, -0.5917342, -0.5329395, -0.20593391],
    [0.55576605, 2.364314, 1.6994927, -0.724152, -0.2852429, 0.1478058, -0.80708194],
    [1.618923, 0.14479114, -1.111939, 0.16476874, 1.1102928, -1.3003356, 0.14524043],
    [0.8061737, 0.65021497, 1.404869, 2.3160765, -0.5442242, -0.5231445, 0.90839577],
    [-0.14611603, -0.8277071, 0.66987085, 0.09163713, -0.33766454, 2.1436663, 0.4740364],
    [-0.40199128, 0.86705554, -2.1632981, -0.3115556, -0.98251456, -0.10797349, 1.6352255],
    [0.23678602, 0.51027703, -1.8715134, -0.66790223, 0.21952134, 0.4172406, -1.2710783],
    [-0.02490104, -0.5918932, 1.2865447, -0.04981803, -1.7857966, -0.2095459, -1.2845048],
    [-0.5743803, -0.14933696, -2.2613177, -1.0723772, 2.3046598, -1.5037003, 0.6880282],
])
b1 = Variable([-0.7341992, -0.38519704, -0.9991661, -0.42893964, 0.86850995, 2.714162, 1.475798])
w2 = Variable([[0.8205525], [0.41013834], [-1.1908278], [-1.5474229], [0.8174632], [-1.4407537], [-0.9222677]])
b2 = Variable([-1.2979275])
# fmt: on

opt = keras.optimizers.Adam(0.01)


def model(w1, b1, w2, b2, features=borrower_features, *, keras=keras, matmul=matmul):
    layer1 = keras.activations.relu(matmul(features, w1) + b1)
    dropout = keras.layers.Dropout(0.25)(layer1)
    return keras.activations.sigmoid(matmul(dropout, w2) + b2)


def loss_function(w1, b1, w2, b2, features=borrower_features, targets=default, *, keras=keras, model=model):
    return keras.losses.binary_crossentropy(targets, model(w1, b1, w2, b2, features))


def confusion_matrix(targets, predictions, *, plt=plt, np=np):
    actual, predicted = ((np.ravel(np.asarray(each)) > 0.5).astype(int) for each in (targets, predictions))
    counts = np.zeros((2, 2), int)
    np.add.at(counts, (actual, predicted), 1)
    axes = plt.figure().add_subplot()
    axes.imshow(counts, cmap="Blues")
    for row, column in np.ndindex(2, 2):
        axes.text(column, row, f"{counts[row, column]:,}", ha="center", va="center", size=16)
    axes.set_xticks([0, 1], ["pays", "does not pay"])
    axes.set_yticks([0, 1], ["pays", "does not pay"])
    axes.set_xlabel("predicted")
    axes.set_ylabel("actual")
    axes.set_title("What was predicted, and what happened")
    plt.show()
    for row, name in enumerate(("paid", "did not pay")):
        print(f"{name}: {counts[row, 0]} predicted to pay, {counts[row, 1]} not to")


del np, pd, plt, Variable, _table, _features, _default
