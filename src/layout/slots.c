/*
 * The names of the slots that layout fills, as templates have them: {{版头}}.
 */
#include "layout.h"

const char *
slot_title(enum slot slot)
{
	static const char *const titles[SLOT_COUNT + 1] = {
		[SLOT_HEAD] = "版头", [SLOT_TITLE] = "标题",
		[SLOT_RECIPIENTS] = "主送机关", [SLOT_BODY] = "正文",
		[SLOT_NOTE] = "附件说明", [SLOT_ENDING] = "落款",
		[SLOT_REMARK] = "附注", [SLOT_ATTACHMENTS] = "附件",
		[SLOT_COLOPHON] = "版记", [SLOT_COUNT] = "全文",
	};

	return titles[slot];
}

int
slot_by_name(struct str name)
{
	for (int i = 0; i <= SLOT_COUNT; i++)
		if (str_eq(name, str_of(slot_title((enum slot)i))))
			return i;
	return -1;
}
