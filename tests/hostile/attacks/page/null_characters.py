"""Null characters, and the other ones that XML forbids, end no text early."""

forbidden = "".join(map(chr, (*range(32), 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF)))
print(forbidden, "]]>", "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "<?php ?>", "&x;")
A1 = forbidden
raise RuntimeError(f"before{forbidden}behind ]]> <![CDATA[ x")
