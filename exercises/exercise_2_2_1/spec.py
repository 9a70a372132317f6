"""Exercise 2.2.1: the mean squared and the mean absolute error of given predictions."""

from grader.spec import AnyOf, Equivalent, Exercise, HasValue, Imports, Mistake, PrintsNumbers

EXERCISE = Exercise(
    title="Two loss functions",
    files=("loss_price.csv",),
    checks=(
        AnyOf(
            checks=(Imports(module="tensorflow"), Imports(module="keras"), Imports(module="tf_keras")),
            title="`keras` is imported from TensorFlow",
            hint="`from ... import ...` takes one name out of a package.",
        ),
        HasValue(
            name="loss",
            title="`loss` is the mean absolute error in the end",
            points=2,
            hint="`keras.losses` has short names for both errors: three letters each.",
        ),
        PrintsNumbers(
            rtol=1e-4,
            title="Both errors are printed, the squared one first",
            points=2,
            hint="Print `loss` after each of the two computations; the second one takes the first one's place.",
        ),
    ),
    mistakes=(
        Mistake(
            name="squared-twice",
            replace=("losses.mae", "losses.mse"),
            says="Both values are the mean squared error. For the second one the differences are not squared: "
            "only their sign goes.",
        ),
        Mistake(
            name="absolute-twice",
            replace=("losses.mse", "losses.mae"),
            says="Both values are the mean absolute error. The first one should square the differences.",
        ),
        Mistake(
            name="percentage",
            replace=("losses.mae", "losses.mape"),
            says="The second value is the mean absolute error in percent of the price. It should be in dollars.",
        ),
        Mistake(
            name="compared-with-itself",
            replace=("mae(price, predictions)", "mae(price, price)"),
            says="The prices are compared with themselves, so the error is zero. Compare them with the predictions.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=(
                "loss = keras.losses.mse(price, predictions) -> loss = keras.losses.mse(predictions, price)",
                "loss = keras.losses.mae(price, predictions) -> loss = keras.losses.mae(predictions, price)",
            ),
            because="Both errors measure a distance, and a distance is the same from either end.",
        ),
        Equivalent(
            mutants=(
                "print(loss.numpy()) -> print(loss)",
                "print(loss.numpy()) -> print(loss) (2)",
            ),
            because="A tensor or a variable may be printed as it is: its values are in the text either way.",
        ),
    ),
)
