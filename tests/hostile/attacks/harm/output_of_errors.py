"""Errors printed without an end, by TensorFlow and in one piece, are cut."""
# stopped: output

import sys

import tensorflow as tf

for _ in range(100):
    tf.print("x" * 10_000)
sys.stderr.write("x" * 100_000_000)
