from tensorflow import Variable
