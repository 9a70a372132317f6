"""Exercise 1.3.2: the slope of y = x * x at any x, from a gradient tape."""

from grader.spec import AvoidsOperator, Calls, Equivalent, Exercise, Mistake, PrintsNumbers, Returns, call

EXERCISE = Exercise(
    title="Slopes from a gradient tape",
    checks=(
        Returns(
            function="compute_gradient",
            calls=(call(-1.0), call(1.0), call(0.0)),
            hidden=(call(3.5), call(-0.25), call(40.0)),
            points=2,
            hint="Ask the tape for the gradient of `y`, with respect to `x`.",
        ),
        Calls(
            functions=("tensorflow.multiply",),
            hint="`y` is a product. One of the imported functions makes it.",
        ),
        Calls(
            functions=(
                "tensorflow.GradientTape",
                "tensorflow.gradients",
                "tensorflow.autodiff.ForwardAccumulator",
            ),
            title="A gradient tape is used",
            hint="Compute `y` while a tape runs. The tape works out the slope, whatever the loss is.",
        ),
        AvoidsOperator(
            operators=("*", "**"),
            within="compute_gradient",
            title="`compute_gradient` does without the operators `*` and `**`",
            hint="Let a function of TensorFlow do what the operator does.",
        ),
        PrintsNumbers(
            title="The slopes at -1, 1 and 0 are printed",
            hint="Print what the function returns at -1.0, then at 1.0, then at 0.0.",
        ),
    ),
    mistakes=(
        Mistake(
            name="operator",
            replace=("multiply(x, x)", "x * x"),
            says="The slopes are right. But this exercise is about TensorFlow's own operation, so do without the operator.",
        ),
        Mistake(
            name="by-hand",
            replace=(
                "    with GradientTape() as tape:\n        y = multiply(x, x)\n    return tape.gradient(y, x).numpy()",
                "    return 2.0 * x0",
            ),
            says="The slopes are right, but you worked out the formula yourself. Let a gradient tape do it: that works for any loss.",
        ),
        Mistake(
            name="loss-for-slope",
            replace=("tape.gradient(y, x)", "y"),
            says="Your function returns y, not its slope. The tape has recorded how y came about: ask it.",
        ),
        Mistake(
            name="nothing-recorded",
            replace=("multiply(x, x)", "multiply(x0, x0)"),
            says="The tape found no way from `x` to `y`, so the gradient is None. Compute y from the variable, while the tape runs, and ask for the gradient of y with respect to x.",
        ),
        Mistake(
            name="doubled",
            replace=("multiply(x, x)", "multiply(x, 2.0)"),
            says="Your slope is 2 everywhere: you doubled x. To square it, multiply it by itself.",
        ),
        Mistake(
            name="fixed-factor",
            replace=("multiply(x, x)", "multiply(x, x0)"),
            says="Your slopes are half of what they should be. The tape follows `x` only, so both factors have to be `x`.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=("return tape.gradient(y, x).numpy() -> return tape.gradient(y, x)",),
            because="The slope may be returned as a tensor: it is the same number.",
        ),
        Equivalent(
            mutants=("for place in (-1.0, 1.0, 0.0): -> for place in (-1.0, 1.0, -0.0):",),
            because="-0.0 is 0.0.",
        ),
    ),
)
