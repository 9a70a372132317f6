"""Exercise 2.4.1: what the model is made of; the data comes later, in batches."""

from tensorflow import Variable, float32, keras
