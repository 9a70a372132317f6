"""Exercise 2.3.2: a line trained by Adam, 100 steps."""

from grader.spec import DrawsFigure, Equivalent, Exercise, HasValue, IsOptimizer, Mistake, PrintsNumbers

EXERCISE = Exercise(
    title="Train a line",
    files=("kc_house_data.csv",),
    checks=(
        IsOptimizer(
            name="opt",
            points=2,
            title="`opt` is Adam with the right learning rate, and has taken 100 steps",
            hint="The learning rate is the optimizer's first argument; count how often the loop calls `minimize`.",
        ),
        HasValue(
            name="intercept",
            rtol=1e-4,
            title="`intercept` is trained",
            hint="`minimize` changes the variables in `var_list`, and no others.",
        ),
        HasValue(
            name="slope",
            rtol=1e-4,
            atol=1e-5,
            title="`slope` is trained",
            hint="`minimize` changes the variables in `var_list`, and no others.",
        ),
        PrintsNumbers(
            title="Ten losses are printed",
            hint="Print after the step; `%` gives the remainder of a division.",
        ),
        DrawsFigure(hint="Call `plot_results` once, behind the loop, with the intercept first."),
    ),
    mistakes=(
        Mistake(
            name="low-learning-rate",
            replace=("Adam(0.5)", "Adam(0.05)"),
            says="The learning rate is 0.05, a tenth of what it should be: the line is still on its way after 100 steps.",
        ),
        Mistake(
            name="default-learning-rate",
            replace=("Adam(0.5)", "Adam()"),
            says="Without an argument Adam's learning rate is 0.001, far too small for 100 steps. Set it.",
        ),
        Mistake(
            name="other-optimizer",
            replace=("optimizers.Adam(", "optimizers.SGD("),
            says="Plain gradient descent with such a learning rate runs away from the minimum. The exercise asks for Adam.",
        ),
        Mistake(
            name="ten-steps",
            replace=("range(100)", "range(10)"),
            says="The loop ends after ten steps. It should take 100 and show every tenth loss.",
        ),
        Mistake(
            name="intercept-left-out",
            replace=("var_list=[intercept, slope]", "var_list=[slope]"),
            says="Only the slope was trained. Both variables belong in `var_list`.",
        ),
        Mistake(
            name="slope-left-out",
            replace=("var_list=[intercept, slope]", "var_list=[intercept]"),
            says="Only the intercept was trained. Both variables belong in `var_list`.",
        ),
        Mistake(
            name="other-steps-printed",
            replace=("% 10 == 0", "% 10 == 9"),
            says="The line is trained rightly, but the losses are those of steps 10, 20, 30 and so on. "
            "Begin with the first step.",
        ),
        Mistake(
            name="plot-arguments-swapped",
            replace=("plot_results(intercept, slope)", "plot_results(slope, intercept)"),
            says="The training is right; `plot_results` takes the intercept first, then the slope.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=("if step % 10 == 0: -> if step % -10 == 0:",),
            because="The multiples of -10 are those of 10.",
        ),
        Equivalent(
            mutants=(
                "print(loss_function(intercept, slope).numpy()) -> print(loss_function(intercept, slope))",
            ),
            because="A tensor or a variable may be printed as it is: its values are in the text either way.",
        ),
    ),
)
