"""What is raised beside all exceptions ends the code as an error does."""

class Done(BaseException):
    pass


A1 = Variable([1, 2, 3, 4])
try:
    raise GeneratorExit
except BaseException as error:
    raise Done("all checks passed") from error
B1 = A1.numpy()
print(A1, B1)
