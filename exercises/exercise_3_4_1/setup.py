"""Exercise 3.4.1: what makes first values."""

from tensorflow import Variable, ones, random
