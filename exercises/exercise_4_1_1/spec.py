"""Exercise 4.1.1: a sequential classifier, from 784 pixels to 4 letters."""

from grader.spec import Activations, Exercise, IsModel, LayerOutputs, Mistake, ParameterCounts, PrintsText

EXERCISE = Exercise(
    title="A sequential model",
    checks=(
        IsModel(name="model", hint="`keras.Sequential` makes an empty model."),
        LayerOutputs(
            name="model",
            points=2,
            hint="The first argument of a dense layer is the number of its units: 16, then 8, then 4.",
        ),
        ParameterCounts(
            name="model",
            points=2,
            hint="A unit has a weight for each number that comes in, and a bias. What comes into the first layer?",
        ),
        Activations(
            name="model",
            points=2,
            hint="The hidden layers take `relu`; the output layer makes four numbers into probabilities.",
        ),
        PrintsText(
            texts=("12,560", "136", "36", "12,732"),
            title="The summary is printed",
            hint="A model prints its own summary; it is a method.",
        ),
    ),
    mistakes=(
        Mistake(
            name="sigmoid-output",
            replace=('Dense(4, activation="softmax")', 'Dense(4, activation="sigmoid")'),
            says="With `sigmoid` the four outputs are independent of each other and need not add up to 1. "
            "One letter of four is wanted.",
        ),
        Mistake(
            name="linear-output",
            replace=(', activation="softmax"', ""),
            says="The output layer has no activation: its four numbers are not probabilities.",
        ),
        Mistake(
            name="hidden-layer-left-out",
            replace=('model.add(keras.layers.Dense(8, activation="relu"))\n', ""),
            says="The second hidden layer, of 8 units, is missing.",
        ),
        Mistake(
            name="hidden-layer-too-wide",
            replace=("Dense(8,", "Dense(16,"),
            says="The second hidden layer has as many units as the first; it should have half of them.",
        ),
        Mistake(
            name="two-sided-input",
            replace=("(784,)", "(28, 28)"),
            says="The model takes pictures of 28 rows. The exercise's pictures come as one row of 784 pixels.",
        ),
    ),
)
