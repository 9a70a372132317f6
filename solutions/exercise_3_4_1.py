"""Draws the first values of a network with one hidden layer."""

w1 = Variable(random.normal([23, 7]))
b1 = Variable(ones([7]))

w2 = Variable(random.normal([7, 1]))
b2 = Variable(0.0)
