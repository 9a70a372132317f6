"""A model with more ways through it than can be counted keeps nobody waiting."""
# part: exercise_4_1_3

merged = m1_inputs
for _ in range(150):
    merged = keras.layers.Add()([merged, merged])
model = keras.Model(inputs=[m1_inputs, m2_inputs], outputs=merged)
