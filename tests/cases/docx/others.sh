# Documents as others make them: tables whose first cells are names of organs,
# organs that sign in a table right above that of the 版记, controls nobody has
# filled in, columns that are deleted and tracked, articles that are counted
# through the chapters, contents with pages, heads of tables.
cat >make.py <<'END_OF'
import os
import sys
sys.path.insert(0, os.environ['here'] + '/../../readers')
sys.dont_write_bytecode = True
import foreign
from foreign import LEVEL, num, p, t, table

CENTER = '<w:jc w:val="center"/>'
BLACK = '<w:rFonts w:eastAsia="黑体"/>'
TEXT = p('请认真检查，按时报送结果，并于每月底前把检查的情况告诉我们。') + p(
    '各地要明确责任，把检查的任务落实到人，不走过场。')
SIGN = foreign.TAIL


def control(text, kind='<w:text/>'):
    return p('<w:sdt><w:sdtPr><w:showingPlcHdr/>' + kind + '</w:sdtPr>'
             '<w:sdtContent>' + t(text) + '</w:sdtContent></w:sdt>')


COUNTIES = table(['县区', '灌区（处）'], ['临溪县', '3'], ['霁川县', '2'])
LIST = '<w:dropDownList><w:listItem w:displayText="合格" w:value="1"/>' \
    '<w:listItem w:displayText="不合格" w:value="2"/></w:dropDownList>'
DELETED = table(['单位', '电话'], ['临溪县', '0000-8200101']).replace(
    '<w:tcPr/>' + p('电话'), '<w:tcPr><w:cellDel/></w:tcPr>' + p('电话')
).replace('<w:tcPr/>' + p('0000-8200101'),
          '<w:tcPr><w:cellDel/></w:tcPr>' + p('0000-8200101'))
FILES = {
    'counties': p('现将有关事项通知如下：') + p('表1 各县任务', CENTER)
    + COUNTIES + p('请按此执行。') + SIGN,
    'signed': TEXT + table(['', '青禾市水利局'], ['', '2026年4月2日'])
    + table(['抄送：市政府办公室。', ''],
            ['青禾市水利局办公室', '2026年4月3日印发']),
    'signed-apart': TEXT + table(['青禾市水利局', '青禾市财政局']) + SIGN[
        SIGN.rindex('<w:p>'):],
    'prompts': TEXT + table(['单位', control('单击此处输入文字。')],
                            ['结论', control('选择一项。', LIST)],
                            ['日期', control('　　年　　月　　日')]) + SIGN,
    'deleted': TEXT + DELETED + SIGN,
    'contents': p('目录', CENTER) + p('一、现状    1') + p('二、任务    2')
    + p('一、现状') + p('全市有灌区12处。') + p('二、任务') + p('完成改造。'),
    'heads': TEXT + table([p(t('任务', BLACK)), p(t('单位', BLACK))],
                          ['干渠', '市水利局'], ['支渠', '县水利局'])
    + p('又：') + table(['序号', '单位'], ['1', '市水利局'])
    + p('又：') + table(['姓名', '沈知远'], ['性别', '男']) + SIGN,
}
foreign.FILES.clear()
for name, body in FILES.items():
    foreign.FILES[name] = (body, {}, [], [], [])
foreign.FILES['articles'] = (
    p('总则', num(1)) + p('为了管好渠道，制定本办法。', num(1, 1))
    + p('附则', num(1)) + p('本办法自印发之日起施行。', num(1, 1)) + SIGN,
    {'numbering': '<w:abstractNum w:abstractNumId="0">' + LEVEL.format(
        0, 'chineseCounting', '第%1章') + LEVEL.format(
        1, 'chineseCounting', '第%2条').replace(
            '<w:lvlText', '<w:lvlRestart w:val="0"/><w:lvlText')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>'
        '</w:num>'}, [], [], [])
foreign.TAIL = ''
foreign.make('.')
END_OF
LC_ALL=C.UTF-8 python3 make.py >/dev/null
for name in counties signed signed-apart prompts deleted contents heads \
    articles; do
	echo "== $name"
	$gongwen convert --lang zh --to model "$name.docx" -o -
done
