#!/usr/bin/python3
"""A template as an office restyles it in Word: restyle.py IN OUT KIND."""
import re
import sys
import zipfile


def change(styles, ident, pattern, to):
    """In the definition of one style."""
    return re.sub(r'<w:style [^>]*w:styleId="%s">.*?</w:style>' % ident,
                  lambda m: re.sub(pattern, to, m.group(0)), styles)


STYLES = {
    'size': lambda x: change(x, 'GwBody', 'w:val="32"', 'w:val="30"'),
    'pitch': lambda x: change(x, 'GwBody', r'w:line="\d+"', 'w:line="560"'),
    'normal': lambda x: change(x, 'Normal', 'w:val="32"', 'w:val="21"'),
}
MARGINS = (r'w:top="\d+" w:right="\d+" w:bottom="\d+" w:left="\d+"',
           'w:top="1701" w:right="%d" w:bottom="1701" w:left="%d"')
PAGES = {
    'margins': lambda x: re.sub(MARGINS[0], MARGINS[1] % (1701, 1701), x),
    'paper': lambda x: re.sub(
        '<w:pgSz[^>]*>', '<w:pgSz w:w="10431" w:h="14740"/>',
        re.sub(MARGINS[0], MARGINS[1] % (1247, 1247), x)),
}
source, target, kind = sys.argv[1:]
before = zipfile.ZipFile(source)
after = zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED)
for item in before.infolist():
    data = before.read(item)
    table = {'word/styles.xml': STYLES,
             'word/document.xml': PAGES}.get(item.filename, {})
    if kind in table:
        text = data.decode()
        data = table[kind](text).encode()
        assert data.decode() != text, kind
    after.writestr(item.filename, data)
after.close()
