"""Exercise 1.2.3: sums along dimensions.

Already there: `reduce_sum`, imported from TensorFlow, and `wealth`, a tensor of five rows and two columns. Each row is
a person; the columns are bonds and stocks, in thousands of dollars.

1. Let `column_sums` be the sum of each column, `row_sums` that of each row, and `total` the sum of everything.
2. Print them, and let `answer` be the number of the statement that is true:

   1. Together, the five hold $172,000 in stocks.
   2. The third person holds more in bonds than anybody else.
   3. Together, the five hold $50,000 in bonds.
   4. The first person owns $50,000 in all.
"""

# Add up over the rows, over the columns, and over both.
column_sums = ____(____)
row_sums = ____(____)
total = ____(____)

print("Columns:", column_sums.numpy())
print("Rows:", row_sums.numpy())
print("All:", total.numpy())

# The number of the true statement.
answer = ____
