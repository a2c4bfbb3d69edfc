#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include "../base/file.h"
#include "../document/document.h"
#include "../document/dump.h"

/*
 * Reading a source: bytes → text → document.  Markdown, plain text or DOCX is
 * told by the suffix (base/kind.def).
 */
struct source_options {
	const char *encoding;		/* NULL: find out */
	struct values set;		/* --set 键=值: beats the source */
	struct explanation *explain;	/* plain text only; may be NULL */
	bool drawn;			/* of a DOCX the marks of lists, too */
};

/*
 * Read PATH and what it names (attachment files, CSV, pictures).  NULL with a
 * fatal finding when nothing can be made of it; otherwise a numbered document
 * in the arena.
 */
struct document *source_read(struct arena *, struct str path,
	    const struct source_options *, struct findings *);

/*
 * What a front end knows of its text beyond the words.  Parts of it that are
 * something for certain, and how pieces of it look; both in their order,
 * without overlap.
 */
struct known {
	uint32_t from, to;
	struct table *table;		/* these lines are it */
	struct picture *picture;	/* or stand for it; else NULL */
};

/* A line whose style says what it is. */
struct styled {
	uint32_t from, to;
	uint8_t label;			/* 1 + enum label, or 0 */
	uint8_t depth;			/* as of "## ", or 0 */
	bool opens;			/* another document, for certain */
};

struct emphasis {
	uint32_t from, to;
	unsigned flags;			/* enum run_flag */
};

struct knowledge {
	struct known *parts;
	size_t n;
	struct styled *styles;
	size_t style_count;
	struct emphasis *emphases;
	size_t emphasis_count;
};

/* Is a file read as plain text, by its suffix?  Else as Markdown. */
bool	 source_is_plain(struct str path);

/*
 * The two readers, for text already loaded (fuzzers, tests).  What they return
 * is not numbered, and attachments that are files of their own are empty
 * documents with a path: source_read fills them, then calls document_number.
 */
struct document *markdown_read(struct arena *, uint32_t file,
	    const struct source_options *, struct findings *);
/* The text of a DOCX: lines, and what the front end knows of them. */
struct document *text_read_known(struct arena *, uint32_t file,
	    const struct knowledge *, const struct source_options *,
	    struct findings *);
/*
 * The file of an attachment: its "# 附件1 名称 {横向}" gives PAGE (which the
 * naming document made) its mark; what --set says is not for it.  MARKED: it
 * is Markdown.
 */
struct document *text_read_page(struct arena *, uint32_t file, bool marked,
	    const struct source_options *, struct attachment *page,
	    struct findings *);

/*
 * A line of the 附件说明 that is the name of a file beside the source (in
 * FOLDER) and may be an attachment is one, as if the front matter named it.
 * source_read has done so; who calls the two readers above asks for it here.
 */
void	 source_take_listed(struct arena *, struct str folder,
	    struct document *);
/* The file that such a line names, of whatever kind; n == 0: none. */
struct span source_listed_file(struct arena *, struct str folder,
	    struct text item);

/*
 * Fill an attachment whose path a data row gave: page->path is relative to
 * FOLDER, page->document an empty one.  0, or -1 with a finding.
 */
int	 source_read_page(struct arena *, struct str folder,
	    struct attachment *page, const struct source_options *,
	    struct findings *);

/*
 * All files in FOLDER, which others may have filled: of the kinds in MAY (0: of
 * any), those to which links lead are taken only where file_may_read allows
 * it.  The rest is told and left out.  0, or -1 with a finding.
 */
int	 source_folder(struct arena *, struct str folder, unsigned may,
	    struct paths *, struct findings *);

/*
 * The sources in FOLDER, all levels, sorted: what source_read reads by its
 * suffix (md, txt …).  Files in folders called 附件, and those that another one
 * names (in its front matter, its 附件说明, or for a table), are left to the
 * documents that name them; a DOCX that the program made, or that stands
 * beside a text of its name, is what is made and no source.  0, or -1 with a
 * finding, also when there are none.
 */
int	 source_list(struct arena *, struct str folder, struct paths *,
	    struct findings *);
/* That there are none in FOLDER. */
void	 source_none(struct str folder, struct findings *);

/*
 * Front matter: lines “键: 值” between "---" lines at the top.  The
 * values go to their slots; *BODY is the offset of the text after it.  0, or
 * -1 with a finding when it does not parse.  None at all is 0 with *BODY 0.
 */
int	 front_read(struct arena *, uint32_t file, struct document *,
	    size_t *body, struct findings *);

/*
 * Put the value of one key into its slot, as front matter would; the lines of
 * the value are lines.  A key without a slot becomes a value for {{names}}.
 */
int	 front_set(struct arena *, struct document *, struct span key,
	    struct span value, struct findings *);

/*
 * Inline text of one paragraph, which may run over several lines.
 *
 *	**bold**	also between Chinese punctuation; ***both*** is bold
 *			and italic.  A single * and any _ are characters.
 *	`code`		by runs of backquotes of the same length
 *	\x		the ASCII punctuation x itself; "\" at the end of a
 *			line is a line break
 *	<br>		a line break
 *	&nbsp; &ensp; &emsp; &lt; &gt; &amp; &quot;
 *	<https://…>	the address without its brackets
 *	{{…}}		stays as it is, whatever it holds
 *	<!-- … -->	is no text
 *
 * A line end joins: with one space between two characters that are not CJK,
 * with nothing otherwise.  White space at both ends of a line is not text.
 * QUOTES is how many ">" may lead the second and later lines.
 *
 * Each run is bytes of the input at its pos, so byte I of a run stands at
 * pos.offset + I (a joining space stands at the line end; an entity at its &).
 * Marks without a partner, other HTML, and links stay text, with a finding.
 */
struct text inline_read(struct arena *, struct span, unsigned quotes,
	    struct findings *);
/* Parts of the source that are not in the model. */
struct dropped {
	VEC(struct repair) list;
};

/* Of plain text: bold is all that is read; its stars go to MARKS. */
struct text inline_read_bold(struct arena *, struct span,
	    struct dropped *marks);
/*
 * The same for one line of a form, whose ideographic blanks at either end are
 * room to write in and stay, unless there is nothing else.
 */
struct text inline_read_line(struct arena *, struct span, struct findings *);

/* What the recogniser of plain text has to say for itself (--explain). */
struct explanation {
	VEC(struct line_reason) lines;
};

#endif
