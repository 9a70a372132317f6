"""What only stands in comments and texts is not called."""
# part: exercise_1_3_2

# with GradientTape() as tape: multiply(x, x)
"""multiply(GradientTape())"""
used = "multiply(x, x); GradientTape()"
multiply, GradientTape


def compute_gradient(x0):
    "GradientTape().gradient(multiply(x0, x0))"
    return x0 + x0


print(compute_gradient(-1.0), compute_gradient(1.0), compute_gradient(0.0))
