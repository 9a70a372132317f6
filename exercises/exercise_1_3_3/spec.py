"""Exercise 1.3.3: a 3 by 3 picture, classified by a model of three weights."""

from grader.spec import Equivalent, Exercise, HasValue, Mistake, PrintsNumbers

EXERCISE = Exercise(
    title="A K or an X?",
    checks=(
        HasValue(
            name="model",
            title="`model` is a column of the three weights",
            hint="The new shape names the rows first, then the columns.",
        ),
        HasValue(
            name="output",
            points=2,
            hint="In a matrix product the order counts: the picture comes first, the column of weights second.",
        ),
        HasValue(
            name="prediction",
            points=2,
            hint="Add up everything in `output`, over all of its dimensions.",
        ),
        PrintsNumbers(
            title="`prediction` is printed",
            hint="Print what `prediction` holds.",
        ),
    ),
    mistakes=(
        Mistake(
            name="model-still-a-row",
            replace=("(3, 1)", "(1, 3)"),
            says="`model` is still a row. A picture of three columns can be multiplied by a matrix of three rows only.",
        ),
        Mistake(
            name="element-wise",
            replace=("matmul(letter, model)", "letter * model"),
            says="You multiplied element by element: the model weighs whole rows of the picture. A matrix product gives one score a row.",
        ),
        Mistake(
            name="factors-swapped",
            replace=("matmul(letter, model)", "matmul(model, letter)"),
            says="The factors do not fit in this order: the first needs as many columns as the second has rows.",
        ),
        Mistake(
            name="one-dimension-only",
            replace=("reduce_sum(output)", "reduce_sum(output, 0)"),
            says="`prediction` still has a dimension. Add up over all of them and a single number is left.",
        ),
        Mistake(
            name="nothing-added-up",
            replace=("reduce_sum(output)", "reduce_sum(output, 1)"),
            says="`prediction` still has a number for each row of the picture. Add up over all dimensions.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=("reshape(model, (3, 1)) -> reshape(model, (3, -1))",),
            because="A side of -1 is worked out by `reshape`, and there is one column left.",
        ),
        Equivalent(
            mutants=("print(prediction.numpy()) -> print(prediction)",),
            because="A tensor or a variable may be printed as it is: its values are in the text either way.",
        ),
    ),
)
