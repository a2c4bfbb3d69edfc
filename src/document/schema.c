/*
 * The JSON Schema (2020-12) of what json.c writes and source/json.c reads: the
 * elements from slot.def, the settings of tables from setting.def.
 */
#include "dump.h"

#include "element.h"

/* What has no row in a table: texts, blocks, cells, pages. */
static const char kinds[] =
    "\"$defs\": {\n"
    " \"run\": {\"type\": \"object\", \"required\": [\"text\"],\n"
    "  \"additionalProperties\": false, \"properties\": {\n"
    "  \"text\": {\"type\": \"string\"}, \"bold\": {\"type\": \"boolean\"},\n"
    "  \"italic\": {\"type\": \"boolean\"},\n"
    "  \"code\": {\"type\": \"boolean\"},\n"
    "  \"break\": {\"type\": \"boolean\"}}},\n"
    " \"text\": {\"anyOf\": [{\"type\": [\"string\", \"null\"]},\n"
    "  {\"type\": \"array\", \"items\": {\"anyOf\": [{\"type\": \"string\"},\n"
    "  {\"$ref\": \"#/$defs/run\"}]}}]},\n"
    " \"texts\": {\"anyOf\": [{\"type\": [\"string\", \"null\"]},\n"
    "  {\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/text\"}}]},\n"
    " \"span\": {\"type\": [\"string\", \"null\"]},\n"
    " \"spans\": {\"anyOf\": [{\"type\": [\"string\", \"null\"]},\n"
    "  {\"type\": \"array\", \"items\": {\"type\": \"string\"}}]},\n"
    " \"align\": {\"enum\": [\"body\", \"left\", \"center\", \"right\"]},\n"
    " \"cell\": {\"anyOf\": [{\"$ref\": \"#/$defs/text\"},\n"
    "  {\"type\": \"object\", \"additionalProperties\": false,\n"
    "  \"properties\": {\"paragraphs\": {\"$ref\": \"#/$defs/texts\"},\n"
    "  \"columns\": {\"type\": \"integer\"},\n"
    "  \"rows\": {\"type\": \"integer\"},\n"
    "  \"align\": {\"$ref\": \"#/$defs/align\"},\n"
    "  \"fill\": {\"type\": \"string\"}}}]},\n"
    " \"block\": {\"anyOf\": [{\"$ref\": \"#/$defs/text\"},\n"
    "  {\"$ref\": \"#/$defs/table\"}, {\"type\": \"object\",\n"
    "  \"required\": [\"type\"], \"additionalProperties\": false,\n"
    "  \"properties\": {\"type\": {\"enum\": [\"paragraph\", \"heading\",\n"
    "  \"item\", \"fill_line\", \"picture\", \"section\",\n"
    "  \"section_without\", \"section_end\"]},\n"
    "  \"text\": {\"$ref\": \"#/$defs/text\"},\n"
    "  \"topic\": {\"$ref\": \"#/$defs/text\"},\n"
    "  \"level\": {\"type\": \"integer\", \"minimum\": 0, \"maximum\": 5},\n"
    "  \"ordinal\": {\"type\": \"string\"},\n"
    "  \"align\": {\"$ref\": \"#/$defs/align\"},\n"
    "  \"path\": {\"type\": \"string\"}, \"alt\": {\"type\": \"string\"}}}]},\n"
    " \"body\": {\"type\": [\"array\", \"null\"],\n"
    "  \"items\": {\"$ref\": \"#/$defs/block\"}},\n"
    " \"pages\": {\"type\": [\"array\", \"null\"],\n"
    "  \"items\": {\"$ref\": \"#/$defs/document\"}},\n"
    " \"note\": {\"type\": \"array\", \"items\": {\"type\": \"object\",\n"
    "  \"additionalProperties\": false, \"properties\": {\"ordinal\":\n"
    "  {\"$ref\": \"#/$defs/span\"}, \"name\":\n"
    "  {\"$ref\": \"#/$defs/text\"}}}},\n"
    " \"copies\": {\"type\":\n"
    "  [\"string\", \"integer\", \"null\"]},\n"
    " \"view\": {},\n";

static const char table[] =
    " \"table\": {\"type\": \"object\", \"required\": [\"type\", \"rows\"],\n"
    "  \"additionalProperties\": false, \"properties\": {\n"
    "  \"type\": {\"const\": \"table\"},\n"
    "  \"caption\": {\"$ref\": \"#/$defs/text\"},\n"
    "  \"unit\": {\"$ref\": \"#/$defs/text\"},\n"
    "  \"form\": {\"type\": \"boolean\"},\n"
    "  \"aligns\": {\"type\": \"array\",\n"
    "   \"items\": {\"$ref\": \"#/$defs/align\"}},\n";

static const struct {
	const char *name, *type, *description;
} others[] = {
	{ "kind", "span", "文种；标题看得出时可以不写" },
	{ "body", "body", "正文：字符串是段落" },
	{ "attachments_list", "spans", "附件说明；由附件生成时不写" },
	{ "note", "note", "附件说明，连同序号；有它就不读 attachments_list" },
	{ "mark_tail", "span", "发文机关标志的后缀，不是“文件”时写" },
	{ "attachments", "pages", "附件、印发件、转发的文件" },
	{ "comments", "spans", "校核的忽略" },
	{ "headings", "view", "由正文得出，不读" },
	{ "contact_lines", "view", "正文和 contacts 里的联系方式，不读" },
	{ "remark", "view", "remarks 合成一行，不读" },
	{ "disclosure", "view", "由 remarks 得出，不读" },
};

static const struct {
	const char *name, *type;
} of_page[] = {
	{ "mark", "[\"string\", \"null\"]" }, { "listed", NULL },
	{ "file", "\"string\"" }, { "enclosure", "\"boolean\"" },
	{ "landscape", "\"boolean\"" }, { "unbound", "\"boolean\"" },
	{ "nested", "\"boolean\"" },
};

static void
put_reference(struct buf *out, const char *name, const char *type,
    struct str description)
{
	buf_format(out, "  \"%s\": {\"$ref\": \"#/$defs/%s\", "
	    "\"description\": \"%.*s\"},\n", name, type,
	    STR_ARG(description));
}

/* The settings of a table by the members of the model. */
static void
put_table(struct buf *out)
{
	static const struct {
		const char *name, *type;
	} settings[] = {
#define FLAG(member)		{ #member, "\"boolean\"" },
#define NUMBER(member)		{ #member, "\"integer\"" },
#define SIZE(member)		{ #member, "\"integer\"" },
#define CONTROLS(member)	{ #member, "\"boolean\"" },
#define WIDTHS(member)							\
	{ #member, "\"array\", \"items\": {\"type\": \"integer\"}" },
#define NOT(member)
#define SETTING(id, written, member, name, mark)	written(member)
#include "setting.def"
#undef SETTING
#undef FLAG
#undef NUMBER
#undef SIZE
#undef CONTROLS
#undef WIDTHS
#undef NOT
	};

	buf_lit(out, table);
	for (size_t i = 0; i < COUNT_OF(settings); i++)
		buf_format(out, "  \"%s\": {\"type\": %s},\n",
		    settings[i].name, settings[i].type);
	buf_lit(out, "  \"rows\": {\"type\": \"array\", \"items\": {\"type\": "
	    "\"array\",\n   \"items\": {\"$ref\": \"#/$defs/cell\"}}}}},\n");
}

/* Names of slot.def, in JSON and as the front matter has them. */
static void
put_elements(struct buf *out)
{
	static const char *const types[] = {
		[ELEMENT_SPAN] = "span", [ELEMENT_SPANS] = "spans",
		[ELEMENT_TEXT] = "text", [ELEMENT_TEXTS] = "texts",
	};

	for (size_t i = 0; i < ELEMENT_COUNT; i++) {
		const char *names = elements[i].names;
		struct arena arena = ARENA_INIT;
		struct str title = element_title(&elements[i]), one;
		const char *type;

		if (elements[i].form == FORM_NONE)
			continue;
		type = elements[i].form == FORM_COPIES ? "copies" :
		    types[elements[i].kind];
		put_reference(out, elements[i].json, type, title);
		while (element_name(&names, &one))
			put_reference(out, str_cstr(&arena, one), type,
			    title);
		arena_release(&arena);
	}
}

static void
put_settings(struct buf *out)
{
	const char *comma = "";

	buf_lit(out, "  \"settings\": {\"type\": [\"object\", \"null\"],\n"
	    "   \"additionalProperties\": false, \"properties\": {");
	for (size_t i = 0; i < MAKING_COUNT; i++) {
		const char *names = makings[i].names;
		struct str one;

		if (making_title(&makings[i]).n == 0)
			continue;
		while (element_name(&names, &one)) {
			buf_format(out, "%s\n   \"%.*s\": {\"$ref\": "
			    "\"#/$defs/span\"}", comma, STR_ARG(one));
			comma = ",";
		}
	}
	buf_lit(out, "}},\n  \"values\": {\"type\": [\"object\", \"null\"],\n"
	    "   \"additionalProperties\": {\"$ref\": \"#/$defs/span\"}}");
}

void
document_schema(struct buf *out)
{
	buf_lit(out, "{\n\"$schema\": "
	    "\"https://json-schema.org/draft/2020-12/schema\",\n"
	    "\"title\": \"gongwen\",\n\"$ref\": \"#/$defs/document\",\n");
	buf_lit(out, kinds);
	put_table(out);
	buf_lit(out, " \"document\": {\"type\": \"object\",\n"
	    "  \"additionalProperties\": false, \"properties\": {\n");
	put_elements(out);
	for (size_t i = 0; i < COUNT_OF(others); i++)
		put_reference(out, others[i].name, others[i].type,
		    str_of(others[i].description));
	for (size_t i = 0; i < COUNT_OF(of_page); i++)
		buf_format(out, of_page[i].type == NULL ?
		    "  \"%s\": {\"$ref\": \"#/$defs/text\"},\n" :
		    "  \"%s\": {\"type\": %s},\n", of_page[i].name,
		    of_page[i].type);
	put_settings(out);
	buf_lit(out, "}}\n}}\n");
}
