"""Exercise 2.1.2: Choose the data type.

The table `housing` is there, and pandas as `pd`.

Define
    np, tf        NumPy and TensorFlow, under their usual short names
    price         a NumPy array of 32-bit floats: the column `price`
    waterfront    a tensor of booleans: the column `waterfront`, in which 1 stands for yes and 0 for no

and print both.
"""

# The usual short names.
import ____ as np
import ____ as tf

# The prices, as an array of 32-bit floats.
price = np.array(housing[____], ____)

# Whether the house stands at the water, as booleans.
waterfront = tf.____(housing[____], ____)

# Have a look at both.
print(____)
print(____)
