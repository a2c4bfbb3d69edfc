#ifndef PACKAGE_ALLOW_H
#define PACKAGE_ALLOW_H

#include "markup.h"

/*
 * The one list of what may come out of a DOCX that somebody else made into a
 * document of ours: allow.def.  What is not on it is left out, and its name is
 * kept, so that it can be told of.
 */
struct allow_name {
	struct str name;		/* "w:object", "域 DDEAUTO" */
	unsigned n;
};

struct allow {
	struct arena *arena;
	VEC(struct allow_name) left;	/* what was left out */
	bool changed;			/* something was, told of or not */
};

/* Are the element and the attribute on the list? */
bool	 allow_element(const xmlNode *);
bool	 allow_attribute(const xmlNode *, const xmlAttr *);
/* May a relationship be followed or written? */
bool	 allow_relation(const struct relation *);

/* Note that something of this name is left out. */
void	 allow_note(struct allow *, struct str name);
/* The same of a field, unless its result alone is as good. */
void	 allow_note_field(struct allow *, struct str instruction);
void	 allow_note_element(struct allow *, const xmlNode *);

/* Leave out the attributes of an element that are not on the list. */
void	 allow_attributes(struct allow *, xmlNode *);
/* Leave out of the tree below ROOT all that is not on the list. */
void	 allow_clean(struct allow *, xmlNode *root);

/*
 * A package without what is not on the list, relationships and the parts that
 * only they lead to included; PACK itself when it has nothing of the kind.
 * NULL with a finding when a part cannot be read.
 */
const struct pack *allow_pack(struct allow *, const struct pack *,
	    struct findings *);

/* "w:object 2、域 DDEAUTO": what was left out; n == 0: nothing. */
struct str allow_list(const struct allow *, bool english);

#endif
