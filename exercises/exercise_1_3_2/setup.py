from tensorflow import GradientTape, Variable, multiply
