"""Exercise 1.2.3: the sums of a (5, 2) tensor by column, by row and in all, and what they say."""

from grader.spec import Chooses, Equivalent, Exercise, HasValue, Mistake

EXERCISE = Exercise(
    title="Sums along dimensions",
    checks=(
        HasValue(
            name="column_sums",
            hint="The second argument of `reduce_sum` is the dimension that disappears. Which one goes when a column is added up?",
        ),
        HasValue(
            name="row_sums",
            hint="There is one sum for each person, so the dimension of the columns disappears.",
        ),
        HasValue(
            name="total",
            hint="Without a dimension, `reduce_sum` adds up everything.",
        ),
        Chooses(
            name="answer",
            points=2,
            because=(
                (1, "172 is the sum of bonds and stocks together; stocks have a column of their own"),
                (2, "4 stands in the bonds column of the third row; look for a larger number in that column"),
                (
                    4,
                    "50 is what the first person holds in stocks alone; the sum of that row has the bonds as well",
                ),
            ),
            hint="Print the three sums and hold each statement against them.",
        ),
    ),
    mistakes=(
        Mistake(
            name="dimensions-swapped",
            replace=("column_sums = reduce_sum(wealth, axis=0)", "column_sums = reduce_sum(wealth, axis=1)"),
            also=(("row_sums = reduce_sum(wealth, axis=1)", "row_sums = reduce_sum(wealth, axis=0)"),),
            says="Rows and columns are the wrong way round. The number that you pass is the dimension that is added up and disappears.",
        ),
        Mistake(
            name="dimension-left-out",
            replace=("column_sums = reduce_sum(wealth, axis=0)", "column_sums = reduce_sum(wealth)"),
            also=(("row_sums = reduce_sum(wealth, axis=1)", "row_sums = reduce_sum(wealth)"),),
            says="All three sums are the total. To sum by column or by row, `reduce_sum` needs to know the dimension.",
        ),
        Mistake(
            name="total-by-column",
            replace=("total = reduce_sum(wealth)", "total = reduce_sum(wealth, axis=0)"),
            says="`total` still has two numbers, one a column. It should be a single number.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=("reduce_sum(wealth, axis=1) -> reduce_sum(wealth, axis=-1)",),
            because="The last of two dimensions is dimension 1.",
        ),
        Equivalent(
            mutants=(
                "print('Columns:', column_sums.numpy()) -> nothing",
                "print('Columns:', column_sums.numpy()) -> print(column_sums.numpy())",
                "print('Columns:', column_sums.numpy()) -> print('Columns:')",
                "print('Columns:', column_sums.numpy()) -> print('Columns:', column_sums)",
                "print('Rows:', row_sums.numpy()) -> nothing",
                "print('Rows:', row_sums.numpy()) -> print(row_sums.numpy())",
                "print('Rows:', row_sums.numpy()) -> print('Rows:')",
                "print('Rows:', row_sums.numpy()) -> print('Rows:', row_sums)",
                "print('All:', total.numpy()) -> nothing",
                "print('All:', total.numpy()) -> print(total.numpy())",
                "print('All:', total.numpy()) -> print('All:')",
                "print('All:', total.numpy()) -> print('All:', total)",
            ),
            because="The stub prints the sums for the learner to choose the statement by. What is judged is the sums and the choice; whoever reads the sums in another way has done the task.",
        ),
    ),
)
