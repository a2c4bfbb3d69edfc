#pragma once

#include "word97_look.h"

/* Inside the reader of .doc: styles, fonts and lists, to parts of a DOCX. */
struct style {
	unsigned kind;			/* 0: none; 1 paragraph, 2 character */
	unsigned number;		/* of the built-in ones: 0 Normal … */
	unsigned base;
	struct str name;		/* fit for XML */
	struct changes par, chr;
};

struct styles {
	struct style *v;
	size_t n;
	int32_t fonts[3];		/* Latin, East Asian, other */
};

void	 style_read(struct arena *, struct str sheet, struct styles *);
void	 style_put(struct buf *, const struct styles *, const struct fonts *);
/* Does the style with all that it is based on set this (CHR_BOLD …)? */
bool	 style_sets(const struct styles *, unsigned style, enum chr);

void	 font_read(struct arena *, struct str table, struct fonts *);

/*
 * The part word/numbering.xml: LISTS go on to the end of the stream, since
 * their levels follow their table; USES names them by number.
 */
void	 list_put(struct buf *, struct str lists, struct str uses);

/* UTF-16 as text that is fit for XML. */
void	 wide_put(struct buf *, struct str wide);
