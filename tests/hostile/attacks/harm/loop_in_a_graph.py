"""A loop without an end inside TensorFlow is stopped."""
# limits: quick
# stopped: wall_time

import tensorflow as tf


@tf.function
def forever():
    return tf.while_loop(lambda number: True, lambda number: [number + 1], [0])


forever()
