#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include "../document/document.h"

/*
 * Reading a source: bytes → text → document.  Markdown or plain text is told
 * by suffix (.md .markdown / .txt .text), then by content (front matter, "# ").
 */
struct source_options {
	const char *encoding;		/* NULL: find out */
	struct values set;		/* --set 键=值: beats the source */
	struct explanation *explain;	/* plain text only; may be NULL */
};

/*
 * Read PATH and what it names (attachment files, CSV, pictures).  NULL with a
 * fatal finding when nothing can be made of it; otherwise a numbered document
 * in the arena.
 */
struct document *source_read(struct arena *, struct str path,
	    const struct source_options *, struct findings *);

/* The two readers, for text already loaded (fuzzers, tests). */
struct document *markdown_read(struct arena *, uint32_t file,
	    const struct source_options *, struct findings *);
struct document *plain_read(struct arena *, uint32_t file,
	    const struct source_options *, struct findings *);

/*
 * Front matter: a YAML mapping between "---" lines at the top.  The mapping's
 * values go to their slots; *BODY is the offset of the text after it.  0, or
 * -1 with a finding when it does not parse.  None at all is 0 with *BODY 0.
 */
int	 front_read(struct arena *, uint32_t file, struct document *,
	    size_t *body, struct findings *);

/* Put the value of one key into its slot, as front matter would. */
int	 front_set(struct arena *, struct document *, struct span key,
	    struct span value, struct findings *);

/*
 * Inline text: **bold**, `code`, \escapes, <br>, with rules that hold between
 * Chinese punctuation.  Soft line breaks between CJK characters vanish.
 */
struct text inline_read(struct arena *, struct span, struct findings *);

/* Why the plain-text recogniser read each line as it did (--explain). */
struct line_reason {
	uint32_t line;
	struct str text, label, evidence, runner_up;
	unsigned confidence;	/* percent */
};

struct explanation {
	VEC(struct line_reason) lines;
};

#endif
