/*
 * A compiled template and what one document puts into it → a package; what has
 * no place there is told, and to an office all that its template lacks.
 */
#include "template.h"

#include "../package/markup.h"
#include "compiled.h"

/* --- does it fit? ------------------------------------------------------ */

struct press {
	const struct template *template;
	const struct fill *fill;
	struct findings *findings;
	struct arena arena;		/* of this document */
	struct slot_content content;
	struct slot_pieces pieces;
};

static const struct laid_value *
find_value(const struct fill *fill, struct str name)
{
	for (size_t i = 0; i < fill->value_count; i++)
		if (str_eq(fill->values[i].name, name))
			return &fill->values[i];
	return NULL;
}

/* The known name nearest to one that has no value; n == 0: none is near. */
static struct str
meant(struct press *p, struct str name)
{
	struct nearest nearest = nearest_to(name);

	for (size_t i = 0; i < p->fill->value_count; i++)
		nearest_try(&nearest, p->fill->values[i].name);
	for (int i = 0; i <= SLOT_COUNT; i++)
		nearest_try(&nearest, str_of(slot_title((enum slot)i)));
	return nearest.best;
}

static void
report_unknown(struct press *p, const struct slot_name *name)
{
	const struct template *t = p->template;
	struct str near = meant(p, name->name);

	if (near.n > 0)
		finding_add(p->findings, FINDING_TEMPLATE_NAME, t->pos,
		    "模板“%.*s”的 %.*s 第 %zu 段（%.*s）：“%.*s”没有值，"
		    "是不是“%.*s”？",
		    "template “%.*s”, %.*s, paragraph %zu (%.*s): “%.*s” has "
		    "no value; did you mean “%.*s”?",
		    STR_ARG(t->name), STR_ARG(name->part), name->paragraph,
		    STR_ARG(name->around), STR_ARG(name->name), STR_ARG(near));
	else
		finding_add(p->findings, FINDING_TEMPLATE_NAME, t->pos,
		    "模板“%.*s”的 %.*s 第 %zu 段（%.*s）：“%.*s”没有值；"
		    "请在源文件开头或数据表里写上它",
		    "template “%.*s”, %.*s, paragraph %zu (%.*s): “%.*s” has "
		    "no value; give it in the front matter or the data",
		    STR_ARG(t->name), STR_ARG(name->part), name->paragraph,
		    STR_ARG(name->around), STR_ARG(name->name));
}

/* Look up the texts of all names. */
static int
find_texts(struct press *p)
{
	const struct slots *slots = &p->template->slots;
	struct str *texts = NEW_ARRAY(&p->arena, struct str, slots->names.n);
	int status = 0;

	for (size_t i = 0; i < slots->names.n; i++) {
		const struct slot_name *name = &slots->names.v[i];
		const struct laid_value *value = find_value(p->fill,
		    name->name);

		texts[i] = value != NULL ? value->text : STR_NONE;
		if (value == NULL && !name->element) {
			report_unknown(p, name);
			status = -1;
		}
	}
	p->content.texts = texts;
	return status;
}

static int
report_lack(struct press *p, struct str name)
{
	finding_add(p->findings, FINDING_TEMPLATE_LACKS, p->template->pos,
	    "模板“%.*s”里没有“{{%.*s}}”，文稿的%.*s没有地方放；请在模板里加上",
	    "template “%.*s” has no “{{%.*s}}”, so that the document's %.*s "
	    "has no place; put it into the template",
	    STR_ARG(p->template->name), STR_ARG(name), STR_ARG(name));
	return -1;
}

/* The same for an element that may be typed in the template as it is. */
static int
report_untyped(struct press *p, const struct laid_value *value)
{
	finding_add(p->findings, FINDING_TEMPLATE_LACKS, p->template->pos,
	    "模板“%.*s”里既没有“%.*s”这几个字，也没有“{{%.*s}}”；红头固定"
	    "的模板里请打上与文稿一样的%.*s，不固定的请写“{{%.*s}}”",
	    "template “%.*s” has neither the words “%.*s” nor “{{%.*s}}”; in a "
	    "template with a fixed head type the same %.*s as in the document, "
	    "else write “{{%.*s}}”", STR_ARG(p->template->name),
	    STR_ARG(value->text), STR_ARG(value->name), STR_ARG(value->name),
	    STR_ARG(value->name));
	return -1;
}

/* Is it typed in the template, a red head that never changes? */
static bool
is_typed(struct press *p, struct str text)
{
	struct buf out = { 0 };
	bool typed;

	template_typed(&out, text);
	typed = out.n > 0 && str_has(p->template->fixed, buf_view(&out));
	buf_release(&out);
	return typed;
}

/*
 * A block without a place may be in the template element by element; then
 * each element that the document has must be there, of a head its text.
 */
static int
check_elements(struct press *p, enum slot slot)
{
	const struct slots *slots = &p->template->slots;
	bool any = false;
	int status = 0;

	for (size_t i = 0; i < slots->names.n; i++)
		any |= slots->names.v[i].element &&
		    slots->names.v[i].block == slot;
	for (size_t i = 0; slot == SLOT_HEAD && i < p->fill->value_count; i++)
		any |= slot_of_element(p->fill->values[i].name) ==
		    (int)slot && is_typed(p, p->fill->values[i].text);
	if (!any)
		return report_lack(p, str_of(slot_title(slot)));
	EACH_OF(const struct laid_value, value, p->fill->values,
	    p->fill->value_count) {
		bool used = false;

		if (value->text.n == 0 ||
		    slot_of_element(value->name) != (int)slot)
			continue;
		for (size_t k = 0; k < slots->names.n; k++)
			used |= str_eq(slots->names.v[k].name, value->name);
		if (used || (slot == SLOT_HEAD && is_typed(p, value->text)))
			continue;
		status = slot == SLOT_HEAD ? report_untyped(p, value) :
		    report_lack(p, value->name);
	}
	return status;
}

static int
check_places(struct press *p)
{
	const bool *blocks = p->template->slots.blocks;
	int status = 0;

	for (int i = 0; i < SLOT_COUNT; i++)
		if (p->fill->xml[i].n > 0 && !blocks[i] &&
		    !blocks[SLOT_COUNT] && check_elements(p, (enum slot)i) != 0)
			status = -1;
	return status;
}

/* Those that are lent (docx.c). */
static void
tell_styles(struct press *p)
{
	for (size_t i = 0; i < STYLE_COUNT; i++)
		if (p->fill->styles[i] && !p->template->styles.looks[i].present)
			finding_add(p->findings, FINDING_TEMPLATE_STYLE,
			    p->template->pos, "模板“%.*s”里没有样式“%s”，用了"
			    "内置模板的", "template “%.*s” has no style “%s”; "
			    "that of the built-in one was taken",
			    STR_ARG(p->template->name), profile_styles[i].name);
}

/* --- what a document adds ---------------------------------------------- */

static void
prepare_types(struct press *p)
{
	const struct fill *fill = p->fill;
	struct buf out = { 0 };

	for (size_t i = 0; i < fill->part_count; i++)
		template_override(&out, fill->parts[i].name,
		    fill->parts[i].type);
	if (fill->number_xml.n > 0 && !p->template->own_numbering)
		template_override(&out, STR(NUMBERING_NAME),
		    STR(WORD_TYPE "numbering+xml"));
	p->content.additions[ADD_TYPES] = buf_take(&p->arena, &out);
}

static void
put_fill_relation(struct buf *out, const struct fill_relation *relation)
{
	markup_put(out, "<Relationship Id='%.*s' Type='" OFFICE_URI
	    "relationships/%s' Target='%.*s'%s/>", STR_ARG(relation->id),
	    relation->kind, STR_ARG(relation->target),
	    relation->external ? " TargetMode=\"External\"" : "");
}

static void
prepare_relations(struct press *p)
{
	struct fill_relation numbering = { STR("rIdGwNumbering"),
	    "numbering", STR("/" NUMBERING_NAME), false };
	struct buf out = { 0 };

	for (size_t i = 0; i < p->fill->relation_count; i++)
		put_fill_relation(&out, &p->fill->relations[i]);
	if (p->fill->number_xml.n > 0 && !p->template->own_numbering)
		put_fill_relation(&out, &numbering);
	p->content.additions[ADD_RELATIONS] = buf_take(&p->arena, &out);
}

static void
prepare_additions(struct press *p)
{
	struct str *additions = p->content.additions;

	additions[ADD_PAGES] = p->fill->pages == 0 ? STR_NONE :
	    str_format(&p->arena, "<Pages>%u</Pages>", p->fill->pages);
	additions[ADD_STYLES] = p->fill->style_xml;
	additions[ADD_ABSTRACTS] = p->fill->abstract_xml;
	additions[ADD_NUMBERS] = p->fill->number_xml;
	prepare_types(p);
	prepare_relations(p);
}

/* The document's own properties; never the clock's or the template's. */
static struct str
core_properties(struct press *p)
{
	static const char *const dates[] = { "created", "modified" };
	const struct fill *fill = p->fill;
	struct buf out = { 0 };

	markup_put(&out, XML_HEAD "<cp:coreProperties xmlns:cp='" PACKAGE_URI
	    "metadata/core-properties' xmlns:dc='http://purl.org/dc/"
	    "elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/' "
	    "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
	    "<dc:title>%.*s</dc:title><dc:creator>%.*s</dc:creator>"
	    "<dc:language>zh-CN</dc:language>", STR_ARG(fill->title),
	    STR_ARG(fill->creator));
	for (size_t i = 0; i < COUNT_OF(dates) && fill->date.n > 0; i++)
		markup_put(&out, "<dcterms:%s xsi:type='dcterms:W3CDTF'>%.*s"
		    "T00:00:00Z</dcterms:%s>", dates[i], STR_ARG(fill->date),
		    dates[i]);
	buf_lit(&out, "</cp:coreProperties>");
	return buf_take(&p->arena, &out);
}

/* Those that tell what the document is, whose, and for whom. */
static const char *const custom_names[] = {
	"发文字号", "标题", "主送", "成文日期", "密级", "紧急程度", "签发人",
};

/*
 * The same for whoever handles the file later.  The page of an attachment has
 * the elements of its document, and its own title as 表.
 */
static struct str
custom_properties(struct press *p)
{
	const size_t n = COUNT_OF(custom_names);
	struct properties list = { NEW_ARRAY(&p->arena, struct property,
	    n + 2), 0 };
	const struct laid_value *value, *title = find_value(p->fill,
	    STR("标题"));
	struct buf out = { 0 };

	/* Who signs, where no other issuer is named. */
	list.v[list.n++] = (struct property){ STR("发文机关"),
	    p->fill->creator };
	for (size_t i = 0; i < n; i++) {
		struct str text;

		value = find_value(p->fill, str_of(custom_names[i]));
		if (value == NULL)
			continue;
		text = str_replace(&p->arena, value->text, STR("\n"), STR_NONE);
		/* Below the text 主送 ends in a stop. */
		if (str_ends(text, STR("。")))
			text.n -= STR("。").n;
		list.v[list.n++] = (struct property){ value->name, text };
	}
	if (title != NULL && !str_eq(str_replace(&p->arena, title->text,
	    STR("\n"), STR_NONE), p->fill->title))
		list.v[list.n++] = (struct property){ STR("表"),
		    p->fill->title };
	property_write(&out, &list);
	return buf_take(&p->arena, &out);
}

/* --- the package ------------------------------------------------------- */

static bool
adds_nothing(const struct sheaf *sheaf, const struct slot_content *content)
{
	EACH(const struct step, step, sheaf->steps)
		if (step->kind == STEP_ADD &&
		    content->additions[step->addition].n > 0)
			return false;
	return true;
}

static void
write_sheaf(struct press *p, const struct sheaf *sheaf,
    struct pack_writer *writer)
{
	bool whole = sheaf->steps.n == 0 ||
	    (sheaf->additions && adds_nothing(sheaf, &p->content));
	bool upright = p->fill->section.n == 0 || p->fill->upright;

	if (sheaf->kind == (upright ? FOR_TURNED : FOR_UPRIGHT))
		return;
	if (whole) {
		if (!sheaf->spare)
			pack_copy(writer, &sheaf->whole);
		return;
	}
	p->pieces.list.n = 0;
	slots_put(&sheaf->steps, &p->content, &p->pieces);
	pack_splice(writer, sheaf->whole.name, p->pieces.list.v,
	    p->pieces.list.n);
}

static void
write_package(struct press *p, struct pack_writer *writer, struct buf *out)
{
	const struct template *t = p->template;
	const struct fill *fill = p->fill;

	pack_begin(writer, out);
	for (size_t i = 0; i < t->sheaves.n; i++)
		write_sheaf(p, &t->sheaves.v[i], writer);
	pack_add(writer, STR(CORE_NAME), core_properties(p));
	pack_add(writer, STR(CUSTOM_NAME), custom_properties(p));
	for (size_t i = 0; i < fill->part_count; i++)
		pack_add(writer, fill->parts[i].name, fill->parts[i].bytes);
	pack_end(writer);
}

int
template_fill(const struct template *template, const struct fill *fill,
    struct pack_writer *writer, struct buf *out, struct findings *findings)
{
	struct press p = { .template = template, .fill = fill,
	    .findings = findings };
	int status;

	out->n = 0;
	p.pieces.arena = &p.arena;
	p.content.fill = fill;
	p.content.blocks = template->slots.blocks;
	status = find_texts(&p);
	status |= check_places(&p);
	tell_styles(&p);
	if (status == 0) {
		prepare_additions(&p);
		write_package(&p, writer, out);
	}
	arena_release(&p.arena);
	return status == 0 ? 0 : -1;
}

/* --- report ------------------------------------------------------------ */

static void
report_page(const struct template_page *page, bool english, struct buf *out)
{
	const double mm = TWIPS_PER_MM;

	buf_format(out, english ?
	    "page %.0f × %.0f mm, margins top %.1f bottom %.1f left %.1f "
	    "right %.1f mm\n" :
	    "纸张 %.0f × %.0f mm，天头 %.1f、地脚 %.1f、订口 %.1f、"
	    "切口 %.1f mm\n",
	    page->width / mm, page->height / mm, page->margin_top / mm,
	    page->margin_bottom / mm, page->margin_left / mm,
	    page->margin_right / mm);
}

static void
report_styles(const struct template *t, bool english, struct buf *out)
{
	unsigned missing = 0;

	for (size_t i = 0; i < STYLE_COUNT; i++)
		if (!t->styles.looks[i].present) {
			buf_lit(out, missing++ > 0 ? "、" :
			    english ? "missing styles: " : "缺少的样式：");
			buf_lit(out, profile_styles[i].name);
		}
	buf_lit(out, missing > 0 ? english ?
	    " (the built-in ones are taken)\n" :
	    "（用内置模板的）\n" : english ?
	    "all named styles are there\n" : "需要的样式齐全\n");
}

static void
report_slots(const struct slots *slots, bool english, struct buf *out)
{
	EACH(const struct slot_place, place, slots->places) {
		buf_format(out, english ? "{{%.*s}}: %.*s, paragraph %zu%s\n" :
		    "{{%.*s}}：%.*s 第 %zu 段%s\n", STR_ARG(place->name),
		    STR_ARG(place->part), place->paragraph, !place->block ?
		    "" : english ? ", blocks" : "，整段");
	}
	for (int i = 0; i < SLOT_COUNT; i++)
		if (!slots->blocks[i] && !slots->blocks[SLOT_COUNT])
			buf_format(out, english ? "no {{%s}}%s\n" :
			    "没有 {{%s}}%s\n", slot_title((enum slot)i),
			    i != SLOT_HEAD ? "" : english ? ": a red head "
			    "that is typed must have the words of the "
			    "document's 发文机关标志, else put {{版头}} there" :
			    "：打好了红头的，字要与文稿的发文机关标志相同；"
			    "别的机关也要用的，请把红头换成 {{版头}}");
}

/* Names that are nearly those of slots; others may be a document's own. */
static bool
find_unknown(const struct template *template, struct findings *findings)
{
	const struct fill fill = { .values = NULL };
	struct press press = { .template = template, .fill = &fill,
	    .findings = findings };
	bool found = false;

	EACH(const struct slot_name, name, template->slots.names) {
		if (!name->element && meant(&press, name->name).n > 0) {
			report_unknown(&press, name);
			found = true;
		}
	}
	return found;
}

int
template_check(struct str path, struct buf *report, struct findings *findings)
{
	struct arena arena = ARENA_INIT;
	bool unknown = false;
	bool english = findings->language == LANGUAGE_EN;
	const struct template *template = template_open(&arena, path,
	    POS_NONE, findings);

	if (template != NULL) {
		unknown = find_unknown(template, findings);
		report_page(&template->page, english, report);
		report_slots(&template->slots, english, report);
		report_styles(template, english, report);
		if (!template->slots.blocks[SLOT_BODY] &&
		    !template->slots.blocks[SLOT_COUNT]) {
			finding_add(findings, FINDING_TEMPLATE_LACKS, POS_NONE,
			    "模板“%.*s”里没有“{{正文}}”，也没有“{{全文}}”，"
			    "正文没有地方放；请在模板里加上",
			    "template “%.*s” has neither {{正文}} nor "
			    "{{全文}}, so that a body has no place; put one "
			    "into it", STR_ARG(path));
			template = NULL;
		}
	}
	arena_release(&arena);
	return template != NULL && !unknown ? 0 : -1;
}
