"""Neither the machine's memory nor its disks can be read past the file system."""

import glob
import os
import stat

DEVICES = ["/dev/mem", "/dev/kmem", "/dev/port", "/proc/kcore", "/dev/fuse", "/dev/kvm", "/dev/cpu/0/msr", "/dev/nvram"]
for path in [*DEVICES, *glob.glob("/dev/[svnm]*"), "/dev/vda", "/dev/sda", "/dev/nvme0n1", "/dev/dm-0"]:
    if path in {"/dev/null", "/dev/stdin", "/dev/stdout", "/dev/stderr"}:
        continue
    for flags in (os.O_RDONLY, os.O_RDWR):
        try:
            print("HARM opened", path, os.open(path, flags | os.O_NONBLOCK))
        except OSError:
            pass
# A device of its own for the disk on which the folder lies, or for the machine's memory.
for number in (os.stat("/").st_dev, os.stat("/usr").st_dev, os.makedev(1, 1)):
    for kind in (stat.S_IFBLK, stat.S_IFCHR):
        try:
            os.mknod("device", kind | 0o600, number)
            print("HARM made a device", number)
        except OSError:
            pass
print("TRIED")
