#pragma once

#include "../base/arena.h"
#include "../base/finding.h"
#include "../base/str.h"

/*
 * The model of an official document: the slots that the standard names, and
 * nothing about how they look.  Glossary (clauses of GB/T 9704-2012); these
 * words, and no others, name the things throughout the program:
 *
 *   版头 head		份号 copy_number	密级和保密期限 secrecy
 *   紧急程度 urgency	发文机关标志 mark	发文字号 number
 *   办理类别 handling
 *   签发人 signer	标题 title		主送机关 recipients
 *   正文 body		附件说明 note		署名 signature
 *   成文日期 date	附注 remark		附件 attachment
 *   印章 seal		版记 colophon		抄送机关 cc
 *   印发机关 printer	印发日期 print_date	文种 genre
 *   印发件 enclosure (the plan a notice issues; no 附件 mark)
 *   转发件 forwarded document (a complete one inside an attachment)
 *   联系人 contact	填报行 fill-in line	签名章 signature stamp
 *   题注 title_note	期号 issue		翻印 reprint
 *   出席 present		请假 excused		列席 observers
 *   版式 format
 *
 * A document is made by a reader, numbered by document_number, and is not
 * changed after that.  All of it lives in the reader's arena.  Every text
 * knows its place in the input; text that the program made has POS_NONE.
 * Absent is n == 0.
 */

/* A piece of plain text from one place. */
struct span {
	struct str text;
	struct pos pos;
};

/* PART of its text, with its place. */
struct span span_part(struct span, struct str part);

struct spans {
	struct span *v;
	size_t n;
};

/* Text with inner marks: runs in order. */
enum run_flag {
	RUN_BOLD = 1,
	RUN_ITALIC = 2,
	RUN_BREAK = 4,		/* a line break stands before this run */
	RUN_CODE = 8		/* typed between backquotes */
};

struct run {
	struct str text;	/* may hold {{names}} until merged */
	struct pos pos;
	unsigned flags;
};

struct text {
	struct run *v;
	size_t n;
};

struct texts {
	struct text *v;
	size_t n;
};

enum align { ALIGN_BODY, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

/*
 * A table: a full grid.  A cell that a neighbour covers has `covered` set and
 * no text; the covering one says how many columns and rows it spans.
 */
struct cell {
	struct texts paragraphs;
	struct pos pos;
	unsigned colspan, rowspan;	/* 1 or more; 0 when covered */
	bool covered;
	enum align align;		/* ALIGN_BODY: by content */
	struct span rule;		/* {填写: …}, see rule.h */
};

/* Bounds: what Word can show, and what a machine can hold. */
#define TABLE_COLUMNS_MAX	63u
#define TABLE_ROWS_MAX		32767u
#define TABLE_CELLS_MAX		1000000u

struct table {
	struct cell *cells;		/* rows × columns, row by row */
	unsigned rows, columns;
	unsigned header_rows;		/* repeated on every page */
	unsigned *widths;		/* relative; NULL = computed */
	enum align *aligns;		/* by column; NULL = by content */
	unsigned row_height;		/* in body lines; 0 = by content */
	unsigned font_size;		/* half-points; 0 = profile */
	bool landscape;			/* 横向: a section of its own */
	bool full_width;		/* 通栏 */
	bool fill_page;			/* 通页: the form fills its page */
	bool form;			/* label/value grid without header */
	bool controls;			/* blank cells become controls */
	struct text caption, unit;	/* 表题, 单位 line */
	struct pos pos;
};

struct picture {
	struct span path;		/* as typed, relative to its source */
	struct str file;		/* as found */
	struct span alt;
	struct str bytes;		/* loaded; n == 0 when it failed */
	unsigned width, height;		/* in pixels */
	bool png;			/* else JPEG */
	bool unnamed;			/* ALT is for who cannot see it */
};

enum block_kind {
	BLOCK_PARAGRAPH,	/* text, align */
	BLOCK_HEADING,		/* level, ordinal, topic, text */
	BLOCK_TABLE,		/* table */
	BLOCK_FILL_LINE,	/* text: 填报单位：　填报时间： spread out */
	BLOCK_PICTURE,		/* picture */
	BLOCK_SECTION		/* {{#name}} ... {{/name}} around blocks */
};

struct block {
	enum block_kind kind;
	struct pos pos;
	struct text text;
	enum align align;
	/*
	 * A numbered paragraph.  `text` goes on after `ordinal`.  Its first
	 * `topic` runs are the heading; when that is all of them it stands
	 * alone, else it is run-in; 0 is a plain item.
	 */
	int level;		/* 1..5; 0 for 第一条 and the like */
	struct span ordinal;	/* typed, or given by document_number */
	size_t topic;
	struct table *table;
	struct picture *picture;
	bool section_open;	/* BLOCK_SECTION: opens (else closes) */
	bool section_inverted;
};

struct blocks {
	struct block *v;
	size_t n;
};

/* One line of the 附件说明. */
struct note_item {
	struct span ordinal;	/* as typed ("1.", "附件一：") or absent */
	struct text name;
};

struct note {
	struct note_item *v;
	size_t n;
	bool typed;		/* by the author; else made from the pages */
	struct pos pos;
};

enum seal {
	SEAL_STAMPED,		/* 加盖印章 7.3.5.1 */
	SEAL_NONE,		/* 不加盖印章 7.3.5.2 */
	SEAL_SIGNATURE,		/* 加盖签名章 7.3.5.3 */
	SEAL_TITLE		/* none: name and day stand under the title */
};

enum head {
	HEAD_AUTO,		/* printed when there is a mark */
	HEAD_PREPRINTED,	/* space left for letterhead paper */
	HEAD_NONE
};

/* The forms of clause 10. */
enum format {
	FORMAT_AUTO,		/* as mark and 文种 say: document_format */
	FORMAT_DOCUMENT,	/* 公文 */
	FORMAT_LETTER,		/* 信函 10.1 */
	FORMAT_ORDER,		/* 命令 10.2 */
	FORMAT_MINUTES,		/* 纪要 10.3 */
	FORMAT_SUBMISSION	/* 呈批件: a head with boxes, only when asked */
};

struct document;

enum attachment_kind {
	ATTACHMENT_PAGE,	/* 附件: mark, title, content */
	ATTACHMENT_ENCLOSURE	/* 印发件: on a new page, no mark */
};

/*
 * What follows the main document on new pages.  Its content is a document
 * again: a plain form has only a title and a body there; a forwarded document
 * has its own number, recipients, signature and attachments.
 */
struct attachment {
	enum attachment_kind kind;
	struct span mark;	/* "附件1", typed or given by document_number */
	unsigned number;	/* 0 when it is the only one */
	struct text listed;	/* name in the note, when not its title */
	struct document *document;
	struct span path;	/* the file it came from, if of its own */
	struct str import;	/* path of a DOCX to take in; body is empty */
	struct document *taken;	/* what was read of it for what is drawn */
	bool landscape;		/* the whole attachment */
	bool unbound;		/* 附件另装: number and mark at the top */
};

struct attachments {
	struct attachment *v;
	size_t n;
};

/* Keys of the front matter that the model has no slot for (变量). */
struct value {
	struct span name, text;
};

struct values {
	struct value *v;
	size_t n;
};

/* The one of that name, or NULL. */
struct value *values_find(const struct values *, struct str name);

/*
 * A piece of the source that is not in the model: the program prints it
 * itself where the standard has it, or it was no text of the document.
 */
enum repair_kind {
	REPAIR_LABEL,		/* 附件：, 印发: the layout writes them */
	REPAIR_MARK,		/* colon of 主送, brackets of 附注: the same */
	REPAIR_PAGE_NUMBER,
	REPAIR_RULE,		/* lines of dashes */
	REPAIR_PROPERTY,	/* the table of a web page: 索引号, 有效性 */
	REPAIR_WEEKDAY,		/* behind the date */
	REPAIR_HEADER,		/* head of a table, repeated on a page */
	REPAIR_MARKUP,		/* # and | of marked-up text, 标题： */
	REPAIR_REPEATED,	/* what a mark of the author says already */
	REPAIR_KINDS
};

struct repair {
	enum repair_kind kind;
	struct pos pos;
	uint32_t length;
};

struct repairs {
	struct repair *v;
	size_t n;
};

struct document {
	struct pos pos;

	/* 版头, 7.2 */
	enum head head;
	struct span copy_number;
	struct span secrecy;		/* 机密★1年 */
	struct span urgency;
	struct span handling;		/* 办理类别 of a proposal: A类 */
	struct spans organs;		/* 发文机关, the host first */
	struct spans marks;		/* 发文机关标志: one line an organ */
	struct span mark_tail;		/* 文件, when the mark has it */
	struct span issue;		/* 期号 of minutes: 第12期 */
	struct span number;
	struct spans signers;

	/* 主体, 7.3 */
	struct text title;		/* RUN_BREAK: the author's breaks */
	struct text title_note;		/* 题注, with what brackets it has */
	struct text recipients;		/* without the colon */
	struct blocks body;
	struct note note;
	struct texts contacts;		/* whole lines */
	bool contacts_first;		/* they stand before the note */
	struct text present;		/* 出席, of minutes */
	struct text excused;		/* 请假 */
	struct text observers;		/* 列席 */
	enum seal seal;
	bool seal_said;			/* by the author, for certain */
	struct spans signatures;
	struct spans signature_titles;	/* 签名章: 职务 by signature */
	struct span date;		/* as it is to be printed */
	struct span acting;		/* 代章 */
	struct texts after;		/* text below the date */
	struct texts remarks;		/* 附注, without the brackets */
	struct attachments attachments;

	/* 版记, 7.4 */
	struct text report_to;		/* 报, old form */
	struct text send_to;		/* 送, old form */
	struct text cc;
	struct span printer;
	struct span print_date;		/* without 印发 */
	struct span reprinter;		/* 翻印机关 */
	struct span reprint_date;	/* without 翻印 */
	struct span reprint_copies;	/* 共印50份 */
	struct span copies;		/* the same, old form */
	struct span subject_words;	/* 主题词, old form */

	struct str genre;		/* 通知, 函 …; from the title or text */
	enum format format;		/* 版式 */

	/* How the author wants it made */
	bool even_colophon;		/* 版记偶数页 */
	bool turned_colophon;		/* 版记横页 */
	bool unbound;			/* 附件另装 */
	bool no_controls;		/* 控件: 否 */
	struct span template, profile;	/* 模板, 排版 */
	struct values values;
	struct spans comments;		/* <!-- 校核: … --> of the source */
	struct repairs repairs;		/* of plain text; in the root */
};

/* Is block I the line under a picture that names it (图题), or over a table? */
bool	 blocks_names_picture(struct blocks, size_t i);
bool	 blocks_names_table(struct blocks, size_t i);
/* The 说明 of picture I that is printed under it; empty where a line does. */
struct span blocks_picture_name(struct blocks, size_t i);
/* What a source has for it: a name for who cannot see it prints no name. */
struct str blocks_picture_alt(struct blocks, size_t i);

/* True when the document has a number, recipients or a date of its own. */
bool	 document_is_complete(const struct document *);
/*
 * True of an attachment that is not bound with its document (7.3.7): the
 * document's number, and a page with its mark.
 */
bool	 document_is_unbound(const struct document *);

/* Is this page of the document a file of its own (附件另装)?  7.3.7 */
bool	 attachment_is_unbound(const struct document *,
	    const struct attachment *);

/*
 * Are the 发文机关标志 there as such, and not only because the document says
 * who issues it (发文机关)?
 */
bool	 document_types_marks(const struct document *);

/*
 * The format that it is printed in: what the author says (版式), else what its
 * mark or its 文种 tells.  Only what has a mark has one of clause 10.
 */
enum format document_format(const struct document *);
/* Is the signature the issuing organs, and not typed by itself? */
bool	 document_signs_as_organs(const struct document *);
/*
 * Minutes of a series (期号, 〔2026〕3号) say at their head who made them and
 * when, and have no signature.
 */
bool	 document_dates_head(const struct document *);
/* The 文种 that title or text tells, when no author says it. */
struct str document_tells_genre(struct arena *, const struct document *);
/* How it is sealed: minutes are not, an order with a 职务 has a stamp, 10. */
enum seal document_seal(const struct document *);
/* Does the mark of an order or of minutes say the whole title? */
bool	 document_title_is_mark(const struct document *);
/* The name of a format as it is typed: 信函. */
const char *format_name(enum format);

/*
 * The last step of reading: give ordinals to headings that have none, marks and
 * numbers to attachments, the genre, the 附件说明 when it was not typed, 署名
 * from 发文机关.  A typed ordinal is kept; where the sequence jumps, and where
 * a typed 附件说明 differs from the pages, there is a finding.
 */
void	 document_number(struct arena *, struct document *, struct findings *);

/*
 * Warn of what old files have lost on their way to plain text: attachments
 * that are a title and nothing else, tables that are a header.  For a document
 * that has been numbered.
 */
void	 document_find_damage(const struct document *, struct findings *);

/* The same words, in the same order? */
bool	 spans_same(const struct spans *, const struct spans *);
/* The text of the runs put together; line breaks become BREAK ("" or "\n"). */
struct str text_join(struct arena *, struct text, struct str line_break);
/* All of several texts, with "\n" for their line breaks and between them. */
struct str texts_join(struct arena *, const struct texts *);
/* A text of one run. */
struct text text_plain(struct arena *, struct span);
bool	 text_empty(struct text);
/*
 * The bytes FROM..TO of the joined text (breaks count nothing), in runs of
 * their own; a run that an end falls into is cut there.
 */
struct text text_part(struct arena *, struct text, size_t from, size_t to);
/* One text after the other. */
struct text text_append(struct arena *, struct text, struct text);
/*
 * Add MORE to a text that grows bit by bit, and does not pass through other
 * hands meanwhile.  ROOM, zero at first, remembers the place for what follows.
 */
struct text_room {
	struct text text;
	size_t capacity;
};
void	 text_extend(struct arena *, struct text_room *, struct text *,
	    struct text more);
/* Where the first byte of the text stands. */
struct pos text_pos(struct text);
