/*
 * Document → laid blocks on their pages.  The parts are laid in the standard's
 * order (parts.h), and then, when they stand on pages, what needs the whole is
 * decided.  Read it from the end: layout_copy is the pipeline.
 */
#include "parts.h"

#include "../document/element.h"
#include "../text/date.h"

/* The elements as plain text, for text slots in an office's template. */
static void
add_values(struct lay *lay, struct layout *layout,
    const struct document *document)
{
	struct laid_value *next = layout->values = NEW_ARRAY(lay->arena,
	    struct laid_value, ELEMENT_COUNT + document->values.n);

	EACH_OF(const struct element, element, elements, ELEMENT_COUNT) {
		struct str text = element_value(lay->arena, document, element,
		    element->joint).text;

		if (element->id == ELEMENT_marks)
			text = str_cat(lay->arena, text,
			    document->mark_tail.text);
		if (element->form != FORM_NONE)
			*next++ = (struct laid_value){
			    element_title(element), text };
	}
	for (size_t i = 0; i < document->values.n; i++)
		*next++ = (struct laid_value){ document->values.v[i].name.text,
		    document->values.v[i].text.text };
	layout->value_count = (size_t)(next - layout->values);
}

static void
add_properties(struct lay *lay, struct layout *layout,
    const struct document *document)
{
	struct date date;

	layout->title = text_join(lay->arena, document->title, STR_NONE);
	layout->creator = element_value(lay->arena, document,
	    &elements[document->organs.n > 0 ? ELEMENT_organs :
	    ELEMENT_signatures], "、").text;
	if (date_parse(document->date.text, &date, NULL) && date_exists(date))
		layout->date = str_format(lay->arena, "%04d-%02d-%02d",
		    date.year, date.month, date.day);
}

/* Two tables must not touch, and a document does not end with one. */
static bool
part_grids(struct lay *lay, struct layout *layout)
{
	bool grid_after = true, any = false;

	for (size_t s = SLOT_COUNT; s > 0; s--)
		for (size_t i = layout->slots[s - 1].n; i > 0; i--) {
			struct laid_list *list = &layout->slots[s - 1];
			bool table = list->v[i - 1].kind == LAID_GRID ||
			    list->v[i - 1].kind == LAID_IMPORT;

			if (table && grid_after) {
				list_insert(lay, list, i - 1, (struct laid){
				    .as.para = para_anchor(lay) });
				any = true;
			}
			grid_after = table;
		}
	return any;
}

/* A signature on a page that no text shares, 7.3.5.5. */
static void
warn_alone(struct lay *lay, const struct layout *layout,
    const struct document *document)
{
	const struct laid_list *ending = &layout->slots[SLOT_ENDING];
	const struct laid_list *body = &layout->slots[SLOT_BODY];

	if (ending->n > 0 && body->n > 0 &&
	    body->v[body->n - 1].last_page < ending->v[ending->n - 1].page)
		finding_add(lay->findings, FINDING_SIGNATURE_ALONE,
		    document->signatures.n > 0 ?
		    document->signatures.v[0].pos : document->date.pos,
		    "署名落在第 %u 页，这一页没有正文；请增减正文一两行，"
		    "或调整行距、字距",
		    "the signature stands on page %u, where there is no text; "
		    "lengthen or shorten the text by a line or two",
		    ending->v[ending->n - 1].page);
}

/* Tables of so many columns that their text had to be smaller. */
static void
tell_crowded(struct lay *lay, const struct layout *layout)
{
	for (size_t s = 0; s < SLOT_COUNT; s++)
		EACH(const struct laid, laid, layout->slots[s]) {
			const struct grid *grid = laid->as.grid;

			if (laid->kind != LAID_GRID || grid->crowded == 0)
				continue;
			finding_add(lay->findings, FINDING_TABLE_CROWDED,
			    grid->pos, "表格有%u列，字号已减为%g磅；可以减少"
			    "列，竖页上的也可以写{表格: 横向}排成横页",
			    "the table has %u columns and is set in %g points;"
			    " use fewer, or, where it is upright, {表格: 横向}",
			    grid->columns, grid->crowded / 2.0);
		}
}

/* How long a DOCX of somebody else's is, only its program knows. */
static void
tell_pages(struct lay *lay, const struct layout *layout,
    const struct document *document)
{
	const struct laid_list *list = &layout->slots[SLOT_ATTACHMENTS];
	size_t i = 0;

	while (i < list->n && list->v[i].kind != LAID_IMPORT)
		i++;
	if (i < list->n)
		finding_add(lay->findings, FINDING_PAGE_COUNT, document->pos,
		    "共 %u 页，带入的 DOCX 只按各一页计",
		    "%u pages, with one for each DOCX taken in", layout->pages);
	else
		finding_add(lay->findings, FINDING_PAGE_COUNT, document->pos,
		    "共 %u 页", "%u pages", layout->pages);
}

/* A format that the author did not ask for. */
static void
tell_format(struct lay *lay, const struct document *document)
{
	static const char *const clauses[] = {
		[FORMAT_LETTER] = "10.1", [FORMAT_ORDER] = "10.2",
		[FORMAT_MINUTES] = "10.3",
	};

	if (document->format != FORMAT_AUTO ||
	    lay->format == FORMAT_DOCUMENT || lay->format == FORMAT_SUBMISSION)
		return;
	finding_add(lay->findings, FINDING_FORMAT_CHOSEN,
	    text_pos(document->title), "按%s格式排版（GB/T 9704-2012 %s）；"
	    "要用文件格式，写“版式: 公文”",
	    "set in the format %s (GB/T 9704-2012 %s); for the general one "
	    "write “版式: 公文”", format_name(lay->format),
	    clauses[lay->format]);
}

static struct lay
lay_begin(struct arena *arena, const struct document *document,
    const struct profile *profile, struct findings *findings)
{
	return (struct lay){ .arena = arena, .profile = profile,
	    .findings = findings, .width = profile_text_width(profile),
	    .character = profile_character(profile),
	    .controls = !document->no_controls,
	    .format = document_format(document) };
}

struct layout *
layout_document(struct arena *arena, const struct document *document,
    const struct profile *profile, struct findings *findings)
{
	return layout_copy(arena, document, profile, NULL, NULL, findings);
}

struct layout *
layout_copy(struct arena *arena, const struct document *document,
    const struct profile *profile, struct layout_memo *memo,
    struct layout_recall *recall, struct findings *findings)
{
	struct lay lay = lay_begin(arena, document, profile, findings);
	bool moved = false;
	struct layout *layout;

	lay.memo = memo;
	lay.recall = recall;
	tell_format(&lay, document);
	layout = fit_main(&lay, document, &moved);
	lay_into(&lay, layout, SLOT_REMARK);
	if (!ending_has_contacts(&lay, document))
		lay_contacts(&lay, document, false);
	layout->format = lay.format;
	layout->blank_head = document->head == HEAD_PREPRINTED;
	lay_into(&lay, layout, SLOT_ATTACHMENTS);
	lay.tail = colophon_height(&lay, document, moved);
	lay.format = FORMAT_DOCUMENT;
	lay_attachments(&lay, document, &layout->last, 0);
	lay.format = layout->format;
	fit_inner(&lay, layout);
	colophon_settle(&lay, layout, document, moved);
	if (part_grids(&lay, layout))
		layout->pages = pages_count(&lay, layout, SLOT_COUNT);
	company_keep(&lay, layout);
	company_open_pages(&lay, layout);
	tell_crowded(&lay, layout);
	warn_alone(&lay, layout, document);
	add_values(&lay, layout, document);
	add_properties(&lay, layout, document);
	tell_pages(&lay, layout, document);
	return layout;
}

struct layout *
layout_attachment(struct arena *arena, const struct document *document,
    size_t index, const struct profile *profile, struct findings *findings)
{
	const struct attachment *attachment = &document->attachments.v[index];
	struct layout *layout = NEW(arena, struct layout);
	struct lay lay = lay_begin(arena, document, profile, findings);

	layout->profile = profile;
	lay.format = layout->format = FORMAT_DOCUMENT;
	lay_into(&lay, layout, SLOT_ATTACHMENTS);
	lay_unbound(&lay, attachment, &layout->last, document->number.text);
	fit_inner(&lay, layout);
	part_grids(&lay, layout);
	layout->pages = pages_count(&lay, layout, SLOT_COUNT);
	company_keep(&lay, layout);
	tell_crowded(&lay, layout);
	add_values(&lay, layout, document);
	add_properties(&lay, layout, attachment->document != NULL ?
	    attachment->document : document);
	return layout;
}
