# Minutes whose issue is a number: who made them and when stays at the head.
cat >minutes.txt <<'END'
云岭县水利局会议纪要
〔2026〕3号

云岭县水利局办公室                    2026年3月4日

局长办公会议纪要

3月2日上午，局长王安主持召开第3次局长办公会议，研究水库除险加固等工作。

出席：王安、李平、赵和

分送：局领导，各股室。
END
$gongwen build --lang zh minutes.txt -q --to items -o - </dev/null |
    sed -n 's/^text .* #[0-9]*: /	/p; s/^rule.*red/	----/p'
rm minutes.txt
