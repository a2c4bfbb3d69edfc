# What came back lies in another folder than the source: a form that is a file
# beside the source is changed all the same.
mkdir -p 稿子/附件 收件
cat >稿子/通知.md <<'END'
---
发文机关: 青禾市科学技术协会
发文字号: 青科协〔2026〕5号
主送: 各县（市、区）科协
成文日期: 2026-03-02
附件:
  - 附件/登记表.md
---

# 关于报送科普活动情况的通知

请于3月15日前报送。
END
cat >稿子/附件/登记表.md <<'END'
# 科普活动登记表

| 活动名称 |  | 活动时间 |  |
|---|---|---|---|
| 联系人 |  | 电话 |  |
END
$gongwen build -q 稿子/通知.md -o sent.docx
LC_ALL=C.UTF-8 python3 "$here/edit" sent.docx 收件/改过.docx '3月15日=3月20日' \
    '活动时间=活动日期'
cp -r 稿子 before
cd 稿子 || exit
$gongwen accept ../收件/改过.docx 通知.md --lang zh
echo "status $?"
diff -r ../before . | grep "^[<>]"
# A letterhead of an order that another program saved without the properties:
# 令 is part of the mark, or stands beside it.
cat >令.md <<'END'
---
版式: 命令
发文机关: 青禾市人民政府
发文字号: 第21号
成文日期: 2026-04-28
印章: 签名章
职务: 市长
---

# 青禾市人民政府令

《青禾市科学技术奖励办法》已经市人民政府第8次常务会议通过，现予公布。
END
$gongwen build -q 令.md -o 令.docx
LC_ALL=C.UTF-8 python3 - <<'END'
import zipfile
with zipfile.ZipFile('令.docx') as a, zipfile.ZipFile('存过.docx', 'w') as b:
    for name in a.namelist():
        data = a.read(name)
        if name.startswith('docProps/'):
            data = data.replace('青禾市人民政府'.encode(), b'')
        b.writestr(name, data)
END
$gongwen compare 令.docx 存过.docx --lang zh
echo "status $?"
$gongwen accept 存过.docx 令.md --lang zh
echo "status $?"
