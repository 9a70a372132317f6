from tensorflow import constant, multiply, ones_like
