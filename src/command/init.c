/*
 * gongwen init: what a person starts with, a folder of sources to change: a
 * notice, its form and a county list.  A file that is there already stays as
 * it is, with a note.
 */
#include "command.h"

static const struct {
	const char *name, *text;
} files[] = {
	{ "通知.md",
	    "---\n"
	    "发文机关: 青禾市科学技术协会\n"
	    "发文字号: 某科协〔2026〕1号\n"
	    "主送: \"{{单位}}\"\n"
	    "成文日期: 2026-01-05\n"
	    "附件:\n"
	    "  - 附件/报名表.md\n"
	    "抄送: 省科协，市委办公室、市政府办公室。\n"
	    "印发机关: 青禾市科学技术协会办公室\n"
	    "印发日期: 2026-01-06\n"
	    "---\n\n"
	    "# 关于组织参加科普讲解大赛的通知\n\n"
	    "为提高科普讲解水平，定于2026年3月举办科普讲解大赛。"
	    "现将有关事项通知如下：\n\n"
	    "## 参赛名额\n\n"
	    "{{单位}}推荐选手{{名额}}名。\n\n"
	    "## 有关要求\n\n"
	    "（一）认真组织。请做好选拔工作，确保参赛质量。\n\n"
	    "（二）按时报名。请于2026年2月27日前报送报名表（附件）。\n\n"
	    "特此通知。\n" },
	{ "附件/报名表.md",
	    "# 科普讲解大赛报名表\n\n"
	    "{填报单位：　　　　　　填报时间：　　年　　月　　日}\n\n"
	    "{表格: 表头=0 列宽=3,5,3,5 行高=2}\n\n"
	    "| 姓名 |   | 性别 |   |\n|---|---|---|---|\n"
	    "| 工作单位 |   | 联系电话 |   |\n"
	    "| 讲解题目 |   | < | < |\n"
	    "| 推荐单位意见 | （签字盖章）<br>　　年　　月　　日 | < | < |\n" },
	{ "县区.csv",
	    "\xef\xbb\xbf单位,名额\n甲县科协,3\n乙县科协,2\n丙区科协,4\n" },
};

#define FILE_COUNT	(COUNT_OF(files))

/* 0, or -1 with a finding. */
static int
write_files(struct session *session, struct str folder)
{
	struct findings *findings = &session->findings;

	for (size_t i = 0; i < FILE_COUNT; i++) {
		struct str path = path_join(&session->arena, folder,
		    str_of(files[i].name));
		enum file_kind kind = file_kind(path, NULL);

		/* Where that is not known, the writing will tell. */
		if (kind != FILE_KIND_NONE && kind != FILE_KIND_UNKNOWN)
			finding_add(findings, FINDING_INIT_KEPT, POS_NONE,
			    "“%.*s”已经存在，没有改动",
			    "“%.*s” is there already; it was left as it is",
			    STR_ARG(path));
		else if (write_text(session, path, str_of(files[i].text)) != 0)
			return -1;
	}
	return 0;
}

enum status
command_init(struct session *session)
{
	struct options *options = &session->options;
	struct str folder = options->arguments.n > 0 ?
	    options->arguments.v[0] : STR(".");
	bool english = is_english(session);

	if (str_eq(folder, STR("-")))
		return usage_error(session, "init 要写文件夹",
		    "init takes a folder");
	if (write_files(session, folder) != 0)
		return STATUS_ERROR;
	say(session, STREAM_OUT, english ? "In %.*s there are now:\n" :
	    "%.*s 里有：\n", STR_ARG(folder));
	for (size_t i = 0; i < FILE_COUNT; i++)
		say(session, STREAM_OUT, "  %s\n", files[i].name);
	say(session, STREAM_OUT, english ?
	    "Go on with: gongwen build 通知.md --data 县区.csv\n" :
	    "接下来：gongwen build 通知.md --data 县区.csv\n");
	return STATUS_OK;
}
