"""Exercise 4.2.4: 100 pictures to train on, 100 to test on, and two models that are trained."""

import numpy as np
import pandas as pd
from tensorflow import keras

_table = pd.read_csv("sign_mnist_test_ABCD_stretched.csv", header=None, nrows=200).to_numpy()
_features = _table[:, 1:].astype(np.float32) / 255
_labels = np.eye(4, dtype=np.float32)[_table[:, 0]]

train_features, test_features = _features[:100], _features[100:]
train_labels, test_labels = _labels[:100], _labels[100:]


def _trained(units, activation, rate, epochs):
    model = keras.Sequential()
    model.add(keras.layers.Dense(units, activation=activation, input_shape=(784,)))
    model.add(keras.layers.Dense(4, activation="softmax"))
    model.compile(keras.optimizers.Adam(rate), loss="categorical_crossentropy")
    # All pictures in one batch: it takes a third of a second.
    model.fit(train_features, train_labels, epochs=epochs, batch_size=100, verbose=0)
    return model


# Few units and epochs for the one; enough of both to learn by heart for the other.
small_model = _trained(8, "sigmoid", rate=0.01, epochs=30)
large_model = _trained(64, "relu", rate=0.003, epochs=60)

del np, pd, _table, _features, _labels, _trained
