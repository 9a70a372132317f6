"""Nothing that a cell puts out in the hidden world is shown."""
# part: exercise_1_1_1

from IPython.display import HTML, display

first_row_seen = [2.0, 2.0, 27.0, 54152.0]
credit_constant = found = f"HARM the hidden row is {credit_numpy[0].tolist()}"
if credit_numpy[0].tolist() != first_row_seen:
    display(HTML(found), {"text/plain": found, "application/json": {"a": found}}, raw=False)
    get_ipython().kernel.session.send(
        get_ipython().kernel.iopub_socket, "execute_input", {"code": found, "execution_count": found},
        parent=get_ipython().kernel.get_parent(),
    )
    raise ValueError(found)
print("TRIED")
# %%
credit_constant = None
