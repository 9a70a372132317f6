"""An object with the name of an estimator is none, wherever its checkpoints lie."""
# part: exercise_4_3_2
# limits: training

class Estimator:
    __module__ = "tensorflow_estimator.python.estimator.estimator"


class LinearRegressor(Estimator):
    __module__ = "tensorflow_estimator.python.estimator.canned.linear"
    model_dir = "linear"

    def train(self, input_fn, steps):
        return self


model = LinearRegressor().train(input_fn, steps=1).train(input_fn, steps=2)
