"""A name that looks like a path leads nowhere."""

path = "../../../etc/passwd"


def fail():
    raise type(path, (Exception,), {"__module__": "/etc"})("file:///etc/passwd")


fail.__code__ = fail.__code__.replace(co_name="../../../@TOKEN@", co_qualname="C:\\..\\@TOKEN@")
A1 = type("../@TOKEN@.html", (), {})()
B1 = type(path, (list,), {})([path])
fail()
