"""Tensors count as well: TensorFlow's memory is the run's."""
# stopped: memory

import tensorflow as tf

held = [tf.fill((64, 1024, 1024), float(number)) for number in range(6)]
print("HARM holds", len(held) * 256, "megabytes")
