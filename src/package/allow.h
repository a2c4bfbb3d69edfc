#pragma once

#include "word.h"

/*
 * The one list of what may come out of a DOCX that somebody else made into a
 * document of ours: allow.def.  What is not on it is left out, and its name is
 * kept, so that it can be told of.
 */
struct allow_name {
	struct str name;		/* "w:object", "域 DDEAUTO" */
	struct str part;		/* where it was first */
	unsigned paragraph;
	unsigned n;
};

struct allow {
	struct arena *arena;
	bool english;
	struct str part;		/* looked at; n == 0: the main one */
	unsigned paragraph;		/* and the paragraph in it; 0: none */
	VEC(struct allow_name) left;	/* what was left out */
	bool changed;			/* something was, told of or not */
};

/* Is the element on the list? */
bool	 allow_element(const xmlNode *);
/* Is it a link to the outside that may be followed? */
bool	 allow_link(const struct relation *);
/* The content type of a picture, which it must be by its bytes; or NULL. */
const char *allow_picture(struct str name, struct str bytes);

/* One more paragraph begins with this node, when it is one. */
void	 allow_count(struct allow *, const xmlNode *);

/* Note that something of this name is left out, at the place that is set. */
void	 allow_note(struct allow *, struct str name);
/* The same of a field, unless its result alone is as good. */
void	 allow_note_field(struct allow *, struct str instruction);
void	 allow_note_element(struct allow *, const xmlNode *);
/* Relationships of any part that reach outside and that no text refers to. */
void	 allow_note_reaching(struct allow *, const struct pack *);

/* Is it a link beside what is there, on a picture or of one that is kept? */
bool	 allow_is_beside(const xmlNode *);
bool	 allow_is_source(const xmlNode *, const xmlAttr *);

/* Leave out the attributes of an element that are not on the list. */
void	 allow_attributes(struct allow *, xmlNode *);

/*
 * A package of those parts that relationships on the list lead to, and of them
 * what is on the list.  NULL with a finding when a part cannot be read.
 */
const struct pack *allow_pack(struct allow *, const struct pack *,
	    struct findings *);

/* "w:object（第3段等2处）、域 DDEAUTO": what was left out; n == 0: nothing. */
struct str allow_list(const struct allow *);
