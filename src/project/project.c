#include "project.h"

#include "../base/write.h"
#include "../cli/options.h"

static const struct {
	const char *name, *text;
} files[] = {
	{ "通知.md",
	    "---\n"
	    "发文机关: 某某市科学技术协会\n"
	    "发文字号: 某科协〔2026〕1号\n"
	    "主送: \"{{单位}}\"\n"
	    "成文日期: 2026-01-05\n"
	    "附件:\n"
	    "  - 附件/报名表.md\n"
	    "抄送: 省科协，市委办公室、市政府办公室。\n"
	    "印发机关: 某某市科学技术协会办公室\n"
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

#define FILE_COUNT	(sizeof(files) / sizeof(files[0]))

int
project_init(struct arena *arena, struct str folder,
    struct findings *findings)
{
	for (size_t i = 0; i < FILE_COUNT; i++) {
		struct str path = path_join(arena, folder,
		    str_of(files[i].name));
		struct write write = { .path = path, .over = WRITE_REFUSE,
		    .sync = FILE_SYNC_EACH };

		if (file_exists(path))
			finding_add(findings, FINDING_INIT_KEPT, POS_NONE,
			    "“%.*s”已经存在，没有改动",
			    "“%.*s” is there already; it was left as it is",
			    STR_ARG(path));
		else if (write_output(&write, str_of(files[i].text),
		    findings) != 0)
			return -1;
	}
	return 0;
}

void
project_files(struct buf *out)
{
	for (size_t i = 0; i < FILE_COUNT; i++)
		buf_format(out, "  %s\n", files[i].name);
}

/* --- completion ------------------------------------------------------- */

static void
words_of_commands(struct buf *out)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		buf_format(out, "%s%s", i > 0 ? " " : "",
		    command_kind((enum command_id)i)->name);
}

static void
words_of_options(struct buf *out, enum command_id command)
{
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (option_belongs((enum option_id)i, command))
			buf_format(out, " --%s",
			    option_kind((enum option_id)i)->name);
}

/* bash, and zsh through its bashcompinit. */
static void
complete_bash(struct buf *out)
{
	buf_lit(out, "_gongwen() {\n"
	    "\tlocal word=${COMP_WORDS[COMP_CWORD]} words=\n"
	    "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n\t\twords='");
	words_of_commands(out);
	buf_lit(out, "'\n\telif [ \"${word#-}\" != \"$word\" ]; then\n"
	    "\t\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		buf_format(out, "\t\t%s) words='",
		    command_kind((enum command_id)i)->name);
		words_of_options(out, (enum command_id)i);
		buf_lit(out, "' ;;\n");
	}
	buf_lit(out, "\t\tesac\n\telse\n"
	    "\t\tCOMPREPLY=($(compgen -f -- \"$word\"))\n\t\treturn\n\tfi\n"
	    "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\n"
	    "complete -o filenames -F _gongwen gongwen\n");
}

static void
complete_fish(struct buf *out)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		buf_format(out, "complete -c gongwen -n __fish_use_subcommand"
		    " -f -a %s -d '%s'\n",
		    command_kind((enum command_id)i)->name,
		    command_kind((enum command_id)i)->zh);
	for (size_t c = 0; c < COMMAND_COUNT; c++)
		for (size_t i = 0; i < OPTION_COUNT; i++) {
			const struct option_kind *option =
			    option_kind((enum option_id)i);

			if (!option_belongs((enum option_id)i,
			    (enum command_id)c))
				continue;
			buf_format(out, "complete -c gongwen -n"
			    " '__fish_seen_subcommand_from %s' -l %s",
			    command_kind((enum command_id)c)->name,
			    option->name);
			if (option->letter != 0)
				buf_format(out, " -s %c", option->letter);
			buf_format(out, "%s\n",
			    option->argument != NULL ? " -r" : "");
		}
}

bool
project_completion(struct str shell, struct buf *out)
{
	if (str_eq(shell, STR("fish")))
		complete_fish(out);
	else if (str_eq(shell, STR("bash")))
		complete_bash(out);
	else if (str_eq(shell, STR("zsh"))) {
		buf_lit(out, "autoload -U +X bashcompinit && bashcompinit\n");
		complete_bash(out);
	} else
		return false;
	return true;
}
