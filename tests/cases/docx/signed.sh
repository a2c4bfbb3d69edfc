# Organs that sign side by side, in the cells of a table without lines: the day
# is in it or below.
cat >make.py <<'END'
import os
import sys
sys.path.insert(0, os.environ['here'] + '/../../readers')
sys.dont_write_bytecode = True
import foreign

CENTER = '<w:jc w:val="center"/>'
foreign.HEAD = foreign.p('关于联合开展河湖检查的通知', CENTER) + foreign.p(
    '各县（市、区）水利局、财政局：') + foreign.p('请认真检查，按时报送结果。')
foreign.TAIL = foreign.p('') + foreign.p('抄送：市政府办公室。')
NAMES = [['青禾市水利局', '青禾市财政局'], ['青禾市农业农村局', '']]
DAY = foreign.p('2026年3月4日', '<w:jc w:val="right"/>')
foreign.FILES.clear()
for name, body in {
        'below': foreign.table(*NAMES) + DAY,
        'within': foreign.table(*NAMES[:1], ['', '2026年3月4日']),
        'list': foreign.table(['单位', '人数'], *NAMES) + DAY}.items():
    foreign.FILES[name] = (body, {}, [], [], [])
foreign.make('.')
END
LC_ALL=C.UTF-8 python3 make.py
for name in below within list; do
	$gongwen convert --lang zh "$name.docx" -o - | sed '/^$/d'
done
