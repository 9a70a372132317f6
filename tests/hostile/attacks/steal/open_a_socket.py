"""No TCP connection is made, inside the machine or outside it, and none is accepted."""

import os
import socket

port = int("@PORT@")
for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"), (socket.AF_INET, "192.0.2.1")):
    try:
        with socket.socket(family, socket.SOCK_STREAM) as connection:
            connection.settimeout(0.2)
            connection.connect((address, port))
            connection.sendall(b"the answers")
            print("HARM connected", address)
    except OSError as error:
        print("refused", error)
if os.system("exec 3<>/dev/tcp/127.0.0.1/@PORT@") == 0:
    print("HARM connected", "by a program")
print("TRIED")
