"""No name is looked up in the network, and none of the machine's own network can be seen."""

import socket
import urllib.request

WAYS = (
    lambda: socket.getaddrinfo("example.org", 443),
    lambda: socket.gethostbyname("example.org"),
    lambda: socket.gethostbyaddr("192.0.2.1"),
    lambda: urllib.request.urlopen("http://192.0.2.1/", timeout=1),
    lambda: open("/etc/resolv.conf").read(),
    lambda: open("/etc/hosts").read(),
)
for number, way in enumerate(WAYS):
    try:
        print("HARM way", number, way())
    except OSError:
        pass
try:
    names = {name for _, name in socket.if_nameindex()}
except OSError:
    names = set()
names |= {line.split(":")[0].strip() for line in open("/proc/net/dev").readlines()[2:]}
if names - {"lo"}:
    print("HARM interfaces", names)
for table in ("tcp", "tcp6", "udp", "raw", "unix", "route", "arp"):
    try:
        lines = open(f"/proc/net/{table}").readlines()[1:]
    except OSError:
        continue
    if any("@" in line or ":" in line or "/" in line for line in lines):
        print("HARM", table, lines)
print("TRIED")
