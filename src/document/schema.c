/*
 * The JSON Schema (2020-12) of what json.c writes and source/json.c reads: the
 * elements from slot.def, the settings of tables from setting.def.
 */
#include "dump.h"

#include "element.h"

/* What has no row in a table: texts, blocks, cells, pages. */
static const char kinds[] = "\"$defs\": {\n"
    " \"run\": {\"type\": \"object\", \"required\": [\"text\"],\n"
    "  \"additionalProperties\": false, \"properties\": {\n"
    "  \"text\": {\"type\": \"string\"},\n"
    "  \"bold\": {\"$ref\": \"#/$defs/flag\"},\n"
    "  \"italic\": {\"$ref\": \"#/$defs/flag\"},\n"
    "  \"code\": {\"$ref\": \"#/$defs/flag\"},\n"
    "  \"break\": {\"$ref\": \"#/$defs/flag\"}}},\n"
    " \"flag\": {\"type\": [\"boolean\", \"null\"]},\n"
    " \"text\": {\"anyOf\": [{\"type\": [\"string\", \"null\"]},\n"
    "  {\"type\": \"array\", \"items\": {\"anyOf\": [{\"type\": \"string\"},\n"
    "  {\"$ref\": \"#/$defs/run\"}]}}]},\n"
    " \"texts\": {\"anyOf\": [{\"type\": [\"string\", \"null\"]},\n"
    "  {\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/text\"}}]},\n"
    " \"span\": {\"type\": [\"string\", \"null\"]},\n"
    " \"spans\": {\"anyOf\": [{\"type\": [\"string\", \"null\"]},\n"
    "  {\"type\": \"array\", \"items\": {\"type\": \"string\"}}]},\n"
    " \"align\": {\"enum\": [\"body\", \"left\", \"center\", \"right\",\n"
    "  null]},\n"
    " \"body\": {\"type\": [\"array\", \"null\"],\n"
    "  \"items\": {\"$ref\": \"#/$defs/block\"}},\n"
    " \"pages\": {\"type\": [\"array\", \"null\"],\n"
    "  \"items\": {\"$ref\": \"#/$defs/document\"}},\n"
    " \"note\": {\"anyOf\": [{\"type\": [\"string\", \"null\"]},\n"
    "  {\"type\": \"array\", \"items\": {\"anyOf\": [\n"
    "  {\"$ref\": \"#/$defs/text\"}, {\"type\": \"object\",\n"
    "  \"additionalProperties\": false, \"properties\": {\"ordinal\":\n"
    "  {\"$ref\": \"#/$defs/span\"}, \"name\":\n"
    "  {\"$ref\": \"#/$defs/text\"}}}]}}]},\n"
    " \"copies\": {\"type\":\n"
    "  [\"string\", \"integer\", \"null\"],\n"
    "  \"minimum\": 0, \"maximum\": 999999999999999},\n"
    " \"view\": {},\n";

static const char table[] =
    " \"table\": {\"type\": \"object\", \"required\": [\"type\", \"rows\"],\n"
    "  \"additionalProperties\": false, \"properties\": {\n"
    "  \"type\": {\"const\": \"table\"},\n"
    "  \"caption\": {\"$ref\": \"#/$defs/text\"},\n"
    "  \"unit\": {\"$ref\": \"#/$defs/text\"},\n"
    "  \"form\": {\"$ref\": \"#/$defs/flag\"},\n"
    "  \"aligns\": {\"type\": \"array\",\n"
    "   \"items\": {\"$ref\": \"#/$defs/align\"}},\n";

static const struct {
	const char *name, *type, *description;
} others[] = {
	{ "kind", "span", "文种；标题看得出时可以不写" },
	{ "body", "body", "正文：字符串是段落" },
	{ "attachments_list", "note", "附件说明；由附件生成时不写" },
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
	{ "mark", "span" }, { "listed", "text" }, { "file", "span" },
	{ "enclosure", "flag" }, { "landscape", "flag" },
	{ "unbound", "flag" }, { "nested", "view" },
};

const struct json_block json_blocks[JSON_BLOCKS] = {
	{ "paragraph", BLOCK_PARAGRAPH, "type text align" },
	{ "heading", BLOCK_HEADING, "type level ordinal topic text" },
	{ "item", BLOCK_HEADING, "type level ordinal text" },
	{ "fill_line", BLOCK_FILL_LINE, "type text" },
	{ "picture", BLOCK_PICTURE, "type path alt" },
	{ "section", BLOCK_SECTION, "type text" },
	{ "section_without", BLOCK_SECTION, "type text" },
	{ "section_end", BLOCK_SECTION, "type text" },
	{ "table", BLOCK_TABLE, NULL },
};

/* What a member of a block is, of those that are no span. */
static const struct {
	const char *name, *type;
} of_block[] = {
	{ "text", "text" }, { "topic", "text" }, { "align", "align" },
	{ "level", "level" },
};

static void
put_reference(struct buf *out, const char *name, const char *type,
    struct str description)
{
	buf_format(out, "  \"%s\": {\"$ref\": \"#/$defs/%s\", "
	    "\"description\": \"%.*s\"},\n", name, type, STR_ARG(description));
}

static void
put_number(struct buf *out, const char *name, unsigned max)
{
	buf_format(out, " \"%s\": {\"type\": \"integer\", \"minimum\": 0, "
	    "\"maximum\": %u},\n", name, max);
}

/* A paragraph need not say that it is one, a picture says where. */
static void
put_blocks(struct buf *out)
{
	buf_lit(out, " \"block\": {\"anyOf\": [\n"
	    "  {\"$ref\": \"#/$defs/text\"}, {\"$ref\": \"#/$defs/table\"}");
	for (size_t i = 0; i < JSON_BLOCKS; i++) {
		const char *names = json_blocks[i].members;
		struct str one;

		if (names == NULL)
			continue;
		buf_format(out, ",\n  {\"type\": \"object\", %s"
		    "\"additionalProperties\": false,\n   \"properties\": {"
		    "\"type\": {\"const\": \"%s\"}",
		    json_blocks[i].kind == BLOCK_PARAGRAPH ? "" :
		    json_blocks[i].kind == BLOCK_PICTURE ?
		    "\"required\": [\"type\", \"path\"], " :
		    "\"required\": [\"type\"], ", json_blocks[i].name);
		element_name(&names, &one);	/* the type itself */
		while (element_name(&names, &one)) {
			const char *type = "span";

			for (size_t k = 0; k < COUNT_OF(of_block); k++)
				if (str_eq(one, str_of(of_block[k].name)))
					type = of_block[k].type;
			buf_format(out, ",\n   \"%.*s\": {\"$ref\": "
			    "\"#/$defs/%s\"}", STR_ARG(one), type);
		}
		buf_lit(out, "}}");
	}
	buf_lit(out, "]},\n");
}

static void
put_cell(struct buf *out)
{
	put_number(out, "level", JSON_LEVEL_MAX);
	put_number(out, "number", JSON_NUMBER_MAX);
	put_number(out, "width", JSON_WIDTH_MAX);
	put_number(out, "columns", TABLE_COLUMNS_MAX);
	put_number(out, "rows", TABLE_ROWS_MAX);
	buf_lit(out, " \"cell\": {\"anyOf\": [\n"
	    "  {\"$ref\": \"#/$defs/text\"}, {\"type\": \"object\",\n"
	    "  \"additionalProperties\": false,\n"
	    "  \"properties\": {\n"
	    "  \"paragraphs\": {\"$ref\": \"#/$defs/texts\"},\n"
	    "  \"columns\": {\"$ref\": \"#/$defs/columns\"},\n"
	    "  \"rows\": {\"$ref\": \"#/$defs/rows\"},\n"
	    "  \"align\": {\"$ref\": \"#/$defs/align\"},\n"
	    "  \"fill\": {\"$ref\": \"#/$defs/span\"}}}]},\n");
}

/* The settings of a table by the members of the model. */
static void
put_table(struct buf *out)
{
	static const struct {
		const char *name, *type;
	} settings[] = {
#define FLAG(member)		{ #member, "\"$ref\": \"#/$defs/flag\"" },
#define NUMBER(member)		{ #member, "\"$ref\": \"#/$defs/number\"" },
#define SIZE(member)		NUMBER(member)
#define CONTROLS(member)	FLAG(member)
#define WIDTHS(member)							\
	{ #member, "\"type\": \"array\", \"minItems\": 1,\n"	\
	"   \"items\": {\"$ref\": \"#/$defs/width\"}" },
#define NOT(member)
#define SETTING(id, written, member, name, mark)	written(member)
#include "setting.def"
	};

	buf_lit(out, table);
	for (size_t i = 0; i < COUNT_OF(settings); i++)
		buf_format(out, "  \"%s\": {%s},\n",
		    settings[i].name, settings[i].type);
	buf_lit(out, "  \"rows\": {\"type\": \"array\", \"minItems\": 1,\n"
	    "   \"items\": {\"type\": \"array\", \"minItems\": 1,\n"
	    "   \"items\": {\"$ref\": \"#/$defs/cell\"}}}}},\n");
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
			put_reference(out, str_cstr(&arena, one), type, title);
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
	put_blocks(out);
	put_cell(out);
	put_table(out);
	buf_lit(out, " \"document\": {\"type\": \"object\",\n"
	    "  \"additionalProperties\": false, \"properties\": {\n");
	put_elements(out);
	for (size_t i = 0; i < COUNT_OF(others); i++)
		put_reference(out, others[i].name, others[i].type,
		    str_of(others[i].description));
	for (size_t i = 0; i < COUNT_OF(of_page); i++)
		buf_format(out, "  \"%s\": {\"$ref\": \"#/$defs/%s\"},\n",
		    of_page[i].name, of_page[i].type);
	put_settings(out);
	buf_lit(out, "}}\n}}\n");
}
