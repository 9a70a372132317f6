"""Find the slope of a parabola with a gradient tape."""


def compute_gradient(x0):
    x = Variable(x0)
    with GradientTape() as tape:
        y = multiply(x, x)
    return tape.gradient(y, x).numpy()


for place in (-1.0, 1.0, 0.0):
    print(compute_gradient(place))
