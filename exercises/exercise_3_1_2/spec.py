"""Exercise 3.1.2: a dense layer on five examples at once."""

from grader.spec import Exercise, HasShape, HasValue, Mistake, PrintsNumbers

EXERCISE = Exercise(
    title="One layer, many borrowers",
    checks=(
        HasShape(name="products1", hint="There is a row for each borrower and a column for each node."),
        HasValue(
            name="products1",
            hint="A matrix product multiplies rows of the first by columns of the second.",
        ),
        HasValue(
            name="dense1",
            points=2,
            hint="The bias is added to every product; then comes the activation function.",
        ),
        PrintsNumbers(
            title="Four shapes are printed",
            hint="Every array, tensor and variable knows its `shape`. Mind the order.",
        ),
    ),
    mistakes=(
        Mistake(
            name="bias-missing",
            replace=("sigmoid(products1 + bias1)", "sigmoid(products1)"),
            says="`dense1` lacks the bias: it is added to the products before the activation.",
        ),
        Mistake(
            name="bias-outside",
            replace=("sigmoid(products1 + bias1)", "sigmoid(products1) + bias1"),
            says="The bias is added behind the sigmoid, so that `dense1` may leave the interval from 0 to 1. Add it before.",
        ),
        Mistake(
            name="activation-missing",
            replace=("keras.activations.sigmoid(products1 + bias1)", "products1 + bias1"),
            says="`dense1` has no activation: it is the bare sum of products and bias.",
        ),
        Mistake(
            name="relu",
            replace=("activations.sigmoid", "activations.relu"),
            says="The activation is relu; this layer uses the sigmoid.",
        ),
        Mistake(
            name="factors-swapped",
            replace=("matmul(borrower_features, weights1)", "matmul(weights1, borrower_features)"),
            says="The factors do not fit in this order: the two columns of the weights do not meet five borrowers.",
        ),
        Mistake(
            name="other-shape-printed",
            replace=("print(dense1.shape)", "print(products1[0].shape)"),
            says="The layer is right. The last shape to print is that of the whole of `dense1`.",
        ),
    ),
)
