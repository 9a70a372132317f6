"""Exercise 1.3.1: two pictures, 28 by 28 and 28 by 28 by 3, as columns of 784 and 2352 numbers."""

from grader.spec import Equivalent, Exercise, HasShape, HasValue, Mistake

EXERCISE = Exercise(
    title="Images as vectors",
    files=("gray_tensor.csv", "color_tensor.csv"),
    checks=(
        HasShape(
            name="gray_vector",
            hint="The new shape has two sides: the count of all pixels, and 1.",
        ),
        HasValue(
            name="gray_vector",
            points=2,
            hint="Reshaping moves no number: give `reshape` the picture as it is.",
        ),
        HasShape(
            name="color_vector",
            hint="Each pixel of the color picture has three numbers, and all of them go into the column.",
        ),
        HasValue(
            name="color_vector",
            points=2,
            hint="Reshaping moves no number: give `reshape` the picture as it is.",
        ),
    ),
    mistakes=(
        Mistake(
            name="flat",
            replace=("(28 * 28, 1)", "(28 * 28,)"),
            also=(("(28 * 28 * 3, 1)", "(28 * 28 * 3,)"),),
            says="Your vectors have one dimension. A column has two: many rows, and 1 column.",
        ),
        Mistake(
            name="rows-for-columns",
            replace=("(28 * 28, 1)", "(1, 28 * 28)"),
            also=(("(28 * 28 * 3, 1)", "(1, 28 * 28 * 3)"),),
            says="Your vectors are single rows. The first number of a shape counts the rows, the second the columns.",
        ),
        Mistake(
            name="channels-kept",
            replace=("(28 * 28 * 3, 1)", "(28 * 28, 3)"),
            says="`color_vector` still has a column for each of red, green and blue. It should have one column for all.",
        ),
        Mistake(
            name="same-picture-twice",
            replace=("reshape(color_tensor, (28 * 28 * 3, 1))", "reshape(gray_tensor, (28 * 28, 1))"),
            says="`color_vector` is made of the gray picture.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=(
                "reshape(gray_tensor, (28 * 28, 1)) -> reshape(gray_tensor, (28 * 28, -1))",
                "reshape(color_tensor, (28 * 28 * 3, 1)) -> reshape(color_tensor, (28 * 28 * 3, -1))",
            ),
            because="A side of -1 is worked out by `reshape`, and there is one column left.",
        ),
    ),
)
