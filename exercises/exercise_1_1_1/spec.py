"""Exercise 1.1.1: an array of credit card data, 30,000 by 4, as a constant tensor."""

from grader.spec import (
    Equivalent,
    Exercise,
    HasDtype,
    HasShape,
    HasValue,
    Imports,
    IsTensor,
    Mistake,
    PrintsNumbers,
    PrintsText,
)

EXERCISE = Exercise(
    title="Data as constants",
    files=("credit.csv",),
    checks=(
        Imports(
            module="tensorflow",
            hint="Start with a line of the form `from package import name`. TensorFlow's package is in lower case.",
        ),
        IsTensor(
            name="credit_constant",
            hint="Call the function that you imported, and give it the array.",
        ),
        HasDtype(
            name="credit_constant",
            hint="Leave the data type out of the call: a constant then keeps the type of the array.",
        ),
        HasShape(
            name="credit_constant",
            hint="Pass the whole array on, neither sliced nor turned. Compare with `credit_numpy.shape`.",
        ),
        HasValue(
            name="credit_constant",
            points=2,
            hint="The constant should hold what `credit_numpy` holds. Pass the array itself, without quotes.",
        ),
        PrintsText(
            texts=("float64",),
            title="The data type is printed",
            hint="A tensor knows its data type: look at its attributes.",
        ),
        PrintsNumbers(
            title="The shape is printed",
            hint="A tensor knows its shape: look at its attributes.",
        ),
    ),
    mistakes=(
        Mistake(
            name="variable-for-constant",
            replace=("from tensorflow import constant", "from tensorflow import Variable"),
            also=(("= constant(credit_numpy)", "= Variable(credit_numpy)"),),
            says="`credit_constant` is a variable, which can be changed later. This exercise asks for a constant, which cannot.",
        ),
        Mistake(
            name="still-an-array",
            replace=("= constant(credit_numpy)", "= credit_numpy"),
            says="`credit_constant` is still the NumPy array. It becomes a tensor when it goes through TensorFlow's function.",
        ),
        Mistake(
            name="single-precision",
            replace=("constant(credit_numpy)", 'constant(credit_numpy, dtype="float32")'),
            says="The array holds 64-bit floats, your constant 32-bit ones. Nothing in this exercise asks to change the data type.",
        ),
        Mistake(
            name="shape-as-size",
            replace=("credit_constant.shape", "len(credit_constant)"),
            says="You printed the number of rows. The shape tells more: one number for each dimension.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=(
                "print('Data type:', credit_constant.dtype) -> print(credit_constant.dtype)",
                "print('Shape:', credit_constant.shape) -> print(credit_constant.shape)",
            ),
            because="The words beside what is printed are free; the type and the shape are asked for.",
        ),
    ),
)
