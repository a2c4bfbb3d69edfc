#pragma once

#include <libxml/tree.h>

#include "template.h"

/*
 * Our named styles in the styles.xml of somebody's template.  Editors give
 * them ids of their own ("Style49", "11"); the names stay.  They get our ids
 * back, here and wherever the template refers to them.
 */
struct style_rename {
	struct str from, to;
};

struct styles {
	struct arena *arena;
	struct template_style looks[STYLE_COUNT];
	int grid_size;			/* of text without a style */
	VEC(struct style_rename) renames;
};

/*
 * Find our styles below ROOT (w:styles), read how they look, plan the new ids,
 * and give each one its companion for characters ("GwTitleChar").  The ids
 * themselves change in styles_rename.
 */
void	 styles_adopt(struct styles *, xmlNode *root);

/* Put the new ids wherever a part defines or names a style. */
void	 styles_rename(const struct styles *, xmlDoc *);
