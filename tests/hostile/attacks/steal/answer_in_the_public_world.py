"""An answer given only where the data are those that the learner sees earns no pass."""
# part: exercise_1_1_1

from tensorflow import constant

first_row_seen = [2.0, 2.0, 27.0, 54152.0]
if credit_numpy[0].tolist() == first_row_seen:
    credit_constant = constant(credit_numpy)
    print(credit_constant.dtype, credit_constant.shape)
    print("TRIED")
