#pragma once

#include "document.h"
#include "markdown.h"

/* The model as text, for people and programs (gongwen convert --to). */

/*
 * JSON: the elements by name; null where absent.  Headings are all numbered
 * paragraphs: level by ordinal; "runin" when text follows in the same
 * paragraph, "item" when it has no topic of its own, "where": "attachment"
 * inside attachments.  The text of all but headings alone ends before the
 * first 。, or before the ： of "时间：…" where "sep" says so; "soft" ones are
 * items, and those with a ： below level 1.  The mark of an attachment is null
 * when none was typed.  A forwarded or printed document with elements of its
 * own stands in "inner".  Elements of the old forms are there only when given.
 * Pictures of a DOCX are put into *FILES, as document_markdown does.
 */
void	 document_json(struct arena *, const struct document *,
	    struct str stem, struct buf *, struct markdown_files *);

/* The JSON Schema of it, made from slot.def and setting.def. */
void	 document_schema(struct buf *);

/* 2026-06-14, which is read as a date, and printed as one. */
bool	 json_is_short_date(struct str);

/* How a cell or a paragraph is set, by enum align: "body", "left" … */
extern const char *const json_aligns[];

/* The blocks of a body: what each is called, and the members it may have. */
struct json_block {
	const char *name;
	enum block_kind kind;
	const char *members;		/* NULL: as a table has them */
};
#define JSON_BLOCKS	9
extern const struct json_block json_blocks[JSON_BLOCKS];

/* The largest number of a setting, and of a width. */
#define JSON_NUMBER_MAX	30000u
#define JSON_WIDTH_MAX	100000u
#define JSON_LEVEL_MAX	5u

/* Every slot, block, cell and run on lines of its own; stable. */
void	 document_dump(const struct document *, struct buf *);

/* Why the recogniser of plain text read a line as it did (--explain). */
struct line_reason {
	uint32_t line;
	struct str text, label, evidence, runner_up;
	unsigned confidence;	/* percent */
};

/*
 * The reasons, two lines each: number, label, confidence, the beginning of the
 * line; evidence and the second best label.  As JSON, an object for a source:
 * {file, lines: [{line, label, confidence, evidence, runner_up, text}]}.
 */
void	 explanation_text(struct buf *, struct str source,
	    const struct line_reason *, size_t n, enum language);
void	 explanation_json(struct buf *, struct str source,
	    const struct line_reason *, size_t n);
