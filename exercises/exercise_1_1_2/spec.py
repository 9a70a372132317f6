"""Exercise 1.1.2: a variable of four whole numbers, and its values as an array."""

from grader.spec import Equivalent, Exercise, HasDtype, HasValue, IsArray, IsVariable, Mistake, PrintsNumbers

EXERCISE = Exercise(
    title="A variable and its array",
    checks=(
        IsVariable(
            name="A1",
            points=2,
            hint="The set-up has imported one name for you. Call it.",
        ),
        HasDtype(
            name="A1",
            hint="Whole numbers are written without a decimal point, and a list of them needs no data type.",
        ),
        HasValue(
            name="A1",
            hint="Give the variable one flat list of the four numbers.",
        ),
        IsArray(
            name="B1",
            hint="Every variable has a method, named after the package, that returns its values.",
        ),
        HasValue(
            name="B1",
            hint="Take the values from `A1`, unchanged.",
        ),
        PrintsNumbers(
            title="`A1` and `B1` are printed",
            hint="Print the variable first, then the array.",
        ),
    ),
    mistakes=(
        Mistake(
            name="constant-for-variable",
            replace=("A1 = Variable(", "from tensorflow import constant\n\nA1 = constant("),
            says="`A1` is a constant: its values can never change. Here it should be a variable.",
        ),
        Mistake(
            name="floats",
            replace=("[1, 2, 3, 4]", "[1.0, 2.0, 3.0, 4.0]"),
            says="`A1` holds floats. The exercise asks for whole numbers; one decimal point is enough to turn them all into floats.",
        ),
        Mistake(
            name="two-dimensions",
            replace=("[1, 2, 3, 4]", "[[1, 2, 3, 4]]"),
            says="`A1` has two dimensions: a table of one row. Each pair of brackets adds a dimension, and one is asked for.",
        ),
        Mistake(
            name="not-converted",
            replace=("B1 = A1.numpy()", "B1 = A1"),
            says="`B1` is a second name for the variable. The exercise asks for an array of its values.",
        ),
        Mistake(
            name="method-not-called",
            replace=("B1 = A1.numpy()", "B1 = A1.numpy"),
            says="`B1` is the method itself. A method does its work when it is called, with parentheses.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=(
                "print('A1:', *A1.numpy()) -> print(*A1.numpy())",
                "print('B1:', B1) -> print(B1)",
            ),
            because="The words beside a printed number are free; only the numbers are asked for.",
        ),
        Equivalent(
            mutants=("print('A1:', *A1.numpy()) -> print('A1:', *A1)",),
            because="A variable may be printed element by element, each as a tensor: its numbers are in the text.",
        ),
    ),
)
