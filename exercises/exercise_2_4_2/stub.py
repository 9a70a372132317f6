"""Exercise 2.4.2: Train in batches.

`intercept` and `slope` are variables, 10.0 and 0.5, and `loss_function(intercept, slope, targets, features)` is the
mean squared error of their line. `np`, `pd` and `keras` are imported. The houses are in the file
`kc_house_data.csv`, which you do not read as a whole.

Define
    opt            an Adam optimizer, as it comes

and go through the file once, 100 rows at a time. For every batch define
    size_batch     its column `sqft_lot`, as 32-bit floats
    price_batch    its column `price`, as 32-bit floats

and take one step on both variables, with the prices as targets and the sizes as features. At the end print the
two variables.
"""

# The optimizer, with its default settings.
opt = ____

# One batch of rows after another.
for batch in pd.read_csv("kc_house_data.csv", chunksize=____):
    # The sizes and the prices of this batch.
    size_batch = np.array(batch[____], ____)
    price_batch = np.array(batch[____], ____)

    # One step.
    opt.minimize(lambda: loss_function(____, ____, ____, ____), var_list=[____])

# What the parameters have become.
print(____.numpy(), ____.numpy())
