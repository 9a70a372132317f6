"""Exercise 3.4.3: 100 steps on four variables, and predictions for a test set.

The first values are given and dropout lets everything pass, so the training takes the same course each time; the bands
are wide enough for another order of operations, and far narrower than what a variable moves.
"""

from grader.spec import (
    TRAINING,
    DrawsFigure,
    Exercise,
    HasShape,
    HasValue,
    InRange,
    IsOptimizer,
    Mistake,
    PrintsNumbers,
)

EXERCISE = Exercise(
    title="Train the network",
    files=("uci_credit_card.csv",),
    limits=TRAINING,
    checks=(
        IsOptimizer(
            name="opt",
            title="`opt` has taken 100 steps",
            hint="The optimizer is there already; count how often the loop calls its `minimize`.",
        ),
        HasValue(
            name="w1",
            atol=0.05,
            title="`w1` is trained",
            hint="`minimize` changes the variables in `var_list`, and no others.",
        ),
        HasValue(
            name="b1",
            atol=0.05,
            title="`b1` is trained",
            hint="Biases are trained with the weights.",
        ),
        HasValue(
            name="w2",
            atol=0.05,
            title="`w2` is trained",
            hint="The output layer has weights of its own.",
        ),
        HasValue(
            name="b2",
            atol=0.05,
            title="`b2` is trained",
            hint="Four variables belong in `var_list`; this is the last of them.",
        ),
        HasShape(
            name="model_predictions", hint="There is a prediction for each card holder of the test set."
        ),
        InRange(
            name="model_predictions", low=0.0, high=1.0, hint="The network's predictions are probabilities."
        ),
        HasValue(
            name="model_predictions",
            atol=0.05,
            points=2,
            title="`model_predictions` is what the trained network predicts",
            hint="Call `model` behind the loop, with the variables and the features of the test set.",
        ),
        DrawsFigure(title="The confusion matrix is drawn", hint="Call `confusion_matrix` at the end."),
        PrintsNumbers(
            rtol=0.02,
            atol=4,
            title="The confusion matrix counts the right predictions",
            hint="The targets come first, then the predictions, both of the test set.",
        ),
    ),
    mistakes=(
        Mistake(
            name="ten-steps",
            replace=("range(100)", "range(10)"),
            says="The training ends after ten steps. Take 100.",
        ),
        Mistake(
            name="output-layer-left-out",
            replace=("var_list=[w1, b1, w2, b2]", "var_list=[w1, b1]"),
            says="Only the hidden layer was trained. The weights and the bias of the output layer belong in `var_list`.",
        ),
        Mistake(
            name="biases-left-out",
            replace=("var_list=[w1, b1, w2, b2]", "var_list=[w1, w2]"),
            says="Only the weights were trained. The biases belong in `var_list` as well.",
        ),
        Mistake(
            name="predictions-on-training-data",
            replace=("model(w1, b1, w2, b2, test_features)", "model(w1, b1, w2, b2)"),
            says="The predictions are for the data that the network was trained on. Give `model` the test features.",
        ),
        Mistake(
            name="arguments-swapped",
            replace=(
                "confusion_matrix(test_targets, model_predictions)",
                "confusion_matrix(model_predictions, test_targets)",
            ),
            says="The network is trained, but the confusion matrix is turned: the targets come first.",
        ),
        Mistake(
            name="trained-on-the-test-set",
            replace=(
                "loss_function(w1, b1, w2, b2)",
                "loss_function(w1, b1, w2, b2, test_features, test_targets)",
            ),
            says="The network was trained on the test set, so that the test tells nothing. Leave the data to the defaults.",
        ),
    ),
)
