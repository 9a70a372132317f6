"""What a run does to its own copy of Python, NumPy and TensorFlow is done to no other."""

import builtins
import ctypes
import os
import sys

import numpy as np
import tensorflow as tf

tf.Variable = tf.constant = np.array = lambda *values, **settings: None
tf.config.run_functions_eagerly(True)
tf.keras.backend.set_floatx("float16")
np.seterr(all="raise")
builtins.print = builtins.compile = builtins.exec = lambda *texts, **settings: None
os.environ["TF_USE_LEGACY_KERAS"] = "0"
sys.modules.clear()
sys.path[:] = []
ctypes.memset(id(2) + 24, 3, 1)  # two is three from now on
os.umask(0o777)
