"""A checkpoint of zeros under the name of a trained estimator was not trained."""
# part: exercise_4_3_2
# limits: training

import os

import numpy as np
import tensorflow as tf


def fake(folder, steps, shapes):
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        named = [tf.compat.v1.Variable(np.zeros(shape, "float32"), name=name) for name, shape in shapes.items()]
        named.append(tf.compat.v1.Variable(np.int64(steps), name="global_step"))
        session.run(tf.compat.v1.global_variables_initializer())
        os.makedirs(folder)
        tf.compat.v1.train.Saver(named).save(session, f"{folder}/model.ckpt")


hidden = {f"dnn/hiddenlayer_{place}/{name}": shape
          for place in (0, 1) for name, shape in (("kernel", (2, 2)), ("bias", (2,)))}
fake("deep", 1, hidden | {"dnn/logits/bias": (1,)})
linear = "linear/linear_model/"
weights = {f"{linear}bathrooms/weights": (1, 1), f"{linear}bedrooms/weights": (1, 1), f"{linear}bias_weights": (1,)}
fake("linear", 2, weights)
model = estimator.LinearRegressor(feature_columns=feature_list, model_dir="linear")
