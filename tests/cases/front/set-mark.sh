# 发文机关 by --set against the letterhead of the text is told as it is in the
# front matter, whatever the source is.
cat >通知.txt <<'END'
青禾市水利局文件

青水发〔2026〕9号

关于做好防汛工作的通知

各县水利局：

请做好防汛工作。

青禾市水利局
2026年6月1日
END
$gongwen convert -q --to json 通知.txt -o 通知.json
for file in 通知.txt 通知.json; do
	for organ in 云岭县水利局 青禾市水利局; do
		$gongwen convert --lang zh --set 发文机关=$organ $file -o - \
		    2>&1 >/dev/null
	done
done
rm -f 通知.*
