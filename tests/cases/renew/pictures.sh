# Pictures in a DOCX of the year before go along, as files beside the new text.
LC_ALL=C.UTF-8 python3 - <<'END'
import struct
import zlib


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack(
        '>I', zlib.crc32(kind + data))


with open('图.png', 'wb') as f:
    f.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack(
        '>IIBBBBB', 60, 40, 8, 0, 0, 0, 0)) + chunk(b'IDAT', zlib.compress(
            (b'\0' + b'\x80' * 60) * 40)) + chunk(b'IEND', b''))
END
cat >去年.md <<'END'
---
发文机关: 青禾市科学技术协会
发文字号: 青科协〔2026〕18号
主送: 各县（市、区）科协
成文日期: 2026-06-14
---

# 关于开放科普场馆的通知

2026年科普场馆的分布见下图。

![图1  场馆分布](图.png)
END
$gongwen build -q 去年.md -o 旧/通知.docx
$gongwen renew -q 旧/通知.docx --year 2027 -o 新/通知.md --lang zh </dev/null
echo "status $?"
find 新 -type f | LC_ALL=C sort
grep '图' 新/通知.md
cmp 图.png 新/附件/通知-图1.png
$gongwen build -q 新/通知.md -o 新/通知.docx --lang zh
echo "status $?"
echo "--- to standard output"
$gongwen renew -q 旧/通知.docx --year 2027 --lang zh </dev/null | grep '图'
