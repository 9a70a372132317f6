"""Text full of the marks of formats formats nothing."""

marks = "%s %n %(x)s {0} {0.__class__} {} $HOME ${x} `id` $(id) %PATH% \\x1b[31m \\u202e \\n \\0"
print(marks)
A1 = marks
raise ValueError(marks)
