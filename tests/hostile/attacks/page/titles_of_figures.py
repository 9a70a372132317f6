"""What stands in a figure stands in a picture."""
# part: exercise_2_3_2

import matplotlib.pyplot as plt

figure = plt.figure("<script>alert(1)</script>")
axes = figure.add_subplot(label="</figure><img src=x onerror=alert(1)>")
axes.set_title("<svg onload=alert(1)>\x1b[2J")
axes.plot([1, 2], label="{{ 1 }}", url="javascript:alert(1)")
figure.text(0, 0, "\u202e</style>", url="https://example.invalid")
figure.set_label("[/]")
