"""Exercise 3.4.2: a network with one hidden layer, and its binary cross-entropy, as functions.

Dropout lets everything pass outside of Keras's own training, so what the functions return is fixed. A loss function
that forgets its `features` is let pass, as it is common in courses: no call gives it other features.
"""

from grader.spec import (
    Equivalent,
    Exercise,
    Given,
    HasParameters,
    Mistake,
    PassesNumber,
    Returns,
    ReturnsOnAverage,
    call,
    tensor,
    variable,
)

EXERCISE = Exercise(
    title="A network and its loss",
    files=("uci_credit_card.csv",),
    checks=(
        HasParameters(
            function="model",
            hint="The four variables have no default; only the features do.",
        ),
        Returns(
            function="model",
            points=2,
            calls=(
                call(
                    tensor([[1.0, -1.0, 0.5], [0.5, 1.0, -2.0]]),
                    tensor([0.25, -0.5, 1.0]),
                    tensor([[1.0], [-2.0], [0.5]]),
                    tensor(-0.25),
                    tensor([[1.0, 0.0], [0.0, 1.0], [-1.0, 2.0]]),
                ),
            ),
            hidden=(
                call(Given("w1"), Given("b1"), Given("w2"), Given("b2")),
                call(
                    variable([[0.4, -0.3], [-0.2, 0.9], [0.7, 0.1]]),
                    variable([0.1, -0.6]),
                    variable([[1.5], [-0.8]]),
                    variable([0.3]),
                    tensor([[1.0, 2.0, 3.0], [-1.0, 0.5, -2.0], [0.0, -3.0, 1.0], [4.0, 0.0, -1.0]]),
                ),
            ),
            rtol=1e-4,
            atol=1e-5,
            hint="Try it with small numbers by hand: which values does relu set to 0, and is each bias added?",
        ),
        PassesNumber(
            function="tensorflow.keras.layers.Dropout",
            keyword="rate",
            within="model",
            title="`model` has a dropout layer with the right share",
            hint="The dropout layer stands between the two products; its first argument is the share to leave out.",
        ),
        HasParameters(
            function="loss_function",
            hint="The order is the four variables, features, targets; the last two have defaults.",
        ),
        ReturnsOnAverage(
            function="loss_function",
            points=2,
            # Small weights: near 0 and 1 Keras clips a probability, unless it comes from its own sigmoid.
            hidden=(
                call(
                    variable([[0.03, -0.02, 0.01, 0.04, -0.05, 0.02, -0.01]] * 23),
                    variable([0.5, -0.1, 0.2, 0.3, -0.4, 0.1, 0.6]),
                    variable([[0.2], [-0.4], [0.6], [0.1], [-0.3], [0.5], [-0.2]]),
                    variable([0.1]),
                ),
                call(
                    variable([[-0.02, 0.05, 0.03, -0.01, 0.02, -0.04, 0.01]] * 23),
                    variable([0.1] * 7),
                    variable([[0.7], [-0.2], [0.4], [0.3], [-0.6], [0.2], [0.5]]),
                    variable([-0.2]),
                    Given("borrower_features"),
                    tensor([[0.0], [1.0], [1.0]] * 1000),
                ),
            ),
            rtol=1e-3,
            title="`loss_function` returns the right loss",
            hint="Compute the predictions with `model`, then compare: the targets come first.",
        ),
    ),
    mistakes=(
        Mistake(
            name="mean-squared-error",
            replace=("losses.binary_crossentropy", "losses.mse"),
            says="The loss is the mean squared error. Probabilities are judged by the binary cross-entropy.",
        ),
        Mistake(
            name="targets-second",
            replace=(
                "binary_crossentropy(targets, predictions)",
                "binary_crossentropy(predictions, targets)",
            ),
            says="Targets and predictions have changed places. The cross-entropy takes the targets first.",
        ),
        Mistake(
            name="no-relu",
            replace=("keras.activations.relu(matmul(features, w1) + b1)", "matmul(features, w1) + b1"),
            says="The hidden layer has no activation: negative values should become 0.",
        ),
        Mistake(
            name="sigmoid-at-first",
            replace=("activations.relu", "activations.sigmoid"),
            says="The hidden layer uses the sigmoid. It should use relu; the sigmoid is for the output.",
        ),
        Mistake(
            name="no-sigmoid",
            replace=("keras.activations.sigmoid(matmul(dropout, w2) + b2)", "matmul(dropout, w2) + b2"),
            says="The output layer has no activation, so the predictions are no probabilities.",
        ),
        Mistake(
            name="bias-outside",
            replace=("relu(matmul(features, w1) + b1)", "relu(matmul(features, w1)) + b1"),
            says="`b1` is added behind relu. It belongs to the sum that relu is applied to.",
        ),
        Mistake(
            name="output-bias-missing",
            replace=("matmul(dropout, w2) + b2", "matmul(dropout, w2)"),
            says="`b2` is not used. The output layer has a bias as well.",
        ),
        Mistake(
            name="features-fixed",
            replace=("matmul(features, w1)", "matmul(borrower_features, w1)"),
            says="`model` always uses `borrower_features`, whatever `features` it is given.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=("predictions = model(w1, b1, w2, b2, features) -> predictions = model(w1, b1, w2, b2)",),
            because="Courses commonly leave the features to the default of `model` here. The training of the next part gives no others, and the loss is then the same.",
        ),
    ),
)
