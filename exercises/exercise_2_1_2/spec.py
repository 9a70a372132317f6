"""Exercise 2.1.2: a column as a float32 array, another as a boolean tensor."""

from grader.spec import (
    AnyOf,
    Equivalent,
    Exercise,
    HasDtype,
    HasValue,
    IsArray,
    IsModule,
    IsTensor,
    Mistake,
    PrintsNumbers,
    PrintsText,
)

EXERCISE = Exercise(
    title="Choose the data type",
    files=("kc_house_data.csv",),
    checks=(
        IsModule(name="np", module="numpy", hint="`np` is the usual short name of NumPy."),
        IsModule(name="tf", module="tensorflow", hint="`tf` is the usual short name of TensorFlow."),
        IsArray(name="price", hint="`np.array` turns a column into an array."),
        HasDtype(
            name="price",
            hint="The second argument of `np.array` is the type; its name says how many bits it has.",
        ),
        HasValue(name="price", hint="Which column of `housing` holds the prices?"),
        IsTensor(
            name="waterfront",
            hint="TensorFlow has a function that changes a column's type and gives a tensor.",
        ),
        HasDtype(
            name="waterfront",
            hint="TensorFlow's type for true and false is short: type `tf.bo` and complete it.",
        ),
        HasValue(name="waterfront", hint="Which column of `housing` tells about the water?"),
        PrintsNumbers(title="`price` is printed", hint="Call `print` once for each of the two."),
        AnyOf(
            # `tf.print` shows a boolean tensor in ones and zeros.
            checks=(PrintsText(texts=("False",)), PrintsText(texts=("[0 0 0 ... 0 0 0]",))),
            title="`waterfront` is printed",
            hint="Call `print` once for each of the two.",
        ),
    ),
    mistakes=(
        Mistake(
            name="np-float",
            replace=("np.float32", "np.float"),
            says="`np.float` was only another name for Python's own 64-bit float, and NumPy has taken it away. "
            "Name the number of bits that you want.",
        ),
        Mistake(
            name="float64",
            replace=("np.float32", "np.float64"),
            says="`price` holds 64-bit floats. TensorFlow's usual type is half as wide; ask for 32 bits.",
        ),
        Mistake(
            name="no-dtype",
            replace=('np.array(housing["price"], np.float32)', 'housing["price"]'),
            says="`price` is still a column of the table. Make an array of it, and name the type.",
        ),
        Mistake(
            name="integers",
            replace=("tf.bool", "tf.int32"),
            says="`waterfront` holds the integers 0 and 1. The exercise asks for true and false.",
        ),
        Mistake(
            name="wrong-column",
            replace=('housing["waterfront"]', 'housing["view"]'),
            says="`waterfront` comes from the column `view`, which rates the view. Another column tells about the water.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=("print(waterfront.numpy()) -> print(waterfront)",),
            because="A tensor or a variable may be printed as it is: its values are in the text either way.",
        ),
    ),
)
