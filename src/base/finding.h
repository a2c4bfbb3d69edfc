#pragma once

#include "arena.h"
#include "str.h"

/*
 * Where something stands: a byte of the decoded text of an input file.
 * File 0 is text the program made itself; OFFSET_NONE means the whole file
 * (or a file that has no lines, such as an XLSX).
 */
struct pos {
	uint32_t file;
	uint32_t offset;
};

#define POS_NONE	((struct pos){ 0, 0 })
/* In a file, nowhere in particular. */
#define POS_FILE(file)	((struct pos){ (file), OFFSET_NONE })
#define OFFSET_NONE	UINT32_MAX

/*
 * The input texts by number, so that an eight-byte position can be shown as
 * file:line:column.  Names and texts belong to the caller's arena and must
 * live as long as the registry.  Numbers count from 1.
 */
/* From line LINE of a text on (from 0), its lines are NUMBER and on. */
struct line_jump {
	uint32_t line, number;
};

struct file_text {
	struct str name;	/* as the user would write the path */
	struct str text;	/* decoded; empty when it has no lines */
	/* A text that is some of a file's lines; NULL: from 1 on */
	const struct line_jump *jumps;
	size_t jump_count;
	VEC(uint32_t) starts;	/* offsets of the lines, made when asked for */
	struct {		/* the last place asked for: the next is near */
		uint32_t offset, column;
		size_t line;
	} last;
};

/* A file as the system knows it, whatever names lead to it. */
struct file_id {
	uint64_t device, number;
};

struct file_ids {		/* a set; open addressing */
	struct file_id *v;	/* number == 0: free */
	size_t n, size;
};

/* What was given as bytes, and is read under this name. */
struct file_given {
	struct str name, bytes;
};

/* What was read, and how it was: for who wants to know whether it changed. */
struct file_seen {
	struct str path;
	struct str digest;	/* n == 0: it was not read here */
};

struct files_seen {
	VEC(struct file_seen) list;
};

struct files {
	struct arena *arena;
	VEC(struct file_text) list;
	struct file_ids read;		/* inputs, texts or not */
	const struct files *of_all;	/* NULL, or what other threads share */
	/* What a source may name, see file_may_read; n == 0: no bounds */
	struct str home;		/* the folder of the source */
	struct str root;		/* --root; n == 0: none */
	VEC(struct str) named;		/* what it named and may */
	const struct file_given *given;	/* standard input; or NULL */
	struct files_seen *inputs;	/* to be kept; NULL: nobody asks */
	size_t shared;		/* the first ones, by threads: they do not
				   remember places */
};

struct place {
	struct str file;
	uint32_t line;		/* from 1; 0 = the whole file */
	uint32_t column;	/* in characters, from 1 */
};

/* Add a file: its number, from 1.  The bytes of both are kept, not copied. */
uint32_t	 files_add(struct files *, struct str name, struct str text);
/*
 * A file that is read in pieces: TEXT is the one in hand, and its lines begin
 * as *JUMP says (NULL: with 1).  Seal the findings of the piece before.
 */
void		 files_turn(struct files *, uint32_t file, struct str text,
		    const struct line_jump *jump);
/* Is a file in the set?  Put it there. */
bool		 file_ids_have(const struct file_ids *, struct file_id);
void		 file_ids_add(struct arena *, struct file_ids *,
		    struct file_id);
/* An input was read; was it?  No output of the run may take its place. */
void	 files_note(struct files *, struct file_id);
bool	 files_noted(const struct files *, struct file_id);
/* A path was looked for, if that is kept: the digest of what was read. */
void		 files_see(struct files *, struct str path, struct str digest);
struct place	 files_place(struct files *, struct pos);

/* How bad: a note only tells what was done; fatal means no output. */
enum severity {
	SEVERITY_OFF, SEVERITY_NOTE, SEVERITY_STYLE, SEVERITY_WARNING,
	SEVERITY_ERROR, SEVERITY_FATAL
};

/* Every kind of finding, from the one table finding.def. */
enum finding_id {
#define F(id, severity, name, clause, zh, en)	FINDING_##id,
#include "finding.def"
#undef F
	FINDING_COUNT
};

struct finding_kind {
	char name[32];		/* "number-bracket": what -W takes */
	enum severity severity;	/* unless the user says otherwise */
	char clause[64];	/* "GB/T 9704-2012 7.2.5", or "" */
	char zh[64], en[56];	/* one-line title */
};

const struct finding_kind *finding_kind(enum finding_id);
/* The kind called NAME; FINDING_COUNT if there is none. */
enum finding_id finding_by_name(struct str name);
/* The name of a kind that is most like NAME; empty when none is near. */
struct str finding_nearest(struct str name);

/* A repair: put TEXT in the place of LENGTH bytes at POS. */
struct fix {
	struct pos pos;
	uint32_t length;	/* 0 with empty text: no repair known */
	struct str text;
};

struct finding {
	enum finding_id id;
	enum severity severity;
	struct pos pos;
	struct place place;
	struct str message;	/* what is wrong; what the program did */
	struct fix fix;
	/* Made by findings_seal: */
	bool sealed;
	uint16_t cut;		/* 1 + the kind that is cut here, or 0 */
	uint64_t fingerprint;
	struct place fix_from, fix_to;
};

enum language { LANGUAGE_ZH, LANGUAGE_EN };

/*
 * The findings of a run.  They own their text (arena below), so they outlive
 * the job that made them.  FILES may be NULL: then places stay empty.
 */
struct findings {
	struct arena *arena;
	struct files *files;
	enum language language;
	VEC(struct finding) list;
	/* By id; SEVERITY_NOTE.. replaces the table's; 0 = as the table. */
	unsigned char severity[FINDING_COUNT];
	bool silenced[FINDING_COUNT];		/* -W no-id */
	uint32_t bytes[FINDING_COUNT];		/* that they take */
	unsigned unlisted[FINDING_COUNT];	/* since they take too much */
	unsigned counts[SEVERITY_FATAL + 1];
};

/*
 * Add a finding at POS.  The two formats say the same in Chinese and English
 * and take the same arguments in the same order; the one for the language of
 * the run is used.  A message says what is wrong and what was done about it.
 * The result may be given a fix; NULL when this kind is silenced, or when a
 * document has too many of one that is not fatal: these are counted, errors as
 * such, and another finding says so.
 */
struct finding *finding_add(struct findings *, enum finding_id, struct pos,
	    const char *zh, const char *en, ...)
	    PRINTF_LIKE(4, 6) PRINTF_LIKE(5, 6);
struct finding *finding_vadd(struct findings *, enum finding_id, struct pos,
	    const char *zh, const char *en, va_list)
	    PRINTF_LIKE(4, 0) PRINTF_LIKE(5, 0);

/*
 * What identifies a finding when lines are added or taken out above it (the
 * rule, the file's name, the text of its line, or the message when there is no
 * line), and where its fix begins and ends: worked out from the texts, so that
 * these can go before the findings are reported.
 */
void	 findings_seal(struct findings *);

/* Sort by file, line, column, id and message; drop exact repetitions. */
void	 findings_sort(struct findings *);

/* The worst severity present, SEVERITY_OFF when there is none. */
enum severity findings_worst(const struct findings *);

/* Is one of that kind among them? */
bool	 findings_hold(const struct findings *, enum finding_id);

/* Take out the findings whose element of DROP is true. */
void	 findings_drop(struct findings *, const bool *drop);

/* None are in it any more, nor counted; the arena keeps its bytes. */
void	 findings_empty(struct findings *);

/*
 * An empty list of findings that is asked for what the WHOLE one is: of a part
 * of the work, with texts and an arena of its own, to be sealed and appended.
 */
void	 findings_part(struct findings *part, const struct findings *whole,
	    struct arena *, struct files *);

/* Copy all of FROM to the end of TO (another arena; places are kept). */
void	 findings_append(struct findings *to, const struct findings *from);

/* The word for a severity in a language ("错误", "error"). */
const char *severity_word(enum severity, enum language);
