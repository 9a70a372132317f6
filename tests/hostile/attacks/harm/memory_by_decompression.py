"""A few kilobytes that decompress to gigabytes are stopped on the way."""
# stopped: memory

import zlib

packer = zlib.compressobj(9, zlib.DEFLATED, -15)
piece = packer.compress(bytes(32 * 1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)
held = zlib.decompressobj(-15).decompress(piece * 48)
print("HARM holds", len(held))
