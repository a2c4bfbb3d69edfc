#pragma once

#include "../layout/layout.h"
#include "../package/pack.h"

/*
 * Templates.  A template is a DOCX that an office edits in Word, WPS or
 * LibreOffice: page, styles, letterhead artwork, headers and footers are its
 * own, and {{names}} in its text, split over runs as the editor likes, are
 * the slots that a document fills.
 *
 *   block slot   alone in its paragraph: the paragraph is replaced by the
 *		  blocks of that slot ({{版头}} … {{版记}}, or {{全文}} for all)
 *   text slot    anywhere else, in body, tables, text boxes, headers and
 *		  footers: replaced by a value's text, which keeps the
 *		  formatting of the slot's first character
 *
 * A paragraph disappears when all its slots are empty and it holds nothing
 * else of its own: labels beside elements of the standard (as in
 * 签发人：{{签发人}}) go with them, labels beside 变量 stay, to be filled in by
 * hand.
 *
 * A template is compiled once, is not changed after that and may be shared by
 * threads.  It holds no handles; all of it is in the arena it was given.
 */
struct template;

/*
 * What a built-in template leaves to the one table of measurements: in its
 * parts `<!--{{样式}}-->` is replaced by XML, and `"{{纸宽}}"` by a number,
 * both from this list: 样式, and the lengths of a profile by their keys.
 */
struct template_raw {
	struct str name, xml;
};

struct template_raws {
	const struct template_raw *v;
	size_t n;
};

/* The built-in templates, by number from 0; n == 0 after the last. */
struct str template_name(size_t index);
struct str template_description(size_t index, enum language);

/*
 * The built-in template NAME (n == 0: the first) as it was compiled with the
 * built-in PROFILE (n == 0: the first) when the program was built; NULL for
 * other names.
 */
const struct template *template_ready(struct str name, struct str profile);

/* Compile the built-in template NAME (n == 0: the first). */
struct template *template_builtin(struct arena *, struct str name,
	    const struct template_raws *, struct findings *);

/*
 * Compile the DOCX at PATH, which the user named at POS.  NULL with findings:
 * a file that is refused (see pack.h), no DOCX, macros, a slot that is not
 * closed, a block slot that does not stand alone.
 */
struct template *template_open(struct arena *, struct str path, struct pos,
	    struct findings *);

/* The same from bytes; NAME is for findings. */
struct template *template_read(struct arena *, struct str name,
	    struct str bytes, struct pos, struct findings *);

/* A built-in template as a DOCX to be edited, slots and raws in place. */
int	 template_export(struct str name, const struct template_raws *,
	    struct buf *out, struct findings *);

/*
 * What an office should know of its template, in the language of the
 * findings: its page, slots with their places, styles present and missing.
 * 0, or -1 with findings when it could not be filled.
 */
int	 template_check(struct str path, struct buf *report, struct findings *);

/* A part that a document adds: a picture, say. */
struct fill_part {
	struct str name;		/* "word/media/gw1.png" */
	struct str type;		/* content type */
	struct str bytes;
};

/* The page of the template's last section; lengths in twips, 0 = unknown. */
struct template_page {
	int width, height;
	int margin_top, margin_bottom, margin_left, margin_right;
	int header, footer;		/* distances from the edge */
	int line_pitch;			/* of the grid of lines */
	int grid_size;			/* half-points: charSpace adds to it */
	bool even_and_odd;		/* headers differ by parity */
	struct str section;		/* its w:sectPr */
	struct str references;		/* the header and footer references */
	struct str wide_references;	/* the same for landscape sections */
	/* What those refer to, to be added when the template has none. */
	struct fill_part spare[2];
	struct str spare_ids[2];
};

const struct template_page *template_page(const struct template *);

/*
 * The names that the template asks for beside the standard's elements, by
 * number from 0; n == 0 after the last.  Each needs a value in every document.
 */
struct str template_variable(const struct template *, size_t index);

/*
 * How a named style looks in the template, inheritance worked out.  Styles
 * are found by their names, whatever ids the editor gave them; in what is
 * written they have the ids of style.def again.
 */
struct template_style {
	bool present;
	struct str face;		/* for Chinese; n == 0: unknown */
	int size;			/* half-points; 0: unknown */
	int line;			/* twips, when exact; else 0 */
	int spacing;			/* added to each character, twips */
};

const struct template_style *template_style(const struct template *,
	    enum style);

/* A relationship that the document part gets. */
struct fill_relation {
	struct str id;
	const char *kind;		/* "image", "hyperlink", … */
	struct str target;		/* relative to word/, or a URI */
	bool external;
};

/*
 * What one document puts into a template.  Zero is: nothing.  Parts are named
 * word/gw… or word/media/gw…, relationships rIdGw… or rIdImport…: no template
 * has such names.
 */
struct fill {
	struct str xml[SLOT_COUNT];	/* blocks, spelled with w: r: … */
	struct str section;		/* last w:sectPr; n == 0: own */
	bool upright;			/* a section has its references */
	const struct laid_value *values;	/* for text slots */
	size_t value_count;
	bool styles[STYLE_COUNT];	/* the XML uses this style */

	const struct fill_part *parts;
	size_t part_count;
	const struct fill_relation *relations;
	size_t relation_count;
	struct str style_xml;		/* w:style elements to add */
	struct str abstract_xml;	/* w:abstractNum elements to add */
	struct str number_xml;		/* w:num elements to add */

	struct str title, creator;	/* document properties */
	struct str date;		/* "2026-06-14", or n == 0 */
	unsigned pages;			/* as computed; 0: not known */
};

/*
 * Make the document: a whole DOCX in OUT, replacing what was there.  The
 * prefixes w r a wp pic mc w14 v o wps are declared for the blocks.
 *
 * 0, or -1 with findings and nothing in OUT: a slot that neither the standard
 * nor a value knows (with part, paragraph and nearest name), content that has
 * no slot to go to, a style that is used and missing.
 */
int	 template_fill(const struct template *, const struct fill *,
	    struct pack_writer *, struct buf *out, struct findings *);
