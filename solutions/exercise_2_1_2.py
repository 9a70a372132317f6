"""Turns two columns of the housing table into data of a chosen type."""

import numpy as np
import tensorflow as tf

price = np.array(housing["price"], np.float32)
waterfront = tf.cast(housing["waterfront"], tf.bool)

print(price)
print(waterfront.numpy())
