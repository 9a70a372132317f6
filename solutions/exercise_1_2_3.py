"""Sum the wealth of five people by column, by row and in all."""

column_sums = reduce_sum(wealth, axis=0)
row_sums = reduce_sum(wealth, axis=1)
total = reduce_sum(wealth)

print("Columns:", column_sums.numpy())
print("Rows:", row_sums.numpy())
print("All:", total.numpy())

answer = 3
