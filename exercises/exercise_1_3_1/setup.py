from numpy import loadtxt
from tensorflow import reshape

gray_tensor = loadtxt("gray_tensor.csv", delimiter=",", skiprows=1)
color_tensor = loadtxt("color_tensor.csv", delimiter=",", skiprows=1).reshape(28, 28, 3)

del loadtxt
