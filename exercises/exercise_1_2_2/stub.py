"""Exercise 1.2.2: predictions from a matrix product.

Already there, imported from TensorFlow: `constant` and `matmul`.

A linear model predicts by a product: features, a row for each person, times parameters, a row for each feature. The
parameters here are a guess; the error tells how good it is.

    person     1      2      3      4
    education  2      2      2      1
    age        24     26     57     37
    bill       3913   2682   8617   64400

1. Make three constants of whole numbers. `features`, 4 by 2: education, then age. `params`, 2 by 1: 1000 for
   education and 150 for age. `bill`, 4 by 1.
2. Let `billpred` be the predicted bills: the matrix product of `features` and `params`.
3. Let `error` be how far the bills lie above their predictions, and print it.
"""

# A row for each person, a row for each parameter, a row for each bill.
features = ____(____)
params = ____(____)
bill = ____(____)

# The predicted bills.
billpred = ____(____, ____)

# The bills, less what was predicted.
error = ____
print(error.numpy())
