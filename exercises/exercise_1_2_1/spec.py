"""Exercise 1.2.1: element-wise products of two tensors, (4,) and (2, 3), with ones."""

from grader.spec import Equivalent, Exercise, HasValue, IsTensor, Mistake, PrintsNumbers

EXERCISE = Exercise(
    title="Element-wise products",
    checks=(
        IsTensor(
            name="A1",
            hint="Put the list into a call that makes a constant.",
        ),
        HasValue(
            name="A1",
            hint="`A1` has one dimension: one flat list of four numbers.",
        ),
        IsTensor(
            name="A23",
            hint="Put the nested list into a call that makes a constant.",
        ),
        HasValue(
            name="A23",
            hint="A tensor of two dimensions is written as a list of its rows, and each row is a list.",
        ),
        HasValue(
            name="B1",
            hint="Which of the imported functions copies a shape and fills it with ones?",
        ),
        HasValue(
            name="B23",
            hint="Take the shape from `A23`, as you took that of `B1` from `A1`.",
        ),
        HasValue(
            name="C1",
            points=2,
            hint="Multiply the tensors whose names end in 1.",
        ),
        HasValue(
            name="C23",
            points=2,
            hint="Multiply the tensors whose names end in 23.",
        ),
        PrintsNumbers(
            title="`C1` and `C23` are printed",
            hint="Print `C1` first, then `C23`.",
        ),
    ),
    mistakes=(
        Mistake(
            name="columns-for-rows",
            replace=("[[1, 2, 3], [1, 6, 4]]", "[[1, 1], [2, 6], [3, 4]]"),
            says="Your `A23` has three rows of two numbers. Each inner list is a row, not a column.",
        ),
        Mistake(
            name="added",
            replace=("multiply(A1, B1)", "A1 + B1"),
            also=(("multiply(A23, B23)", "A23 + B23"),),
            says="You added the tensors: every number has grown by one. A product with ones leaves numbers as they are.",
        ),
        Mistake(
            name="squared",
            replace=("multiply(A1, B1)", "multiply(A1, A1)"),
            also=(("multiply(A23, B23)", "multiply(A23, A23)"),),
            says="You multiplied each tensor by itself. The second factor should be the tensor of ones.",
        ),
        Mistake(
            name="shapes-mixed",
            replace=("multiply(A23, B23)", "multiply(A23, B1)"),
            says="The two factors of `C23` have different shapes. Each number needs a partner in the same place.",
        ),
        Mistake(
            name="same-ones-twice",
            replace=("ones_like(A23)", "ones_like(A1)"),
            says="`B23` has the shape of `A1`. It is to be multiplied by `A23`, so it needs the shape of `A23`.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=(
                "C1 = multiply(A1, B1) -> C1 = multiply(B1, A1)",
                "C23 = multiply(A23, B23) -> C23 = multiply(B23, A23)",
            ),
            because="A product is the same in either order.",
        ),
        Equivalent(
            mutants=(
                "C1 = multiply(A1, B1) -> C1 = A1",
                "C23 = multiply(A23, B23) -> C23 = A23",
            ),
            because="A product with ones is the tensor itself. How it came about cannot be seen from it, and the task leaves the form free: `multiply`, `*`, or any other.",
        ),
        Equivalent(
            mutants=(
                "print('C1:', C1.numpy()) -> print(C1.numpy())",
                "print('C23:', C23.numpy()) -> print(C23.numpy())",
            ),
            because="The words beside a printed number are free; only the numbers are asked for.",
        ),
        Equivalent(
            mutants=(
                "print('C1:', C1.numpy()) -> print('C1:', C1)",
                "print('C23:', C23.numpy()) -> print('C23:', C23)",
            ),
            because="A tensor or a variable may be printed as it is: its values are in the text either way.",
        ),
    ),
)
