"""No sequence for a terminal reaches the reader's."""

escape, bell = chr(27), chr(7)
sequences = (
    f"{escape}]0;taken{bell}",  # the title
    f"{escape}]52;c;cHduZWQ={bell}",  # the clipboard
    f"{escape}]8;;https://example.invalid{escape}\\link{escape}]8;;{escape}\\",
    f"{escape}[2J{escape}[1;1H{escape}[31mPASSED{escape}[0m",
    f"{escape}Pq{escape}\\{escape}[6n{escape}c{escape}(0",
)
for sequence in sequences:
    print(sequence)
A1 = "".join(sequences)
raise type("Escape", (Exception,), {})(A1)
