"""Bytes that are no picture, or one too large to show, are left out."""
# part: exercise_2_3_2

import struct
import zlib

from grader.evidence import FigureShape
from grader.sandbox import probes


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture(side):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


vector = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"
page = b"<html><script>alert(1)</script></html>"
pictures = [vector, page, picture(2**31 - 1), b""]
shapes = tuple(FigureShape(scatters=(), lines=(), images=0, bars=0, png=png) for png in pictures)
probes.describe_figures.__code__ = (lambda: sent).__code__
probes.sent = __import__("grader.evidence").evidence.Figures(count=4, figures=shapes)
