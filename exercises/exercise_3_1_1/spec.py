"""Exercise 3.1.1: two dense layers out of matrix products, biases and sigmoids."""

from grader.spec import Equivalent, Exercise, HasNumber, HasValue, IsVariable, Mistake, PrintsNumbers

EXERCISE = Exercise(
    title="Two layers by hand",
    checks=(
        IsVariable(name="bias1", hint="Training can change a `Variable` only."),
        HasNumber(name="bias1", hint="One bias serves both nodes: a single number."),
        IsVariable(
            name="weights1", hint="`ones` makes a tensor; `Variable` turns it into something trainable."
        ),
        HasValue(
            name="weights1",
            hint="There is a row for each feature and a column for each node.",
        ),
        HasValue(
            name="product1",
            hint="The features come first: their columns meet the rows of the weights.",
        ),
        HasValue(
            name="dense1",
            points=2,
            hint="Add the bias before the activation function is applied.",
        ),
        IsVariable(name="bias2", hint="Training can change a `Variable` only."),
        HasNumber(name="bias2", hint="The second layer has a bias of its own, a single number as well."),
        IsVariable(
            name="weights2", hint="`ones` makes a tensor; `Variable` turns it into something trainable."
        ),
        HasValue(
            name="weights2",
            hint="The second layer has two inputs and one output.",
        ),
        HasValue(
            name="product2",
            hint="The inputs of the second layer are the outputs of the first.",
        ),
        HasNumber(
            name="prediction",
            points=2,
            hint="The second layer ends like the first: product, plus bias, then the activation.",
        ),
        PrintsNumbers(title="The prediction is printed", hint="Print what `prediction` holds."),
    ),
    mistakes=(
        Mistake(
            name="first-activation-missing",
            replace=("keras.activations.sigmoid(product1 + bias1)", "product1 + bias1"),
            says="`dense1` is the bare sum. Without an activation function two layers are no more than one linear model.",
        ),
        Mistake(
            name="second-activation-missing",
            replace=("keras.activations.sigmoid(product2 + bias2)", "product2 + bias2"),
            says="`prediction` is the bare sum, which is no probability. The output goes through the sigmoid as well.",
        ),
        Mistake(
            name="second-bias-missing",
            replace=("sigmoid(product2 + bias2)", "sigmoid(product2)"),
            says="`bias2` is there, but the prediction does not use it.",
        ),
        Mistake(
            name="weights-turned",
            replace=("ones((3, 2))", "ones((2, 3))"),
            says="`weights1` lies on its side: three features need three rows of weights.",
        ),
        Mistake(
            name="weights-are-no-variables",
            replace=("weights1 = Variable(ones((3, 2)))", "weights1 = ones((3, 2))"),
            also=(("weights2 = Variable(ones((2, 1)))", "weights2 = ones((2, 1))"),),
            says="The weights are fixed tensors. Wrap them in `Variable`, or no training can change them.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=("print(prediction.numpy()) -> print(prediction)",),
            because="A tensor or a variable may be printed as it is: its values are in the text either way.",
        ),
    ),
)
