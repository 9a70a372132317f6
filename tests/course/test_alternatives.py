"""Right answers written otherwise than the reference solution: each earns everything."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

from grader.results import Outcome

if TYPE_CHECKING:
    from grader.catalogue import Course
    from tests.support import GradeOnce


def _answer(part: str, words: str, source: str) -> object:
    return pytest.param(f"exercise_{part}", textwrap.dedent(source), id=f"{part}-{words}")


ANSWERS = [
    _answer(
        "1_1_1",
        "tf-prefix",
        """
        import tensorflow as tf
        credit_constant = tf.constant(credit_numpy)
        print(credit_constant.dtype, credit_constant.shape)
    """,
    ),
    _answer(
        "1_1_1",
        "other-name-and-tf-print",
        """
        import tensorflow
        from tensorflow import constant as make
        credit_constant = make(value=credit_numpy)
        tensorflow.print("type", credit_constant.dtype)
        tensorflow.print("shape", tensorflow.shape(credit_constant))
    """,
    ),
    _answer(
        "1_1_1",
        "extra-lines",
        """
        import numpy as np
        from tensorflow import constant, float64
        print("Let us begin! 1, 2, 3")
        table = np.array(credit_numpy)
        credit_constant = constant(table, float64)
        columns = credit_constant.shape[1]
        print(f"{credit_constant.dtype.name}: {tuple(credit_constant.shape)}")
    """,
    ),
    _answer(
        "1_1_1",
        "explicit-dtype-and-shape",
        """
        from tensorflow import constant
        credit_constant = constant(credit_numpy, dtype="float64", shape=credit_numpy.shape)
        print(credit_constant.dtype)
        print(credit_constant.get_shape().as_list())
    """,
    ),
    _answer(
        "1_1_1",
        "convert-to-tensor",
        """
        import tensorflow as tf
        credit_constant = tf.convert_to_tensor(credit_numpy)
        print(credit_constant)
    """,
    ),
    _answer(
        "1_1_2",
        "explicit-dtype",
        """
        import tensorflow as tf
        A1 = tf.Variable([1, 2, 3, 4], dtype=tf.int32)
        B1 = A1.numpy()
        print(A1)
        print(B1)
    """,
    ),
    _answer(
        "1_1_2",
        "range-and-numpy",
        """
        import numpy as np
        from tensorflow import range as numbers
        A1 = Variable(initial_value=numbers(1, 5))
        print("A1:", A1)
        B1 = np.array(A1)
        print("B1:", B1.tolist())
    """,
    ),
    _answer(
        "1_1_2",
        "value-and-tf-print",
        """
        import tensorflow as tf
        A1 = Variable((1, 2, 3, 4), name="A1")
        tf.print("A1:", A1)
        B1 = A1.value().numpy()
        print(B1)
    """,
    ),
    _answer(
        "1_2_1",
        "operator",
        """
        import tensorflow as tf
        A1 = tf.constant([1, 2, 3, 4])
        A23 = tf.constant([[1, 2, 3], [1, 6, 4]])
        B1 = tf.ones_like(A1)
        B23 = tf.ones_like(A23)
        C1 = A1 * B1
        C23 = A23 * B23
        print(C1)
        print(C23)
    """,
    ),
    _answer(
        "1_2_1",
        "keywords-and-order",
        """
        A23 = constant(value=[1, 2, 3, 1, 6, 4], shape=(2, 3))
        A1 = constant(value=[1, 2, 3, 4])
        B23, B1 = ones_like(A23), ones_like(input=A1)
        C23 = multiply(x=B23, y=A23)
        C1 = multiply(x=B1, y=A1)
        print("C1: {}, C23: {}".format(C1.numpy(), C23.numpy()))
    """,
    ),
    _answer(
        "1_2_1",
        "floats-and-tf-print",
        """
        import tensorflow as tf
        A1 = constant([1., 2., 3., 4.])
        A23 = constant([[1., 2., 3.], [1., 6., 4.]], tf.float32)
        B1, B23 = tf.ones([4]), tf.ones(A23.shape)
        C1 = tf.math.multiply(A1, B1)
        C23 = tf.math.multiply(A23, B23)
        tf.print(C1, C23)
    """,
    ),
    _answer(
        "1_2_1",
        "both-kinds-of-print",
        """
        import tensorflow as tf
        A1 = constant([1, 2, 3, 4])
        A23 = constant([[1, 2, 3], [1, 6, 4]])
        B1 = ones_like(A1)
        B23 = ones_like(A23)
        C1 = multiply(A1, B1)
        C23 = multiply(A23, B23)
        tf.print(C1)
        print(C23)
    """,
    ),
    _answer(
        "1_2_2",
        "at-operator",
        """
        features = constant([[2, 24], [2, 26], [2, 57], [1, 37]])
        params = constant([[1000], [150]])
        bill = constant([[3913], [2682], [8617], [64400]])
        billpred = features @ params
        error = -(billpred - bill)
        print(error)
    """,
    ),
    _answer(
        "1_2_2",
        "tf-subtract",
        """
        import tensorflow as tf
        features = tf.constant([[2, 24], [2, 26], [2, 57], [1, 37]], dtype=tf.int64)
        params = tf.constant([[1000], [150]], dtype=tf.int64)
        bill = tf.constant([[3913], [2682], [8617], [64400]], dtype=tf.int64)
        billpred = tf.linalg.matmul(a=features, b=params)
        error = tf.subtract(bill, billpred)
        tf.print(error)
    """,
    ),
    _answer(
        "1_2_2",
        "floats",
        """
        education, age = [2, 2, 2, 1], [24, 26, 57, 37]
        features = constant([[float(e), float(a)] for e, a in zip(education, age)])
        params = constant([1000., 150.], shape=(2, 1))
        bill = constant([[3913.], [2682.], [8617.], [64400.]])
        billpred = matmul(features, params)
        error = bill - billpred
        for row in error.numpy():
            print(row[0])
    """,
    ),
    _answer(
        "1_2_3",
        "positional-axis",
        """
        import tensorflow as tf
        column_sums = reduce_sum(wealth, 0)
        row_sums = tf.math.reduce_sum(input_tensor=wealth, axis=1)
        total = tf.reduce_sum(row_sums)
        answer = "3"
    """,
    ),
    _answer(
        "1_2_3",
        "negative-axis",
        """
        column_sums = reduce_sum(wealth, axis=-2)
        row_sums = reduce_sum(wealth, axis=-1).numpy()
        total = int(reduce_sum(wealth))
        print(column_sums, row_sums, total)
        statements = {50: 3}
        answer = 3
    """,
    ),
    _answer(
        "1_2_3",
        "numpy-and-lists",
        """
        table = wealth.numpy()
        column_sums = table.sum(axis=0).tolist()
        row_sums = [sum(row) for row in table.tolist()]
        total = table.sum()
        answer = 3.0
    """,
    ),
    _answer(
        "1_3_1",
        "minus-one",
        """
        import tensorflow as tf
        gray_vector = tf.reshape(gray_tensor, [-1, 1])
        color_vector = tf.reshape(color_tensor, shape=[-1, 1])
        print(gray_vector.shape, color_vector.shape)
    """,
    ),
    _answer(
        "1_3_1",
        "plain-numbers",
        """
        gray_vector = reshape(gray_tensor, (784, 1))
        color_vector = reshape(tensor=color_tensor, shape=(2352, 1))
    """,
    ),
    _answer(
        "1_3_1",
        "numpy",
        """
        gray_vector = gray_tensor.reshape(784, 1)
        color_vector = color_tensor.reshape((-1, 1))
    """,
    ),
    _answer(
        "1_3_2",
        "tensor-and-watch",
        """
        import tensorflow as tf

        def compute_gradient(at):
            place = tf.constant(at, dtype=tf.float32)
            with tf.GradientTape() as t:
                t.watch(place)
                loss = tf.multiply(place, place)
            return t.gradient(loss, place)

        print(compute_gradient(-1.0))
        print(compute_gradient(1.0))
        print(compute_gradient(0.0))
    """,
    ),
    _answer(
        "1_3_2",
        "helper-function",
        """
        from tensorflow.math import multiply as times

        def square(x):
            return times(x, x)

        def compute_gradient(x0: float) -> float:
            x = Variable(float(x0))
            with GradientTape(persistent=True) as tape:
                y = square(x)
            slope = tape.gradient(target=y, sources=[x])[0]
            return float(slope)

        print([compute_gradient(x) for x in [-1.0, 1.0, 0.0]])
    """,
    ),
    _answer(
        "1_3_2",
        "tf-print",
        """
        import tensorflow as tf
        multiplied = tf.multiply

        def compute_gradient(x0):
            x = tf.Variable(x0, dtype="float32")
            with tf.GradientTape() as tape:
                y = multiplied(x, x)
            return tape.gradient(y, x).numpy()

        tf.print(compute_gradient(-1), compute_gradient(1), compute_gradient(0))
    """,
    ),
    _answer(
        "1_3_3",
        "at-operator",
        """
        import tensorflow as tf
        model = tf.reshape(model, [3, 1])
        output = letter @ model
        prediction = tf.reduce_sum(output, axis=None)
        tf.print(prediction)
    """,
    ),
    _answer(
        "1_3_3",
        "transposed",
        """
        model = model.T
        output = matmul(a=letter, b=model)
        prediction = output.numpy().sum()
        print("K" if prediction else "X", float(prediction))
    """,
    ),
    _answer(
        "1_3_3",
        "constants-first",
        """
        from tensorflow import constant
        letter = constant(letter)
        model = reshape(constant(model), (-1, 1))
        output = matmul(letter, model)
        prediction = reduce_sum(reduce_sum(output, 0))
        print(f"prediction: {prediction:.1f}")
    """,
    ),
    _answer(
        "2_1_1",
        "attribute",
        """
        import pandas as pd
        data_path = "./kc_house_data.csv"
        housing = pd.read_csv(filepath_or_buffer=data_path)
        print(housing.price)
    """,
    ),
    _answer(
        "2_1_1",
        "path-object",
        """
        from pathlib import Path
        import pandas, pandas as pd
        data_path = Path("kc_house_data.csv")
        with open(data_path) as file:
            housing = pandas.read_csv(file, sep=",")
        print(housing.head())
        print(housing.loc[:, "price"])
    """,
    ),
    _answer(
        "2_1_1",
        "as-a-table",
        """
        import os
        import pandas as pd
        data_path = os.path.join(os.getcwd(), "kc_house_data.csv")
        housing = pd.DataFrame(pd.read_csv(data_path))
        print(housing[["price"]])
    """,
    ),
    _answer(
        "2_1_2",
        "to-numpy",
        """
        import tensorflow as tf, numpy as np
        price = housing["price"].to_numpy(np.float32)
        waterfront = tf.constant(housing["waterfront"].astype(bool))
        print(price)
        print(waterfront)
    """,
    ),
    _answer(
        "2_1_2",
        "strings-for-types",
        """
        import numpy as np
        import tensorflow as tf
        price = np.asarray(housing.price, dtype="float32")
        waterfront = tf.cast(x=housing.waterfront.values, dtype="bool")
        tf.print(price)
        tf.print(waterfront)
    """,
    ),
    _answer(
        "2_1_2",
        "comparison",
        """
        import numpy as np
        import tensorflow as tf
        price = housing["price"].values.astype(np.float32)
        waterfront = tf.convert_to_tensor(np.array(housing["waterfront"]) == 1)
        print(price, waterfront)
    """,
    ),
    _answer(
        "2_2_1",
        "tf-prefix",
        """
        import tensorflow as tf
        loss = tf.keras.losses.mse(predictions, price)
        print("MSE", float(loss))
        loss = tf.keras.losses.mae(predictions, price)
        print("MAE", float(loss))
    """,
    ),
    _answer(
        "2_2_1",
        "long-names",
        """
        from tensorflow.keras.losses import mean_absolute_error, mean_squared_error
        for function in mean_squared_error, mean_absolute_error:
            loss = function(y_true=price, y_pred=predictions)
            print(f"{loss.numpy():,.3f}")
    """,
    ),
    _answer(
        "2_2_1",
        "loss-classes",
        """
        from tensorflow import keras
        loss = keras.losses.MeanSquaredError()(price, predictions)
        print(loss)
        loss = keras.losses.MeanAbsoluteError()(price, predictions)
        print(loss)
    """,
    ),
    _answer(
        "2_2_1",
        "by-hand",
        """
        import tensorflow as tf
        difference = tf.constant(price) - predictions
        loss = tf.reduce_mean(difference ** 2)
        tf.print(loss)
        loss = tf.reduce_mean(tf.abs(difference))
        tf.print(loss)
    """,
    ),
    _answer(
        "2_2_2",
        "lambdas",
        """
        import tensorflow as tf
        scalar = tf.Variable(1.)
        model = lambda s, x=features: tf.multiply(s, x)
        loss_function = lambda s, x=features, y=targets: tf.keras.losses.mae(y, model(s, x))
        tf.print(loss_function(scalar))
    """,
    ),
    _answer(
        "2_2_2",
        "own-names",
        """
        scalar = Variable(initial_value=1.0, dtype="float32")

        def model(weight, inputs=features):
            '''Predict.'''
            predicted = inputs * weight
            return predicted

        def loss_function(weight, inputs=features, truth=targets):
            return keras.losses.mean_absolute_error(y_true=truth, y_pred=model(weight, inputs=inputs))

        print("The loss is", loss_function(scalar))
    """,
    ),
    _answer(
        "2_2_2",
        "by-hand",
        """
        import tensorflow as tf
        scalar = Variable(1.0, dtype=float32, name="scalar")

        def model(scalar, features = features):
            return features * scalar

        def loss_function(scalar, features = features, targets = targets):
            return tf.reduce_mean(tf.abs(targets - scalar * features))

        print(float(loss_function(scalar)))
    """,
    ),
    _answer(
        "2_3_1",
        "own-names",
        """
        def linear_regression(a, b, x=size_log):
            return x * b + a

        def loss_function(a, b, x=size_log, y=price_log):
            return keras.losses.MSE(y, linear_regression(a, b, x))

        print(loss_function(0.1, 0.1), loss_function(0.1, 0.5))
    """,
    ),
    _answer(
        "2_3_1",
        "by-hand",
        """
        import tensorflow as tf

        def linear_regression(intercept, slope, features=size_log):
            return tf.add(intercept, tf.multiply(slope, features))

        def loss_function(intercept, slope, features=size_log, targets=price_log):
            error = targets - linear_regression(intercept, slope, features=features)
            return tf.reduce_mean(tf.square(error))

        tf.print(loss_function(intercept=0.1, slope=0.1))
        tf.print(loss_function(intercept=0.1, slope=0.5))
    """,
    ),
    _answer(
        "2_3_1",
        "lambda",
        """
        linear_regression = lambda intercept, slope, features=size_log: intercept + features * slope
        loss = keras.losses.MeanSquaredError()

        def loss_function(intercept, slope, features=size_log, targets=price_log):
            return loss(targets, linear_regression(intercept, slope, features))

        for slope in (0.1, 0.5):
            print(f"{loss_function(0.1, slope).numpy():.5f}")
    """,
    ),
    _answer(
        "2_3_2",
        "keyword",
        """
        import tensorflow as tf
        opt = tf.keras.optimizers.Adam(learning_rate=0.5)
        for j in range(100):
            opt.minimize(lambda: loss_function(intercept, slope), [intercept, slope])
            if not j % 10:
                print(j, loss_function(intercept, slope).numpy())
        plot_results(intercept, slope)
    """,
    ),
    _answer(
        "2_3_2",
        "lr-and-while",
        """
        opt = keras.optimizers.Adam(lr=0.5)
        losses = []

        def loss():
            return loss_function(intercept, slope)

        while len(losses) < 100:
            opt.minimize(loss, var_list=(slope, intercept))
            losses.append(float(loss()))
        print(losses[::10])
        plot_results(intercept.numpy(), slope.numpy())
    """,
    ),
    _answer(
        "2_3_2",
        "gradient-tape",
        """
        import tensorflow as tf
        from tensorflow.keras.optimizers import Adam
        opt = Adam(0.5)
        variables = [intercept, slope]
        for step in range(100):
            with tf.GradientTape() as tape:
                loss = loss_function(intercept, slope)
            opt.apply_gradients(zip(tape.gradient(loss, variables), variables))
            if step % 10 == 0:
                tf.print(loss_function(intercept, slope))
        plot_results(intercept, slope)
    """,
    ),
    _answer(
        "2_3_2",
        "counted-from-one",
        """
        opt = keras.optimizers.Adam(5e-1)
        for step in range(1, 101):
            opt.minimize(lambda: loss_function(intercept, slope, features=size_log, targets=price_log),
                         var_list=[intercept, slope])
            if step % 10 == 1:
                print(f"step {step:3d}: loss {loss_function(intercept, slope):.6f}")
        plot_results(slope=slope, intercept=intercept)
    """,
    ),
    _answer(
        "2_3_3",
        "own-names",
        """
        def linear_regression(p, a=size_log, b=bedrooms):
            return a * p[1] + b * p[2] + p[0]

        def loss_function(p, y=price_log, a=size_log, b=bedrooms):
            return keras.losses.mean_absolute_error(y, linear_regression(p, a, b))

        opt = keras.optimizers.Adam(learning_rate=0.001)
        for _ in range(10):
            opt.minimize(lambda: loss_function(params), var_list=[params])
            print_results(params)
    """,
    ),
    _answer(
        "2_3_3",
        "gradient-tape",
        """
        import tensorflow as tf

        def linear_regression(params, feature1=size_log, feature2=bedrooms):
            intercept, slope1, slope2 = tf.unstack(params)
            return intercept + slope1 * feature1 + slope2 * feature2

        def loss_function(params, targets=price_log, feature1=size_log, feature2=bedrooms):
            predicted = linear_regression(params, feature1=feature1, feature2=feature2)
            return tf.reduce_mean(tf.abs(predicted - targets))

        opt = tf.keras.optimizers.Adam(lr=1e-3)
        step = 0
        while step < 10:
            with tf.GradientTape() as tape:
                loss = loss_function(params)
            opt.apply_gradients([(tape.gradient(loss, params), params)])
            print_results(params)
            step += 1
    """,
    ),
    _answer(
        "2_3_3",
        "lambda",
        """
        import tensorflow as tf
        linear_regression = lambda params, feature1=size_log, feature2=bedrooms: (
            params[0] + tf.multiply(params[1], feature1) + tf.multiply(params[2], feature2))
        mae = keras.losses.MeanAbsoluteError()

        def loss_function(params, targets=price_log, feature1=size_log, feature2=bedrooms):
            return mae(targets, linear_regression(params, feature1, feature2))

        opt = keras.optimizers.Adam()
        print("epoch by epoch")
        for epoch in range(1, 11):
            opt.minimize(loss=lambda: loss_function(params), var_list=(params,))
            print_results(params=params)
    """,
    ),
    _answer(
        "2_4_1",
        "strings-for-types",
        """
        import tensorflow as tf
        intercept = tf.Variable(10.0, dtype="float32")
        slope = tf.Variable(0.5, dtype="float32", name="slope")

        def linear_regression(a, b, x):
            return a + b * x

        def loss_function(a, b, y, x):
            return tf.keras.losses.MeanSquaredError()(y, linear_regression(a, b, x))
    """,
    ),
    _answer(
        "2_4_1",
        "default-type-and-lambdas",
        """
        intercept, slope = Variable(10.), Variable(.5)
        linear_regression = lambda intercept, slope, features: slope * features + intercept
        loss_function = lambda intercept, slope, targets, features: keras.losses.mse(
            targets, linear_regression(intercept, slope, features))
        print(intercept.numpy(), slope.numpy())
    """,
    ),
    _answer(
        "2_4_1",
        "by-hand",
        """
        import tensorflow as tf
        intercept = Variable(tf.constant(10, float32))
        slope = Variable(tf.constant(0.5))

        def linear_regression(intercept, slope, features):
            return tf.add(tf.multiply(features, slope), intercept)

        def loss_function(intercept, slope, targets, features):
            return tf.reduce_mean((linear_regression(intercept, slope, features) - targets) ** 2)
    """,
    ),
    _answer(
        "2_4_2",
        "to-numpy",
        """
        import tensorflow as tf
        opt = tf.keras.optimizers.Adam(learning_rate=0.001)
        with pd.read_csv("kc_house_data.csv", chunksize=100) as reader:
            for batch in reader:
                size_batch = batch["sqft_lot"].to_numpy(np.float32)
                price_batch = batch["price"].to_numpy("float32")
                opt.minimize(lambda: loss_function(intercept, slope, price_batch, size_batch), [intercept, slope])
        tf.print(intercept, slope)
    """,
    ),
    _answer(
        "2_4_2",
        "keywords",
        """
        opt = keras.optimizers.Adam(lr=0.001)
        for number, chunk in enumerate(pd.read_csv("kc_house_data.csv", chunksize=100, usecols=["price", "sqft_lot"])):
            price_batch = np.asarray(chunk.price, dtype=np.float32)
            size_batch = np.asarray(chunk.sqft_lot, dtype=np.float32)

            def loss():
                return loss_function(intercept=intercept, slope=slope, targets=price_batch, features=size_batch)

            opt.minimize(loss, var_list=(slope, intercept))
        print(f"{number + 1} batches: intercept {intercept.numpy():.5f}, slope {slope.numpy():.5f}")
    """,
    ),
    _answer(
        "2_4_2",
        "gradient-tape",
        """
        import tensorflow as tf
        opt = keras.optimizers.Adam()
        for batch in pd.read_csv("kc_house_data.csv", chunksize=100):
            size_batch = np.array(batch["sqft_lot"], np.float32)
            price_batch = np.array(batch["price"], np.float32)
            with tf.GradientTape() as tape:
                loss = loss_function(intercept, slope, price_batch, size_batch)
            gradients = tape.gradient(loss, [intercept, slope])
            opt.apply_gradients(zip(gradients, [intercept, slope]))
        print([intercept.numpy(), slope.numpy()])
    """,
    ),
    _answer(
        "2_4_2",
        "slices",
        """
        opt = keras.optimizers.Adam()
        houses = pd.read_csv("kc_house_data.csv")
        for begin in range(0, len(houses), 100):
            batch = houses[begin:begin + 100]
            size_batch = batch["sqft_lot"].values.astype("float32")
            price_batch = batch["price"].values.astype("float32")
            opt.minimize(lambda: loss_function(intercept, slope, price_batch, size_batch), var_list=[intercept, slope])
        print("intercept", float(intercept), "slope", float(slope))
    """,
    ),
    _answer(
        "3_1_1",
        "operators",
        """
        import tensorflow as tf
        bias1, bias2 = tf.Variable(1.0), tf.Variable(1.0)
        weights1 = tf.Variable(tf.ones([3, 2]))
        weights2 = tf.Variable(tf.ones([2, 1]))
        product1 = borrower_features @ weights1
        dense1 = tf.sigmoid(product1 + bias1)
        product2 = dense1 @ weights2
        prediction = tf.sigmoid(product2 + bias2)
        tf.print(prediction)
    """,
    ),
    _answer(
        "3_1_1",
        "biases-with-one-dimension",
        """
        bias1 = Variable([1.0])
        weights1 = Variable([[1.0, 1.0]] * 3)
        product1 = matmul(borrower_features, weights1)
        dense1 = keras.activations.sigmoid(bias1 + product1)
        print("shape of the first layer:", dense1.shape)
        bias2 = Variable(ones(1), name="bias2")
        weights2 = Variable([[1.0], [1.0]])
        product2 = matmul(dense1, weights2)
        prediction = keras.activations.get("sigmoid")(product2 + bias2)
        print(f"prediction: {prediction.numpy()[0, 0]}, actual: 1")
    """,
    ),
    _answer(
        "3_1_1",
        "formula",
        """
        import numpy as np
        import tensorflow as tf
        weights1, bias1 = Variable(np.ones((3, 2), np.float32)), Variable(1, dtype=tf.float32)
        weights2, bias2 = Variable(np.ones((2, 1), np.float32)), Variable(1, dtype=tf.float32)
        product1 = tf.linalg.matmul(borrower_features, weights1)
        dense1 = 1 / (1 + tf.exp(-(product1 + bias1)))
        product2 = tf.linalg.matmul(dense1, weights2)
        prediction = (1 / (1 + tf.exp(-(product2 + bias2)))).numpy().item()
        print(round(prediction, 4))
    """,
    ),
    _answer(
        "3_1_1",
        "keras-3-and-initializers",
        """
        import keras as k3
        import tensorflow as tf
        start = tf.keras.initializers.Ones()
        bias1 = tf.Variable(1.0, trainable=True, name="bias1")
        weights1 = Variable(start((3, 2)), name="weights1")
        product1 = tf.tensordot(borrower_features, weights1, axes=1)
        dense1 = k3.activations.sigmoid(tf.add(product1, bias1))
        bias2 = Variable(tf.ones([]))
        weights2 = Variable(start(shape=(2, 1)))
        product2 = tf.tensordot(dense1, weights2, 1)
        prediction = k3.activations.sigmoid(tf.add(product2, bias2))
        print("The prediction is", float(prediction[0, 0]))
    """,
    ),
    _answer(
        "3_1_1",
        "numpy-layers",
        """
        import numpy as np
        def layer(inputs, weights, bias):
            product = inputs @ weights.numpy()
            return product, 1 / (1 + np.exp(-product - bias.numpy()))
        bias1, bias2 = Variable(1.0), Variable([[1.0]])
        weights1, weights2 = Variable(np.ones((3, 2), "float32")), Variable(np.ones((2, 1), "float32"))
        product1, dense1 = layer(borrower_features, weights1, bias1)
        product2, prediction = layer(dense1, weights2, bias2)
        print(prediction)
    """,
    ),
    _answer(
        "3_1_2",
        "operators",
        """
        import tensorflow as tf
        products1 = borrower_features @ weights1
        dense1 = tf.nn.sigmoid(products1 + bias1)
        for each in (borrower_features, weights1, bias1, dense1):
            print(tuple(each.shape))
    """,
    ),
    _answer(
        "3_1_2",
        "bias-add",
        """
        import tensorflow as tf
        products1 = matmul(a=borrower_features, b=weights1)
        dense1 = keras.activations.sigmoid(tf.add(products1, bias1))
        tf.print(tf.shape(borrower_features), tf.shape(weights1), tf.shape(bias1), tf.shape(dense1))
    """,
    ),
    _answer(
        "3_1_2",
        "numpy",
        """
        import numpy as np
        products1 = np.dot(borrower_features, weights1.numpy())
        dense1 = 1 / (1 + np.exp(-products1 - bias1.numpy()))
        print("shapes:", borrower_features.shape, weights1.shape, bias1.shape, dense1.shape)
    """,
    ),
    _answer(
        "3_1_2",
        "dense-layer-with-given-weights",
        """
        layer = keras.layers.Dense(2, activation="sigmoid")
        layer.build((None, 3))
        layer.set_weights([weights1.numpy(), bias1.numpy().repeat(2)])
        products1 = matmul(borrower_features, weights1)
        dense1 = layer(borrower_features)
        shapes = [each.shape for each in (borrower_features, weights1, bias1, dense1)]
        print(*shapes, sep="\\n")
    """,
    ),
    _answer(
        "3_1_3",
        "layers-first",
        """
        from tensorflow.keras.layers import Dense
        first, second, last = (Dense(units, activation="sigmoid") for units in (7, 3, 1))
        dense1 = first(borrower_features)
        dense2 = second(dense1)
        predictions = last(dense2)
        print(dense1.shape, dense2.shape, predictions.shape)
    """,
    ),
    _answer(
        "3_1_3",
        "other-seed-and-start",
        """
        import tensorflow as tf
        tf.random.set_seed(7)
        normal = tf.keras.initializers.RandomNormal(stddev=0.5)
        dense1 = tf.keras.layers.Dense(units=7, activation=tf.sigmoid, kernel_initializer=normal)(borrower_features)
        dense2 = tf.keras.layers.Dense(units=3, activation=tf.nn.sigmoid, bias_initializer="ones")(dense1)
        predictions = tf.keras.layers.Dense(units=1, activation=tf.keras.activations.sigmoid)(dense2)
        for layer in (dense1, dense2, predictions):
            tf.print(tf.shape(layer))
    """,
    ),
    _answer(
        "3_1_3",
        "activation-apart",
        """
        layers, sigmoid = keras.layers, keras.activations.sigmoid
        dense1 = sigmoid(layers.Dense(7)(borrower_features))
        dense2 = layers.Activation("sigmoid")(layers.Dense(3)(dense1))
        predictions = sigmoid(layers.Dense(1)(dense2))
        print("dense1", dense1.shape.as_list())
        print("dense2", dense2.shape.as_list())
        print("predictions", predictions.shape.as_list())
    """,
    ),
    _answer(
        "3_1_3",
        "keras-3",
        """
        import keras as k3
        dense1 = k3.layers.Dense(7, activation="sigmoid", name="first")(borrower_features)
        dense2 = k3.layers.Dense(3, activation="sigmoid", name="second")(dense1)
        predictions = k3.layers.Dense(1, activation="sigmoid", name="last")(dense2)
        print(dense1.shape)
        print(dense2.shape)
        print(predictions.shape)
    """,
    ),
    _answer(
        "3_1_3",
        "functional-model",
        """
        inputs = keras.Input((10,))
        first = keras.layers.Dense(7, "sigmoid")(inputs)
        second = keras.layers.Dense(3, "sigmoid")(first)
        last = keras.layers.Dense(1, "sigmoid")(second)
        network = keras.Model(inputs, [first, second, last])
        dense1, dense2, predictions = network(borrower_features)
        print("shapes:", *(tuple(each.shape) for each in (dense1, dense2, predictions)))
    """,
    ),
    _answer(
        "3_2_1",
        "no-type-and-one-line-prints",
        """
        inputs = constant(bill_amounts)
        dense1 = keras.layers.Dense(3, "relu")(inputs)
        dense2 = keras.layers.Dense(2, "relu")(dense1)
        outputs = keras.layers.Dense(1, "sigmoid")(dense2)
        error = default[:5] - outputs[:5]
        for row in error.numpy():
            print(f"{row[0]:.5f}")
    """,
    ),
    _answer(
        "3_2_1",
        "other-seed",
        """
        import tensorflow as tf
        tf.random.set_seed(11)
        inputs = tf.convert_to_tensor(bill_amounts, dtype=tf.float32)
        dense1 = tf.keras.layers.Dense(units=3, activation=tf.nn.relu)(inputs)
        dense2 = tf.keras.layers.Dense(units=2, activation=tf.nn.relu)(dense1)
        outputs = tf.keras.layers.Dense(units=1, activation=tf.nn.sigmoid)(dense2)
        error = (default - outputs.numpy())[0:5]
        print("The first errors are", error.tolist())
    """,
    ),
    _answer(
        "3_2_1",
        "normal-weights",
        """
        import tensorflow as tf
        inputs = constant(bill_amounts, dtype="float32")
        dense = keras.layers.Dense
        dense1 = keras.activations.relu(dense(3, kernel_initializer="random_normal")(inputs))
        dense2 = keras.activations.relu(dense(2, kernel_initializer="he_uniform")(dense1))
        outputs = keras.activations.sigmoid(dense(1, bias_initializer="ones")(dense2))
        error = tf.subtract(default[:5], outputs[:5])
        tf.print(error)
    """,
    ),
    _answer(
        "3_2_1",
        "keras-3",
        """
        import keras as k3
        inputs = constant(value=bill_amounts, dtype=float32)
        dense1 = k3.layers.Dense(3, "relu")(inputs)
        dense2 = k3.layers.Dense(2, "relu")(dense1)
        outputs = k3.layers.Dense(1, "sigmoid")(dense2)
        error = default[:5] - k3.ops.convert_to_numpy(outputs)[:5]
        print(error)
    """,
    ),
    _answer(
        "3_2_2",
        "tf-prefix",
        """
        import tensorflow as tf
        inputs = tf.constant(borrower_features, tf.float32)
        dense1 = tf.keras.layers.Dense(10, activation=tf.nn.sigmoid)(inputs)
        dense2 = tf.keras.layers.Dense(8, activation=tf.nn.relu)(dense1)
        outputs = tf.keras.layers.Dense(6, activation=tf.nn.softmax)(dense2)
        print(outputs[:5])
    """,
    ),
    _answer(
        "3_2_2",
        "other-seed-rounded",
        """
        import numpy as np
        import tensorflow as tf
        tf.random.set_seed(5)
        inputs = tf.cast(borrower_features, float32)
        dense1 = keras.layers.Dense(10, "sigmoid")(inputs)
        dense2 = keras.layers.Dense(8, "relu")(dense1)
        outputs = keras.layers.Dense(6, "softmax")(dense2)
        print(np.round(outputs.numpy()[:5], 3))
    """,
    ),
    _answer(
        "3_2_2",
        "activations-apart",
        """
        from tensorflow.keras import activations
        from tensorflow.keras.layers import Dense
        inputs = constant(borrower_features.astype("float32"))
        dense1 = activations.sigmoid(Dense(10)(inputs))
        dense2 = activations.relu(Dense(8, bias_initializer="ones")(dense1))
        outputs = activations.softmax(Dense(6)(dense2))
        for row in outputs.numpy()[:5]:
            print(*row)
    """,
    ),
    _answer(
        "3_2_2",
        "more-rows-looked-at-first",
        """
        inputs = constant(borrower_features, dtype="float32", name="inputs")
        dense1 = keras.layers.Dense(units=10, activation="sigmoid")(inputs)
        dense2 = keras.layers.Dense(units=8, activation="relu")(dense1)
        outputs = keras.layers.Dense(units=6, activation="softmax")(dense2)
        print(outputs.numpy()[:8])
        print(outputs.numpy()[:5])
        print(outputs.numpy()[:5].sum(axis=1))
    """,
    ),
    _answer(
        "3_2_2",
        "keras-3-softmax-layer",
        """
        import keras as k3
        import tensorflow as tf
        inputs = tf.constant(borrower_features, tf.float32)
        dense1 = k3.layers.Dense(10, activation=k3.activations.sigmoid)(inputs)
        dense2 = k3.layers.Dense(8, activation=tf.nn.relu)(dense1)
        outputs = k3.layers.Softmax()(k3.layers.Dense(6)(dense2))
        tf.print(outputs[:5], summarize=-1)
    """,
    ),
    _answer(
        "3_3_1",
        "lr-and-two-loops",
        """
        x_1, x_2 = Variable(6.0), Variable(0.3)
        opt = keras.optimizers.SGD(lr=0.01)
        for variable in (x_1, x_2):
            for _ in range(100):
                opt.minimize(lambda: loss_function(variable), [variable])
        print(float(x_1), float(x_2))
    """,
    ),
    _answer(
        "3_3_1",
        "default-learning-rate",
        """
        import tensorflow as tf
        x_2 = tf.Variable(initial_value=0.3, dtype=tf.float32)
        x_1 = tf.Variable(initial_value=6.0, dtype=tf.float32)
        opt = tf.keras.optimizers.SGD()
        for j in range(100):
            opt.minimize(lambda: loss_function(x_2), var_list=[x_2])
            opt.minimize(lambda: loss_function(x_1), var_list=[x_1])
        tf.print("x_1:", x_1, "x_2:", x_2)
    """,
    ),
    _answer(
        "3_3_1",
        "gradient-tape",
        """
        import tensorflow as tf
        x_1, x_2 = Variable(6.0, float32), Variable(0.3, float32)
        opt = keras.optimizers.SGD(0.01)

        def step(x):
            with tf.GradientTape() as tape:
                loss = loss_function(x)
            opt.apply_gradients([(tape.gradient(loss, x), x)])

        for _ in range(100):
            step(x_1)
            step(x_2)
        print("{:.5f} {:.5f}".format(x_1.numpy(), x_2.numpy()))
    """,
    ),
    _answer(
        "3_3_1",
        "starts-by-name",
        """
        starts = {"first": 6.0, "second": 0.3}
        x_1, x_2 = Variable(starts["first"], dtype="float32"), Variable(starts["second"], dtype="float32")
        opt = keras.optimizers.SGD(1e-2)
        for step in range(100):
            for x in (x_1, x_2):
                opt.minimize(lambda: loss_function(x), var_list=[x])
        print(f"{x_1.numpy():.6f} and {x_2.numpy():.6f}")
    """,
    ),
    _answer(
        "3_3_1",
        "assigned-in-the-end",
        """
        import tensorflow as tf
        x_1 = Variable(tf.constant(6.0), trainable=True)
        x_2 = Variable(float32.as_numpy_dtype(0.3))
        opt = tf.optimizers.SGD(learning_rate=0.01, momentum=0.0)
        steps = 0
        while steps < 100:
            with tf.GradientTape(persistent=True) as tape:
                losses = [loss_function(x_1), loss_function(x_2)]
            for loss, x in zip(losses, [x_1, x_2]):
                opt.apply_gradients([(tape.gradient(loss, x), x)])
            steps += 1
        tf.print(x_1)
        tf.print(x_2)
    """,
    ),
    _answer(
        "3_3_1",
        "keras-3-sgd",
        """
        import keras as k3
        import tensorflow as tf
        x_1, x_2 = Variable(6.0), Variable(0.3)
        opt = k3.optimizers.SGD(learning_rate=0.01)
        opt.build([x_1, x_2])
        for _ in range(100):
            for x in (x_1, x_2):
                with tf.GradientTape() as tape:
                    loss = loss_function(x)
                opt.apply_gradients([(tape.gradient(loss, x), x)])
        print(x_1.numpy(), x_2.numpy())
    """,
    ),
    _answer(
        "3_3_2",
        "lr-and-defaults",
        """
        x_1 = Variable(0.05)
        x_2 = Variable(0.05)
        opt_1 = keras.optimizers.RMSprop(lr=0.01, momentum=0.99)
        opt_2 = keras.optimizers.RMSprop(lr=0.01)
        for j in range(100):
            opt_1.minimize(lambda: loss_function(x_1), [x_1])
            opt_2.minimize(lambda: loss_function(x_2), [x_2])
        print([x_1.numpy(), x_2.numpy()])
    """,
    ),
    _answer(
        "3_3_2",
        "one-after-the-other",
        """
        import tensorflow as tf
        x_1, x_2 = (tf.Variable(0.05, dtype=tf.float32) for _ in range(2))
        opt_1, opt_2 = (tf.optimizers.RMSprop(0.01, momentum=momentum) for momentum in (0.99, 0.0))
        for opt, x in ((opt_1, x_1), (opt_2, x_2)):
            for _ in range(100):
                opt.minimize(lambda: loss_function(x), var_list=[x])
        tf.print(x_1, x_2)
    """,
    ),
    _answer(
        "3_3_2",
        "gradient-tape",
        """
        import tensorflow as tf
        from tensorflow.keras.optimizers import RMSprop
        x_1, x_2 = Variable(0.05, float32), Variable(0.05, float32)
        opt_1, opt_2 = RMSprop(0.01, 0.9, 0.99), RMSprop(0.01, 0.9, 0.0)
        count = 0
        while count < 100:
            with tf.GradientTape(persistent=True) as tape:
                loss_1, loss_2 = loss_function(x_1), loss_function(x_2)
            opt_1.apply_gradients([(tape.gradient(loss_1, x_1), x_1)])
            opt_2.apply_gradients([(tape.gradient(loss_2, x_2), x_2)])
            count += 1
        print(f"with momentum {x_1.numpy():.5f}, without {x_2.numpy():.5f}")
    """,
    ),
    _answer(
        "3_3_2",
        "keras-3",
        """
        import keras as k3
        import tensorflow as tf
        x_1, x_2 = Variable(0.05, dtype=float32), Variable(0.05, dtype=float32)
        opt_1 = k3.optimizers.RMSprop(learning_rate=0.01, momentum=0.99)
        opt_2 = k3.optimizers.RMSprop(learning_rate=0.01, momentum=0.0)
        def step(opt, x):
            with tf.GradientTape() as tape:
                loss = loss_function(x)
            opt.apply_gradients(zip(tape.gradient(loss, [x]), [x]))
        for _ in range(100):
            step(opt_1, x_1), step(opt_2, x_2)
        print(x_1.numpy().round(6), x_2.numpy().round(6))
    """,
    ),
    _answer(
        "3_4_1",
        "whole-zero",
        """
        w1 = Variable(random.normal([23, 7]))
        b1 = Variable(ones([7]))
        w2 = Variable(random.normal([7, 1]))
        b2 = Variable(0)
    """,
    ),
    _answer(
        "3_4_1",
        "tf-prefix-and-seed",
        """
        import tensorflow as tf
        tf.random.set_seed(99)
        w1 = tf.Variable(tf.random.normal(shape=(23, 7), mean=0.0, stddev=1.0), dtype=tf.float32)
        b1 = tf.Variable([1.0] * 7)
        w2 = tf.Variable(tf.random.normal(shape=(7, 1)), name="w2")
        b2 = tf.Variable(tf.zeros([1]))
    """,
    ),
    _answer(
        "3_4_1",
        "numpy",
        """
        import numpy as np
        draw = np.random.default_rng()
        w1 = Variable(draw.standard_normal((23, 7)).astype("float32"))
        w2 = Variable(draw.standard_normal((7, 1)), dtype="float32")
        b1 = Variable(np.ones(7, "float32"))
        b2 = Variable([0.0])
    """,
    ),
    _answer(
        "3_4_1",
        "initializers",
        """
        import tensorflow as tf
        normal = tf.keras.initializers.RandomNormal(mean=0.0, stddev=1.0, seed=3)
        w1 = Variable(initial_value=normal(shape=(23, 7)), name="w1")
        w2 = Variable(initial_value=tf.random.stateless_normal((7, 1), seed=(1, 2)), name="w2")
        b1, b2 = Variable(tf.ones_initializer()(shape=[7])), Variable([[0.0]])
    """,
    ),
    _answer(
        "3_4_2",
        "features-not-handed-on",
        """
        def model(w1, b1, w2, b2, features = borrower_features):
            hidden = keras.activations.relu(matmul(features, w1) + b1)
            thinned = keras.layers.Dropout(rate=0.25)(hidden)
            return keras.activations.sigmoid(matmul(thinned, w2) + b2)

        def loss_function(w1, b1, w2, b2, features = borrower_features, targets = default):
            return keras.losses.binary_crossentropy(targets, model(w1, b1, w2, b2))
    """,
    ),
    _answer(
        "3_4_2",
        "mean-of-the-loss",
        """
        import tensorflow as tf
        SHARE = 0.25
        dropout = tf.keras.layers.Dropout

        def model(weights, bias, out_weights, out_bias, x=borrower_features):
            hidden = tf.nn.relu(x @ weights + bias)
            return tf.nn.sigmoid(dropout(SHARE)(hidden) @ out_weights + out_bias)

        def loss_function(weights, bias, out_weights, out_bias, x=borrower_features, y=default):
            loss = tf.keras.losses.BinaryCrossentropy()
            return loss(y, model(weights, bias, out_weights, out_bias, x))
    """,
    ),
    _answer(
        "3_4_2",
        "imported-names",
        """
        from tensorflow.keras.activations import relu, sigmoid
        from tensorflow.keras.layers import Dropout
        from tensorflow.keras.losses import binary_crossentropy

        def model(w1, b1, w2, b2, features=borrower_features):
            '''Return a probability for each row.'''
            x = relu(b1 + matmul(features, w1))
            x = Dropout(1 / 4)(x)
            return sigmoid(b2 + matmul(x, w2))

        def loss_function(w1, b1, w2, b2, features=borrower_features, targets=default):
            return binary_crossentropy(y_true=targets, y_pred=model(w1, b1, w2, b2, features=features))

        print(loss_function(w1, b1, w2, b2).numpy().mean())
    """,
    ),
    _answer(
        "3_4_2",
        "keras-3-and-operators",
        """
        import keras as k3
        import tensorflow as tf

        def model(w1, b1, w2, b2, features=borrower_features):
            hidden = tf.maximum(features @ w1 + b1, 0.0)
            thinned = keras.layers.Dropout(0.25)(hidden, training=False)
            return k3.activations.sigmoid(thinned @ w2 + b2)

        def loss_function(w1, b1, w2, b2, features=borrower_features, targets=default):
            predictions = model(w1, b1, w2, b2, features=features)
            return tf.reduce_mean(k3.losses.binary_crossentropy(targets, predictions))
    """,
    ),
    _answer(
        "3_4_3",
        "list-and-loss-printed",
        """
        variables = [w1, b1, w2, b2]
        for j in range(100):
            opt.minimize(lambda: loss_function(*variables), variables)
            if j % 20 == 0:
                print("step", j)
        model_predictions = model(*variables, features=test_features)
        confusion_matrix(test_targets, model_predictions)
    """,
    ),
    _answer(
        "3_4_3",
        "data-named",
        """
        def loss():
            return loss_function(w1, b1, w2, b2, features=borrower_features, targets=default)

        step = 0
        while step < 100:
            opt.minimize(loss, var_list=(b2, w2, b1, w1))
            step += 1
        model_predictions = model(w1, b1, w2, b2, test_features).numpy()
        confusion_matrix(test_targets, model_predictions)
    """,
    ),
    _answer(
        "3_4_3",
        "gradient-tape",
        """
        import tensorflow as tf
        variables = [w1, b1, w2, b2]
        for _ in range(100):
            with tf.GradientTape() as tape:
                loss = loss_function(*variables)
            opt.apply_gradients(zip(tape.gradient(loss, variables), variables))
        model_predictions = model(w1, b1, w2, b2, tf.constant(test_features))
        confusion_matrix(targets=test_targets, predictions=model_predictions)
    """,
    ),
    _answer(
        "3_4_3",
        "for-each-variable-its-gradient",
        """
        import numpy as np
        import tensorflow as tf
        parameters = (w1, b1, w2, b2)

        @tf.function
        def gradients():
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean(loss_function(*parameters, targets=default))
            return tape.gradient(loss, parameters)

        for step in range(1, 101):
            opt.apply_gradients(zip(gradients(), parameters))
        model_predictions = np.asarray(model(*parameters, test_features))
        confusion_matrix(np.array(test_targets), model_predictions)
    """,
    ),
    _answer(
        "4_3_1",
        "prefix-and-values",
        """
        import tensorflow as tf
        bedrooms = tf.feature_column.numeric_column(key="bedrooms")
        bathrooms = tf.feature_column.numeric_column(key="bathrooms", shape=(1,))
        feature_list = [bedrooms, bathrooms]

        def input_fn():
            features = {name: housing[name].values for name in ("bedrooms", "bathrooms")}
            return features, housing.price.to_numpy()
    """,
    ),
    _answer(
        "4_3_1",
        "columns-of-the-table",
        """
        names = ["bedrooms", "bathrooms"]
        feature_list = [feature_column.numeric_column(name) for name in names]
        bedrooms, bathrooms = feature_list

        def input_fn():
            return dict(housing[names]), housing["price"]
    """,
    ),
    _answer(
        "4_3_1",
        "tensors-and-lambda",
        """
        import tensorflow as tf
        numeric = feature_column.numeric_column
        bathrooms = numeric("bathrooms", dtype=tf.float32)
        bedrooms = numeric("bedrooms")
        feature_list = list((bedrooms, bathrooms))
        input_fn = lambda: (
            dict(bathrooms=tf.constant(housing["bathrooms"]), bedrooms=tf.constant(housing["bedrooms"])),
            tf.constant(housing["price"]),
        )
        features, labels = input_fn()
        print(labels.shape)
    """,
    ),
    _answer(
        "4_3_1",
        "floats",
        """
        bedrooms, bathrooms = map(feature_column.numeric_column, ("bedrooms", "bathrooms"))
        feature_list = []
        feature_list += [bedrooms, bathrooms]

        def input_fn() -> tuple:
            '''Return the features and the labels.'''
            rooms, baths, labels = (np.asarray(housing[name], np.float32) for name in ("bedrooms", "bathrooms", "price"))
            return {"bathrooms": baths, "bedrooms": rooms}, labels
    """,
    ),
    _answer(
        "4_3_2",
        "keywords-and-prefix",
        """
        import tensorflow as tf
        model = tf.estimator.DNNRegressor(hidden_units=(2, 2), feature_columns=feature_list, activation_fn=tf.nn.relu)
        model.train(input_fn=input_fn, max_steps=1)
        model = tf.estimator.LinearRegressor(feature_columns=[bedrooms, bathrooms])
        model.train(input_fn=input_fn, max_steps=2)
    """,
    ),
    _answer(
        "4_3_2",
        "two-names-and-folders",
        """
        deep = estimator.DNNRegressor([2, 2], feature_list, model_dir="deep")
        linear = estimator.LinearRegressor(feature_list, model_dir="linear")
        deep.train(lambda: input_fn(), steps=1)
        model = linear.train(lambda: input_fn(), steps=2)
        print(model.get_variable_names())
    """,
    ),
    _answer(
        "4_3_2",
        "in-a-loop",
        """
        regressors = (
            (estimator.DNNRegressor, {"hidden_units": [2, 2]}, 1),
            (estimator.LinearRegressor, {}, 2),
        )
        for regressor, settings, steps in regressors:
            model = regressor(feature_columns=feature_list, **settings)
            model.train(input_fn, None, steps)
    """,
    ),
    _answer(
        "4_3_2",
        "one-step-twice",
        """
        model = estimator.DNNRegressor(feature_columns=feature_list, hidden_units=[2, 2], optimizer="Adam")
        model.train(input_fn, steps=1)
        model = estimator.LinearRegressor(feature_columns=feature_list, optimizer="SGD")
        for step in range(2):
            model.train(input_fn, steps=1)
    """,
    ),
]


def test_every_part_has_alternatives(course: Course) -> None:
    """At least three other right answers stand for each part of the first three chapters, and of lesson 4.3."""
    parts = [answer.values[0] for answer in ANSWERS]

    assert set(parts) >= {
        *course.resolve("chapter_1"),
        *course.resolve("chapter_2"),
        *course.resolve("chapter_3"),
        *course.resolve("exercise_4_3"),
    }
    assert min(parts.count(part) for part in parts) >= 3


def submission_of(part_id: str, source: str) -> tuple[str, str]:
    """Return a part and an answer to it."""
    return part_id, source


@pytest.mark.parametrize(("part_id", "source"), ANSWERS)
def test_right_answer_written_otherwise(part_id: str, source: str, grade_once: GradeOnce) -> None:
    """A right answer earns everything, however it is written."""
    result = grade_once(part_id, source)

    assert [
        (check.title, check.message) for check in result.checks if check.outcome is not Outcome.PASSED
    ] == []
    assert (result.outcome, result.score) == (Outcome.PASSED, result.max_score)
